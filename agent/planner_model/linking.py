"""From the model's words to catalogue values; what the message or the catalogue lacks is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from ...recommenders.search.fold import fold
from ...recommenders.search.lexicon_tokens import tokenize
from ...recommenders.search.lexicon_types import Mention, Reading
from ...recommenders.types import CatalogSchema
from ..planner.acts import Act
from .schema import MEASURES, PERSON, RawAct, attribute_slots
from .words import word_lists

NUMERIC = (*MEASURES, "ordinal", "count", "direction")
TITLE_SCORE = 90.0
"""A title that no mention covers must match this well (0 to 100) to be believed."""


class Linker(Protocol):
    """The catalogue's names, as `recommenders.search.lexicon.Lexicon` finds them."""

    def link(self, text: str, prefer: Iterable[str] = ()) -> tuple[Mention, ...]:
        """Everything a text names, in order."""
        ...


class Titles(Protocol):
    """Titles by resemblance, as `recommenders.search.text.TextSearch` finds them."""

    def resolve_title(self, text: str, k: int = 5) -> list[tuple[str, float]]:
        """(item id, score 0 to 100), best first."""
        ...


class Labels(Protocol):
    """What an item id is called: `Heat (1995)`."""

    def __call__(self, item_id: str) -> str:
        """The label. Raises for an unknown id."""
        ...


@dataclass
class Linked:
    """The acts that hold, what was dropped and why, and mentions that have several readings."""

    acts: list[Act] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    ambiguous: list[tuple[Act, Mention]] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """A message with what the catalogue finds in it."""

    text: str
    mentions: tuple[Mention, ...]

    def places(self, value: str) -> tuple[int, int] | None:
        """Character offsets of a value's words in the message, compared folded; None when it is not there."""
        wanted = [token.norm for token in tokenize(value)]
        tokens = tokenize(self.text)
        if not wanted:
            return None
        for at in range(len(tokens) - len(wanted) + 1):
            window = tokens[at : at + len(wanted)]
            if all(_same(token.norm, word) for token, word in zip(window, wanted, strict=True)):
                return window[0].start, window[-1].end
        return None

    def at(self, span: tuple[int, int] | None, *kinds: str) -> list[Mention]:
        """Mentions that overlap a span; of the given kinds, if any are given."""
        if span is None:
            return []
        return [
            m
            for m in self.mentions
            if m.start < span[1] and span[0] < m.end and (not kinds or m.kind in kinds)
        ]

    def meaning(self, value: str) -> list[Mention]:
        """Mentions one of whose readings is this very value ("Horror" where the message says scary)."""
        wanted = fold(value)
        return [m for m in self.mentions if any(fold(r.value) == wanted for r in m.readings)]


class ActLinker:
    """Links the acts of one message."""

    def __init__(
        self, words: Words, schema: CatalogSchema, titles: Titles | None = None, label: Labels | None = None
    ) -> None:
        self._words = words
        self._schema = schema
        self._titles = titles
        self._label = label
        self._values = frozenset(attribute_slots(schema))

    def link(self, raw: Iterable[RawAct]) -> Linked:
        """Every act with the slots that hold."""
        linked = Linked()
        for act in raw:
            self._one(act, linked)
        return linked

    def _one(self, raw: RawAct, linked: Linked) -> None:
        slots: dict[str, list[str]] = {}
        spans: list[tuple[int, int]] = []
        unsure: list[Mention] = []
        for slot, values in raw.slots.items():
            for value in values:
                found = list(self._value(slot, value, linked))
                if not found:
                    linked.dropped.append(f"{slot} {value!r}")
                for name, spelled, mention in found:
                    if spelled not in slots.setdefault(name, []):
                        slots[name].append(spelled)
                    if mention is not None:
                        spans.append((mention.start, mention.end))
                        unsure += [mention] if mention.ambiguous and name == "item" else []
        start = min((span[0] for span in spans), default=0)
        end = max((span[1] for span in spans), default=len(self._words.text))
        act = Act(intent=raw.intent, slots={n: tuple(v) for n, v in slots.items()}, start=start, end=end)
        linked.acts.append(act)
        linked.ambiguous += [(act, mention) for mention in unsure]

    def _value(self, slot: str, value: str, linked: Linked) -> Iterator[tuple[str, str, Mention | None]]:
        """(slot, value as the catalogue spells it, the mention behind it) for one of the model's values."""
        span = self._words.places(value)
        bare = slot.removeprefix("not_")
        if bare in self._values:
            yield from self._catalogue(slot, bare, value, span, linked)
        elif slot == "text":
            if span is not None:
                yield slot, self._words.text[slice(*span)], None
        elif slot == "scope":
            yield from self._scope(value)
        else:
            yield from self._number(slot, value, span)

    def _catalogue(
        self, slot: str, bare: str, value: str, span: tuple[int, int] | None, linked: Linked
    ) -> Iterator[tuple[str, str, Mention | None]]:
        """An item, or a value of an attribute; the catalogue knows better than the model which."""
        prefix = "not_" if slot != bare else ""
        near = self._words.at(span) or self._words.meaning(value)
        mentions = [m for m in near if m.readings and m.kind not in NUMERIC]
        for mention in mentions:
            for reading in (_best(mention, bare), *mention.also):
                name = _slot_of(reading, bare)
                if name in self._values and (name != "item" or not prefix):
                    yield (name if name == "item" else prefix + name), reading.value, mention
        if not mentions and bare == "item" and span is not None:
            hits = self._titles.resolve_title(value, k=1) if self._titles and self._label else []
            if hits and hits[0][1] >= TITLE_SCORE and self._label:
                yield "item", self._label(hits[0][0]), None
            else:
                linked.unresolved.append(self._words.text[slice(*span)])

    def _scope(self, value: str) -> Iterator[tuple[str, str, Mention | None]]:
        said = {token.norm for token in tokenize(self._words.text)}
        for scope, cues in word_lists().scopes.items():
            if (scope == fold(value) or fold(value) in cues) and said & cues:
                yield "scope", scope, None
                return

    def _number(
        self, slot: str, value: str, span: tuple[int, int] | None
    ) -> Iterator[tuple[str, str, Mention | None]]:
        """Years, lengths, counts, places and directions: what the words say, whatever slot the model chose.

        Bounds come from the same reader as everywhere, never from the model's arithmetic.
        """
        mentions = self._words.at(span, *NUMERIC)
        for mention in mentions:
            if mention.kind in MEASURES:
                bounds = (("min", mention.low), ("max", mention.high))
                yield from ((f"{mention.kind}_{b}", str(n), mention) for b, n in bounds if n is not None)
            elif mention.kind == "ordinal":
                yield from (("ref", ref, mention) for ref in mention.refs)
            elif mention.kind == "direction":
                yield "direction", mention.readings[0].value, mention
            elif mention.low is not None:
                yield "count", str(mention.low), mention
        if slot == "count" and span is not None and not mentions:
            # "three westerns": the number stands before a value, and the reader leaves it to the planner.
            if (many := _small_number(value)) is not None:
                yield "count", str(many), None
        pointing = {token.norm for token in tokenize(value)} & word_lists().pronouns
        if slot == "ref" and span is not None and not mentions and pointing:
            yield "ref", "it", None


def _best(mention: Mention, wanted: str) -> Reading:
    """The reading of the kind the model meant, else the likeliest."""
    return next((r for r in mention.readings if _slot_of(r, wanted) == wanted), mention.readings[0])


def _slot_of(reading: Reading, wanted: str) -> str:
    """The slot a reading fills; a person's own role where the model named one the person is found under."""
    if reading.attribute == "title":
        return "item"
    if reading.roles and (wanted in reading.roles or wanted == PERSON):
        return wanted
    return reading.attribute


def _small_number(text: str) -> int | None:
    """A whole number from 1 to 50 in digits or words; None for anything else."""
    words = fold(text).split()
    if len(words) != 1:
        return None
    many = int(words[0]) if words[0].isdigit() else word_lists().counts.get(words[0], 0)
    return many if 1 <= many <= 50 else None


def _same(said: str, written: str) -> bool:
    """Equal words, or one inflected from the other ("western", "westerns")."""
    if said == written:
        return True
    short, long = sorted((said, written), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 2 and long.startswith(short)
