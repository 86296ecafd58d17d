"""From the model's words to catalogue values; what the message or the catalogue lacks is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...recommenders.search.fold import fold
from ...recommenders.search.lexicon_tokens import tokenize
from ...recommenders.search.lexicon_types import Mention, Reading
from ...recommenders.types import CatalogSchema
from ..planner.acts import Act, Intent
from .mentions import NUMERIC, Labels, Titles, Words, numeric_slots, small_number
from .schema import PERSON, RawAct, attribute_slots
from .words import word_lists

SMALL_TALK = frozenset(
    {Intent.AFFIRM, Intent.DENY, Intent.GREET, Intent.THANKS, Intent.BYE, Intent.HELP, Intent.UNKNOWN}
)
NUMBERED = frozenset(Intent) - SMALL_TALK - {Intent.RECALL, Intent.HISTORY, Intent.ERASE, Intent.UNDO}
SCOPED = frozenset({Intent.FORGET, Intent.ERASE})
TITLE_SCORE = 90.0
"""A title that no mention covers must match this well (0 to 100) to be believed."""


@dataclass
class Linked:
    """The acts that hold, what was dropped and why, and mentions that have several readings."""

    acts: list[Act] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    ambiguous: list[Mention] = field(default_factory=list)


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
        self._named = frozenset(("item", PERSON, *schema.names("person")))

    def link(self, raw: Iterable[RawAct]) -> Linked:
        """Every act with the slots that hold."""
        linked = Linked()
        for act in raw:
            self._one(act, linked)
        if len(linked.acts) == 1:
            linked.acts = [self._completed(linked.acts[0])]
        return linked

    def _completed(self, act: Act) -> Act:
        """The only act of a message gets the numbers, places and scope that the words say."""
        slots = dict(act.slots)
        if act.intent in NUMBERED:
            for mention in self._words.mentions:
                for name, value in numeric_slots(mention):
                    slots.setdefault(name, (value,))
        if act.intent in SCOPED and not slots:
            slots |= {name: (value,) for name, value, _ in self._scope("everything")}
        return act.model_copy(update={"slots": slots})

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
        linked.ambiguous += unsure

    def _value(self, slot: str, value: str, linked: Linked) -> Iterator[tuple[str, str, Mention | None]]:
        """(slot, value as the catalogue spells it, the mention behind it) for one of the model's values."""
        span = self._words.places(value)
        bare = slot.removeprefix("not_")
        if bare in self._values:
            yield from self._catalogue(slot, bare, value, span, linked)
        elif slot == "scope":
            yield from self._scope(value)
        elif any(m.readings and m.kind not in NUMERIC for m in self._words.at(span)):
            yield from self._catalogue("item", "item", value, span, linked)
        elif slot == "text":
            if span is not None:
                yield slot, self._words.text[slice(*span)], None
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
        if mentions or span is None or bare not in self._named:
            return
        hits = self._titles.resolve_title(value, k=1) if self._titles and bare == "item" else []
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
        """Years, lengths, counts, places, directions: what the words say, whatever slot was chosen."""
        mentions = self._words.at(span, *NUMERIC)
        for mention in mentions:
            yield from ((name, number, mention) for name, number in numeric_slots(mention))
        many = small_number(value)
        if slot == "count" and span is not None and not mentions and many is not None:
            # "three westerns": the number stands before a value, and the reader leaves it to the planner.
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
