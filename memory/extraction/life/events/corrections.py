"""Numbers put right: "sorry, it was 14,000 steps, not 4,000"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ....types import Fact
from ..language.scene import Scene

_SORRY = (
    r"(?:sorry|oops|whoops|correction|wait|scratch that|no|my bad|my mistake|mistake"
    r"|typo|actually|i meant|i mean|i misspoke|rather|hang on|hold on|apologies"
    r"|to correct myself|i got that wrong|make that|let me correct that|i was wrong)"
)
_MAKING = (
    r"(?:it was|it is|that was|that is|that should (?:be|have been|say)|it should (?:be"
    r"|have been)|should be|should have been|should say|i meant(?: to say)?|i mean"
    r"|make (?:that|it)|was|were|is|it came to|it cost(?: me)?|there were|i (?:spent"
    r"|paid|walked|did|got|ran|slept)|change (?:that|it) to|it was actually|actually)"
)
_N = r"<[an]\d+>"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    unit = r"(?: \w+)?"
    rough = r"(?:only |just |actually |really |more like )*"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?P<new>{_N})[^<.;]{{0,40}}?,? (?:and )?not (?P<old>{_N})",
            rf"not (?P<old>{_N}){unit},? (?:but|it was|i meant|rather) {rough}(?P<new>{_N})",
            rf"(?P<new>{_N}){unit} (?:instead of|rather than) (?P<old>{_N})",
            rf"(?P<old>{_N})[^<]{{0,30}}?(?:,| -|\.\.\.|\() ?(?:{_SORRY},? )+(?:{_MAKING} )?{rough}(?P<new>{_N})",
            rf"(?<!\w){_SORRY}\b[^<]{{0,60}}?\b{_MAKING} {rough}(?P<new>{_N})(?P<old>)",
            rf"^(?:{_SORRY},? )+(?:{_MAKING} )?{rough}(?P<new>{_N})(?P<old>)",
            rf"^(?:make (?:that|it)|i meant|it should be|that should be) {rough}(?P<new>{_N})(?P<old>)",
        )
    )


def amended(scene: Scene) -> tuple[str, str] | None:
    """The label of the number that is right and the one it takes the place of ("" where it is not said)."""
    for pattern in _patterns():
        match = pattern.search(scene.text)
        if match:
            return match["new"], match["old"]
    return None


def apologises(scene: Scene) -> bool:
    """Whether the message says that something said before was wrong."""
    return bool(re.search(rf"(?<!\w){_SORRY}\b", scene.text))


def mistaken(live: Sequence[Fact], value: float | None, like: str) -> Fact | None:
    """The event that was told wrong: the latest with that number, or else the latest of that attribute.

    `like` is the attribute of the right one, or a prefix of it ("activity").
    """
    events = [fact for fact in live if fact.attribute.startswith(like)]
    events.sort(key=lambda fact: (fact.recorded_at, fact.fact_id))
    if value is None:
        return events[-1] if events else None
    return next((fact for fact in reversed(events) if fact.number == value), None)
