"""From the facts that hold now to the taste a recommender is asked with."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..memory.types import Fact, Status
from ..recommenders.patching import changed
from ..recommenders.types import CatalogSchema, Preference, Taste

if TYPE_CHECKING:
    from .context import ToolContext

LIMITS = ("year_min", "year_max", "runtime_min", "runtime_max")
PERSON = "person"
KEEP = timedelta(minutes=1)
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TasteView:
    """A taste with the facts it was made from.

    `facts` maps every fact id in use to its fact; `limits` maps a limit's name to the fact that sets it.
    `version` is the profile version it was made at.
    """

    taste: Taste
    version: int
    facts: Mapping[str, Fact] = field(default_factory=dict)
    limits: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> TasteView:
        """Nothing is known."""
        return cls(Taste(), 0)


def current_taste(ctx: ToolContext) -> TasteView:
    """The user's taste right now, made once per profile version and again when a fact begins or runs out.

    Between versions it is patched: only facts that came or went are looked at.
    """
    now = ctx.clock.now()
    version = ctx.memory.profile_version(ctx.user_id)
    key = f"taste:{ctx.user_id}"
    kept = ctx.cache.get(key)
    if isinstance(kept, _Kept) and kept.view.version == version and kept.begin <= now < kept.soon:
        return kept.view
    facts = tuple(ctx.memory.facts(ctx.user_id))
    if isinstance(kept, _Kept) and kept.schema is ctx.catalog.schema and kept.begin <= now < kept.end:
        kept = kept.patched(facts, ctx.catalog, now, version)
    else:
        kept = _Kept.of(facts, ctx.catalog.schema, ctx.catalog, now, version)
    ctx.cache[key] = kept
    return kept.view


def build_taste(
    facts: Iterable[Fact], schema: CatalogSchema, items: Container[str], *, now: datetime, version: int = 0
) -> TasteView:
    """Sort facts into likes, dislikes, seen items, preferences and limits.

    Facts that are closed, contested, expired or not yet valid at `now` are left out whatever store they
    came from; so are facts of other domains and items that are not in the catalogue.
    """
    notes = [_note(fact, schema, items) if holds(fact, now) else None for fact in facts]
    return _view(notes, version)


def holds(fact: Fact, now: datetime) -> bool:
    """Whether a fact may be used at `now`: active, open, begun, neither ended nor expired."""
    return (
        fact.status is Status.ACTIVE
        and fact.closed_at is None
        and fact.valid_from <= now
        and (fact.valid_to is None or now < fact.valid_to)
        and (fact.expires_at is None or now < fact.expires_at)
    )


class _Says(Enum):
    LIKED, DISLIKED, SEEN, VALUE, LIMIT = range(5)


@dataclass(frozen=True, slots=True)
class _Note:
    """What one fact says to a recommender: an item id, a preference, or the name of a limit."""

    says: _Says
    what: Any
    fact_id: str
    fact: Fact


def _note(fact: Fact, schema: CatalogSchema, items: Container[str]) -> _Note | None:
    """A fact read; None for one of another domain or about an item or attribute that is not known."""
    domain, _, name = fact.attribute.partition(".")
    if domain != schema.domain:
        return None
    if name in ("title", "seen"):
        if fact.ref is None or fact.ref not in items:
            return None
        opinion = fact.polarity if name == "title" else 0
        says = _Says.SEEN if not opinion else _Says.LIKED if opinion > 0 else _Says.DISLIKED
        return _Note(says, fact.ref, fact.fact_id, fact)
    if name in LIMITS and fact.number is not None:
        return _Note(_Says.LIMIT, name, fact.fact_id, fact)
    if fact.polarity and (name == PERSON or name in schema.names()):
        stated = Preference(name, fact.value_text, fact.polarity, fact.fact_id)
        return _Note(_Says.VALUE, stated, fact.fact_id, fact)
    return None


def _view(notes: Iterable[_Note | None], version: int) -> TasteView:
    """Notes put together. Items are dictionaries' keys: in order, once."""
    used = [note for note in notes if note is not None]
    by_item: dict[str, str] = {}
    limits: dict[str, Fact] = {}
    groups: dict[_Says, dict[str, None]] = {says: {} for says in (_Says.LIKED, _Says.DISLIKED, _Says.SEEN)}
    for note in [note for note in used if note.says is not _Says.VALUE]:
        if note.says is _Says.LIMIT:
            limits[note.what] = _tighter(note.what, limits.get(note.what), note.fact)
            continue
        groups[note.says][note.what] = None
        if note.says is _Says.SEEN:
            # An opinion about an item says more than that it was seen: its fact is the one to name.
            by_item.setdefault(note.what, note.fact_id)
        else:
            by_item[note.what] = note.fact_id
    taste = Taste(
        liked=tuple(groups[_Says.LIKED]),
        disliked=tuple(groups[_Says.DISLIKED]),
        seen=tuple(groups[_Says.SEEN]),
        preferences=tuple([note.what for note in used if note.says is _Says.VALUE]),
        facts=by_item,
        **{name: round(fact.number) for name, fact in limits.items() if fact.number is not None},
    )
    return TasteView(taste, version, {note.fact_id: note.fact for note in used}, limits)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A view with what it was made from. Good from `begin` to `soon`; to be patched before `end`."""

    view: TasteView
    facts: tuple[Fact, ...]
    notes: list[_Note | None]
    schema: CatalogSchema
    begin: datetime
    soon: datetime
    end: datetime

    @classmethod
    def of(
        cls,
        facts: tuple[Fact, ...],
        schema: CatalogSchema,
        items: Container[str],
        now: datetime,
        version: int,
    ) -> _Kept:
        """Everything read anew."""
        nothing = cls(TasteView.empty(), (), [], schema, now, now, FOREVER)
        return nothing.patched(facts, items, now, version)

    def patched(self, facts: tuple[Fact, ...], items: Container[str], now: datetime, version: int) -> _Kept:
        """The same with only those facts read that were not there before."""
        if facts is self.facts:
            view, end, notes = replace(self.view, version=version), self.end, self.notes
        else:
            start, old_end, new_end = changed(self.facts, facts)
            gone = self.facts[start:old_end]
            known = dict(zip(map(id, gone), self.notes[start:old_end], strict=True))
            fresh = [fact for fact in facts[start:new_end] if id(fact) not in known]
            for fact in fresh:
                known[id(fact)] = _note(fact, self.schema, items) if holds(fact, now) else None
            read = [known[id(fact)] for fact in facts[start:new_end]]
            notes = [*self.notes[:start], *read, *self.notes[old_end:]]
            view, end = _view(notes, version), min(self.end, _first_end(fresh, now))
        # Facts recorded for a later date are not among those read, so nothing is kept for long.
        return _Kept(view, facts, notes, self.schema, now, min(end, now + KEEP), end)


def _first_end(facts: Iterable[Fact], now: datetime) -> datetime:
    """The moment at which the first of these facts stops to hold."""
    ends = (moment for fact in facts for moment in (fact.valid_to, fact.expires_at) if moment is not None)
    return min((moment for moment in ends if moment > now), default=FOREVER)


def _tighter(name: str, held: Fact | None, new: Fact) -> Fact:
    """The stricter of two bounds of one name."""
    if held is None or held.number is None or new.number is None:
        return new
    stricter = new.number > held.number if name.endswith("_min") else new.number < held.number
    return new if stricter else held
