"""From the facts that hold now to the taste a recommender is asked with."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..memory.types import Fact, Status
from ..recommenders.types import CatalogSchema, Preference, Taste

if TYPE_CHECKING:
    from .context import ToolContext

LIMITS = ("year_min", "year_max", "runtime_min", "runtime_max")
KEEP = timedelta(minutes=1)


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
    """The user's taste right now, made once per profile version and again when a fact begins or runs out."""
    now = ctx.clock.now()
    version = ctx.memory.profile_version(ctx.user_id)
    key = f"taste:{ctx.user_id}"
    cached = ctx.cache.get(key)
    if cached is not None:
        view, start, end = cached
        if isinstance(view, TasteView) and view.version == version and start <= now < end:
            return view
    facts = tuple(ctx.memory.facts(ctx.user_id))
    view = build_taste(facts, ctx.catalog.schema, ctx.catalog, now=now, version=version)
    ctx.cache[key] = (view, now, _good_until(facts, now))
    return view


def build_taste(
    facts: Iterable[Fact], schema: CatalogSchema, items: Container[str], *, now: datetime, version: int = 0
) -> TasteView:
    """Sort facts into likes, dislikes, seen items, preferences and limits.

    Facts that are closed, contested, expired or not yet valid at `now` are left out whatever store they
    came from; so are facts of other domains and items that are not in the catalogue.
    """
    parts = _Parts(schema)
    for fact in facts:
        if holds(fact, now):
            parts.take(fact, items)
    taste = Taste(
        liked=tuple(parts.liked),
        disliked=tuple(parts.disliked),
        seen=tuple(parts.seen),
        preferences=tuple(parts.preferences),
        facts=dict(parts.by_item),
        **{name: round(fact.number) for name, fact in parts.limits.items() if fact.number is not None},
    )
    return TasteView(taste, version, parts.used, parts.limits)


def holds(fact: Fact, now: datetime) -> bool:
    """Whether a fact may be used at `now`: active, open, begun, neither ended nor expired."""
    return (
        fact.status is Status.ACTIVE
        and fact.closed_at is None
        and fact.valid_from <= now
        and (fact.valid_to is None or now < fact.valid_to)
        and (fact.expires_at is None or now < fact.expires_at)
    )


class _Parts:
    """Collects what `build_taste` hands on. Items are dictionaries' keys: in order, once."""

    def __init__(self, schema: CatalogSchema) -> None:
        self._prefix = f"{schema.domain}."
        self._attributes = {*schema.names(), "person"}
        self.liked: dict[str, None] = {}
        self.disliked: dict[str, None] = {}
        self.seen: dict[str, None] = {}
        self.preferences: list[Preference] = []
        self.by_item: dict[str, str] = {}
        self.limits: dict[str, Fact] = {}
        self.used: dict[str, Fact] = {}

    def take(self, fact: Fact, items: Container[str]) -> None:
        if not fact.attribute.startswith(self._prefix):
            return
        name = fact.attribute[len(self._prefix) :]
        if name in ("title", "seen"):
            if fact.ref is None or fact.ref not in items:
                return
            self._item(name, fact.ref, fact)
        elif name in LIMITS and fact.number is not None:
            self.limits[name] = _tighter(name, self.limits.get(name), fact)
        elif name in self._attributes and fact.polarity:
            self.preferences.append(Preference(name, fact.value_text, fact.polarity, fact.fact_id))
        else:
            return
        self.used[fact.fact_id] = fact

    def _item(self, name: str, item_id: str, fact: Fact) -> None:
        if name == "seen" or not fact.polarity:
            self.seen[item_id] = None
            # An opinion about an item says more than that it was seen: its fact is the one to name.
            self.by_item.setdefault(item_id, fact.fact_id)
            return
        (self.liked if fact.polarity > 0 else self.disliked)[item_id] = None
        self.by_item[item_id] = fact.fact_id


def _tighter(name: str, held: Fact | None, new: Fact) -> Fact:
    """The stricter of two bounds of one name."""
    if held is None or held.number is None or new.number is None:
        return new
    stricter = new.number > held.number if name.endswith("_min") else new.number < held.number
    return new if stricter else held


def _good_until(facts: Iterable[Fact], now: datetime) -> datetime:
    """The moment at which the first of these facts stops to hold, and in any case soon.

    Facts recorded for a later date are not among those read, so nothing is kept for long.
    """
    ends = (moment for fact in facts for moment in (fact.valid_to, fact.expires_at) if moment is not None)
    return min((*(moment for moment in ends if moment > now), now + KEEP))
