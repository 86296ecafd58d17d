"""Counts told while the day still runs: "6,000 steps so far" is overtaken by the next count of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from .... import vocabulary
from ....types import Fact
from ..language.scene import Scene
from .counts import Counted

SO_FAR = "so far"
"""Ends the value of a count that is not the last of its day."""

_RUNNING = re.compile(
    r"(?: steps?)?,?(?: <d\d+>)? (?:so far|up to now|until now|as of now|already|and counting|and it is only)\b"
)


def is_running(scene: Scene, counted: Counted) -> bool:
    """Whether the words after a count say that more may come."""
    return (
        _RUNNING.match(scene.text, counted.end) is not None
        or "so far" in scene.text[counted.start : counted.end]
    )


def running_counts(live: Sequence[Fact], counted: Counted, day: datetime) -> tuple[str, ...]:
    """The counts of the same thing on the same day that were told while it ran, and that this one has reached."""
    return tuple(
        fact.fact_id
        for fact in live
        if fact.attribute == f"{vocabulary.ACTIVITY}.{counted.what}"
        and fact.unit == counted.unit
        and fact.value_text.endswith(SO_FAR)
        and (fact.number or 0.0) <= counted.value
        and _is_on(fact, day)
    )


def _is_on(fact: Fact, day: datetime) -> bool:
    happened = fact.valid_from if fact.happens_at is None else fact.happens_at
    return happened.date() == day.date()
