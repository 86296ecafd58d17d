"""Sums over what was spent or done, by SQL; a currency or unit apart from the other."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from .asked import FOOD_MEASURE, Span
from .measures import is_food

if TYPE_CHECKING:
    from ..aggregates import Total
    from ..facade import Memory

FEW = 8
"""Up to so many blocks are asked for one by one; more are made of days, read in one go."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What adds up in one unit: `value` over `count` records."""

    unit: str
    value: float
    count: int
    fact_ids: tuple[str, ...]


def attributes_of(memory: Memory, user_id: str, measure: str) -> tuple[str, ...]:
    """The attributes (or one pattern of them) that a measure adds up."""
    if measure != FOOD_MEASURE:
        return (measure,)
    return tuple(name for name in memory.attributes(user_id) if is_food(name))


def sums(memory: Memory, user_id: str, measure: str, span: Span | None, at: datetime) -> tuple[Sum, ...]:
    """One sum for each unit of what holds at `at` and has happened by then, the one with most records first."""
    since = span.start if span else None
    until = _until(span, at)
    found: list[Sum] = []
    for name in attributes_of(memory, user_id, measure):
        total = memory.total(user_id, name, since, until, at=at)
        found += [_of(one) for one in (total, *total.rest) if one.count]
    return merged(found)


def _until(span: Span | None, at: datetime) -> datetime:
    """What lies ahead has not been spent yet; what happens at this very moment has."""
    present = at + timedelta(microseconds=1)
    return min(span.end, present) if span else present


def _of(total: Total) -> Sum:
    return Sum(total.unit or "", total.sum, total.count, total.fact_ids)


def merged(parts: Iterable[Sum]) -> tuple[Sum, ...]:
    """Sums of the same unit added up; the unit with most records first."""
    units: dict[str, list[Sum]] = {}
    for part in parts:
        units.setdefault(part.unit, []).append(part)
    found = [
        Sum(
            unit,
            math.fsum(one.value for one in own),
            sum(one.count for one in own),
            tuple(fact_id for one in own for fact_id in one.fact_ids),
        )
        for unit, own in units.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.unit)))


def block_sums(
    memory: Memory, user_id: str, measure: str, blocks: Sequence[Span], at: datetime
) -> list[tuple[Sum, ...]]:
    """The sums of each block. Blocks are in order and do not overlap; days begin where they say."""
    if len(blocks) <= FEW or not all(_utc_midnight(block.start) for block in blocks):
        return [sums(memory, user_id, measure, block, at) for block in blocks]
    whole = Span(start=blocks[0].start, end=blocks[-1].end)
    starts = [block.start for block in blocks]
    parts: list[list[Sum]] = [[] for _ in blocks]
    for name in attributes_of(memory, user_id, measure):
        for day in memory.by_period(user_id, name, "day", whole.start, _until(whole, at), at=at):
            place = bisect_right(starts, day.start) - 1
            parts[place].append(Sum(day.unit or "", day.sum, day.count, day.fact_ids))
    return [merged(part) for part in parts]


def _utc_midnight(moment: datetime) -> bool:
    return moment.astimezone(UTC).time() == time()


def first_month(memory: Memory, user_id: str, measure: str, at: datetime) -> datetime | None:
    """The beginning of the month of the first record, or None where there is none."""
    starts = []
    for name in attributes_of(memory, user_id, measure):
        starts += [
            part.start for part in memory.by_period(user_id, name, "month", None, _until(None, at), at=at)
        ]
    return min(starts, default=None)


def in_unit(found: Sequence[Sum], unit: str) -> Sum:
    """What there is in one unit; records without a unit count as in any."""
    kept = [one for one in found if not unit or one.unit in ("", unit)]
    return Sum(
        unit,
        math.fsum(one.value for one in kept),
        sum(one.count for one in kept),
        tuple(fact_id for one in kept for fact_id in one.fact_ids),
    )
