"""What a goal measures: money on a kind of thing, or so much of an activity, in each day, week or month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .... import vocabulary
from ....types import Fact
from ..events.activities import activities
from ..events.categories import named_kinds
from ..language.frames import Frames, load
from ..language.scene import Scene

TOTAL = "total"
"""The kind of a budget for everything."""

PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_MONEY = re.compile(r"\b(?:budget|spend|spending|allowance|expenses?|bill|costs?|money|spent)\b")
_WHOLE = re.compile(
    r"\b(?:everything|overall|in total|total spending|spending (?:limit|goal|budget"
    r"|cap|target)|all in all|my spending|food)\b"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An attribute without its `goal.`, and the unit before the stroke (`$`, `steps`)."""

    attribute: str
    unit: str | None


@cache
def frames() -> Frames:
    """The words of this reader."""
    return load(("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "frames.toml"))


def period(text: str) -> str | None:
    """How often, as the unit names it: day, week, month or year."""
    found = [
        (match.start(), PERIODS[name])
        for name in PERIODS
        for match in frames().compiled("{" + name + "}").finditer(text)
        if not re.search(r"\b(?:last|this|next|one|all|to|the) $", text[: match.start()])
    ]
    return min(found)[1] if found else None


def activity_measure(scene: Scene, label: str, start: int, end: int) -> Measure | None:
    """The activity that a bare number counts, by the words beside it or named before it."""
    at = scene.text.find(label) + len(label)
    after, before = scene.text[at:end], scene.text[start : at - len(label)]
    if re.match(r" (?:daily |total |more )?steps?\b", after):
        return Measure("activity.steps", "steps")
    known = activities()
    unit_match = re.match(rf"[ -]?(?P<unit>{known.pattern('units')})\b", after)
    unit = known.units[unit_match["unit"]] if unit_match else None
    named = _named_activity(after) or _named_activity(before)
    if named is None:
        return None
    what, own = named
    if what == "steps":
        return Measure("activity.steps", "steps") if unit is None else None
    if unit is None and own is None:
        short = scene.words(at - len(label), at).lower().endswith("k") and what in (
            "run",
            "cycling",
            "walk",
            "swim",
            "row",
        )
        return Measure(f"{vocabulary.ACTIVITY}.{what}", "km") if short else None
    return Measure(f"{vocabulary.ACTIVITY}.{what}", unit or own)


def _named_activity(text: str) -> tuple[str, str | None] | None:
    """The activity a text names, and the unit it has by itself."""
    known = activities()
    if re.search(r"\bsteps?\b", text):
        return "steps", "steps"
    counted = re.search(rf"(?<!\w){known.pattern('nouns')}(?!\w)", text)
    if counted:
        return known.nouns[counted[0]], "times"
    measured = re.search(rf"(?<!\w){known.pattern('measured')}(?!\w)", text)
    if measured:
        return known.measured[measured[0]], None
    plain = re.search(
        (
            r"(?<!\w)(run|walk|swim|sleep|read|meditate|drink|cycle|write|study|practise"
            r"|practice|row|jog)(?!\w)"
        ),
        text,
    )
    names = {
        "drink": "water",
        "read": "reading",
        "meditate": "meditation",
        "cycle": "cycling",
        "write": "writing",
        "jog": "run",
        "practise": "practice",
    }
    return (names.get(plain[1], plain[1]), None) if plain else None


def money_measure(scene: Scene, at: int, start: int, end: int, unit: str | None) -> Measure | None:
    """The kind of spending a sum is a budget for: named nearest in the sentence, else before it in the message."""
    kinds = named_kinds(scene.text[start:end])
    if kinds:
        nearest = min(kinds, key=lambda kind: abs(kind[0] + start - at))
        return Measure(f"{vocabulary.SPENDING}.{nearest[1]}", unit)
    if earlier := named_kinds(scene.text[:start]):
        return Measure(f"{vocabulary.SPENDING}.{earlier[-1][1]}", unit)
    if re.search(r"\b(?:save|saving|savings|put away|set aside)\b", scene.text[start:end]):
        return Measure("saving", unit)
    other = re.search(r"\b(?:on|for) (?:my |the |new )?([a-z]+)\b(?! (?:week|month|day))", scene.text[at:end])
    if other and other[1] not in ("a", "the", "this", "me", "now", "that", "it"):
        return Measure(f"{vocabulary.SPENDING}.{other[1]}", unit)
    before = re.search(r"\b([a-z]+) (?:budget|spending|limit|allowance|bill)\b", scene.text[start:at])
    if before and before[1] not in (
        "my",
        "the",
        "a",
        "new",
        "weekly",
        "monthly",
        "daily",
        "spending",
        "overall",
        "total",
    ):
        return Measure(f"{vocabulary.SPENDING}.{before[1]}", unit)
    if _MONEY.search(scene.text[start:end]) or _WHOLE.search(scene.text[start:end]):
        return Measure(f"{vocabulary.SPENDING}.{TOTAL}", unit)
    return None


def live_goals(live: Sequence[Fact]) -> list[Fact]:
    """The goals that hold."""
    return [fact for fact in live if fact.attribute.startswith(f"{vocabulary.GOAL}.")]


def named_goal(text: str, live: Sequence[Fact]) -> list[Fact]:
    """The goals that a text speaks of; all of them when it names nothing."""
    goals = live_goals(live)
    kinds = {f"{vocabulary.GOAL}.{vocabulary.SPENDING}.{kind}" for _, kind in named_kinds(text)}
    activity = _named_activity(text)
    if activity:
        kinds.add(f"{vocabulary.GOAL}.{vocabulary.ACTIVITY}.{activity[0]}")
    if kinds:
        return [goal for goal in goals if goal.attribute in kinds]
    if re.search(r"\b(?:budget|spending)\b", text):
        goals = [goal for goal in goals if vocabulary.SPENDING in goal.attribute]
    return goals
