"""What must be asked before going on: which of several, what conflicts, which film, about what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...memory.extraction.linking import Domain, Mentioned
from .acts import STATEMENTS, Act, DialogueContext, Intent, Question
from .places import Labels, items_at

_OPTIONS = 5
_NEEDS_ITEM = STATEMENTS | {Intent.ITEM_INFO, Intent.SIMILAR}
_SMALL_TALK = frozenset({Intent.GREET, Intent.THANKS, Intent.BYE, Intent.HELP, Intent.UNKNOWN})
_NEEDS_OBJECT = frozenset({Intent.RETRACT, Intent.FORGET})


def doubts(
    acts: Sequence[Act],
    mentions: Sequence[Mentioned],
    context: DialogueContext,
    labels: Labels,
    domain: Domain,
) -> Question | None:
    """The most pressing question about a message, or None when it is clear."""
    found = (
        *_conflicts(acts),
        *_ambiguities(acts, mentions),
        *_lost_references(acts, context, labels, domain),
        *_missing_objects(acts),
        *_ranges(acts),
    )
    return found[0] if found else None


def _conflicts(acts: Sequence[Act]) -> Iterator[Question]:
    for act in acts:
        slots = act.slots
        for kind, unit in (("year", ""), ("runtime", " minutes")):
            low, high = slots.get(f"{kind}_min"), slots.get(f"{kind}_max")
            if low and high and int(low[0]) > int(high[0]):
                what = "from" if kind == "year" else "at least"
                until = "or later but also from" if kind == "year" else f"{unit.strip()} but also at most"
                text = (
                    f"Those two limits exclude each other: {what} {low[0]} {until} {high[0]}{unit}. "
                    f"Which one should hold?"
                )
                options = (f"{kind} at least {low[0]}", f"{kind} at most {high[0]}")
                yield Question(kind="clarify", text=text, options=options, act=act)
        for name, values in slots.items():
            both = [value for value in values if value in slots.get(f"not_{name}", ())]
            if both:
                text = f"You ask for {both[0]} and rule out {both[0]} at once. Which one do you mean?"
                yield Question(
                    kind="clarify",
                    text=text,
                    options=(f"with {both[0]}", f"without {both[0]}"),
                    act=act,
                    slot=name,
                )


def _ambiguities(acts: Sequence[Act], mentions: Sequence[Mentioned]) -> Iterator[Question]:
    for mention in mentions:
        if not (mention.ambiguous and mention.kind == "item"):
            continue
        act = next((act for act in acts if act.start <= mention.start and mention.end <= act.end), None)
        if act is not None and act.intent not in _SMALL_TALK:
            options = tuple(reading.value for reading in mention.readings[:_OPTIONS])
            yield Question(
                kind="which", text=f"Which {mention.text} do you mean?", options=options, act=act, slot="item"
            )


def _lost_references(
    acts: Sequence[Act], context: DialogueContext, labels: Labels, domain: Domain
) -> Iterator[Question]:
    for act in acts:
        refs = act.slots.get("ref", ())
        if act.intent not in _NEEDS_ITEM or not refs or "item" in act.slots or "text" in act.slots:
            continue
        lost = [ref for ref in refs if not items_at(ref, context, labels)]
        if lost:
            numbered = lost[0].isdigit() and context.listed
            text = (
                f"The last list has {len(context.listed)} {domain.noun_plural}, so there is no "
                f"number {lost[0]}. Which one do you mean?"
                if numbered
                else f"Which {domain.noun} do you mean?"
            )
            yield Question(kind="clarify", text=text, options=context.listed, act=act, slot="item")


def _missing_objects(acts: Sequence[Act]) -> Iterator[Question]:
    for act in acts:
        if act.intent in _NEEDS_OBJECT and not act.slots:
            verb = "change your mind about" if act.intent is Intent.RETRACT else "want me to forget"
            yield Question(kind="clarify", text=f"What do you {verb}?", act=act)


def _ranges(acts: Sequence[Act]) -> Iterator[Question]:
    """A liked decade is no hard limit; whether it should be one is asked."""
    for act in acts:
        names = set(act.slots)
        if (
            act.intent is Intent.LIKE
            and names
            and names <= {"year_min", "year_max", "runtime_min", "runtime_max"}
        ):
            limits = {name: act.slots[name] for name in sorted(names)}
            said = " and ".join(f"{name.replace('_', ' ')} {values[0]}" for name, values in limits.items())
            wanted = Act(intent=Intent.CONSTRAIN, slots=limits, start=act.start, end=act.end)
            yield Question(
                kind="confirm",
                text=f"Should I keep every suggestion within that from now on ({said})?",
                options=("yes", "no"),
                act=wanted,
            )
