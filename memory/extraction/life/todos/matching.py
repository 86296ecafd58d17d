"""Which open task somebody speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .... import vocabulary
from ....types import Fact
from ..heard import Said
from ..language.stems import likeness, stems

NEAR = 0.55
"""The likeness from which words may mean a task."""
EQUAL = 0.04
"""Tasks whose likeness differs by less are equally near."""

_PRONOUN = re.compile(
    r"(?:(?:that|this|it|them|these|those|all of (?:them|these|that)|all (?:that"
    r"|this)|both|everything)(?: one| task| item| activity| to-do| thing)?"
    r"|(?:the|that|this) (?:task|item|activity|to-do|thing|one))"
)
_LIGHT = re.compile(
    r"\b(?:get|got|getting|gotten|do|did|doing|done|make|made|making|take|took|taking|go|went|going)\b"
)


def tasks(live: Sequence[Fact]) -> list[Fact]:
    """The open tasks."""
    return [fact for fact in live if fact.attribute == vocabulary.TODO]


def is_pronoun(text: str) -> bool:
    """Whether words only point at what was said before."""
    return bool(_PRONOUN.fullmatch(text.strip(" .,!")))


def meant(said: str, live: Sequence[Fact], least: float = NEAR) -> list[Fact]:
    """The open tasks that words are nearest to: none, one, or several equally near."""
    scored = [
        (likeness(said, fact.value_text), fact) for fact in tasks(live) if _names_more(said, fact.value_text)
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best < least:
        return []
    return [fact for score, fact in scored if score >= best - EQUAL]


def _names_more(said: str, task: str) -> bool:
    """Whether words name more of a task than its verb ("getting things done" does not mean "Buy groceries")."""
    things = stems(task)[1:]
    if not _LIGHT.search(said.lower()):
        return True
    return not things or likeness(said, " ".join(things)) > 0.2


def spoken_of(before: Sequence[Said], live: Sequence[Fact]) -> list[Fact]:
    """The open tasks that the last turns speak of, all their words among the turn's."""
    for turn in reversed(before[-3:]):
        words = set(stems(turn.text))
        named = [fact for fact in tasks(live) if set(stems(fact.value_text)) <= words]
        if named:
            return named
    return []
