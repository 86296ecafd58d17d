"""Sums over what was spent or done, a currency or unit apart from the other."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..types import Fact
from .asked import FOOD_MEASURE, Span
from .lines import moment_of
from .measures import is_food

if TYPE_CHECKING:
    from ..facade import Memory


@dataclass(frozen=True, slots=True)
class Sum:
    """What adds up in one unit: `value` over `count` records."""

    unit: str
    value: float
    count: int
    fact_ids: tuple[str, ...]


def records(memory: Memory, user_id: str, measure: str, at: datetime) -> list[Fact]:
    """The records of a measure that hold at `at` and have happened by then, oldest first."""
    root = measure.partition(".")[0]
    pattern = f"{root}.*" if measure == FOOD_MEASURE or measure.endswith(".*") else measure
    held = [f for f in memory.facts(user_id, at=at, attribute=pattern) if f.number is not None]
    if measure == FOOD_MEASURE:
        held = [fact for fact in held if is_food(fact.attribute)]
    return sorted((fact for fact in held if moment_of(fact) <= at), key=moment_of)


def inside(facts: Sequence[Fact], span: Span | None) -> list[Fact]:
    """The records of a stretch."""
    return [fact for fact in facts if span is None or span.holds(moment_of(fact))]


def sums(facts: Sequence[Fact]) -> tuple[Sum, ...]:
    """One sum for each unit, the one with most records first."""
    units: dict[str, list[Fact]] = {}
    for fact in facts:
        units.setdefault(fact.unit or "", []).append(fact)
    found = [
        Sum(unit, math.fsum(f.number or 0.0 for f in own), len(own), tuple(f.fact_id for f in own))
        for unit, own in units.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.unit)))


def by_block(facts: Sequence[Fact], blocks: Sequence[Span]) -> list[list[Fact]]:
    """The records of each block; blocks are in order and do not overlap."""
    starts = [block.start for block in blocks]
    parts: list[list[Fact]] = [[] for _ in blocks]
    for fact in facts:
        place = bisect_right(starts, moment_of(fact)) - 1
        if place >= 0 and blocks[place].holds(moment_of(fact)):
            parts[place].append(fact)
    return parts
