"""Totals, means and counts of a stretch, and the period with the most or the least."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from . import days
from .asked import Asked, Each, Span
from .lines import moment_of, still_valid
from .packed import Figure, Packed
from .phrasing import block_name
from .sums import Sum, attributes_of, block_sums, first_month, in_unit, sums

if TYPE_CHECKING:
    from ..facade import Memory

SAME = 0.005
"""Sums this near count as equal."""


def total(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The sum (or mean, count, largest, smallest) of what was recorded in the asked stretch, one a unit.

    A mean is over the days, weeks or months that have records: a day without one says nothing.
    """
    if asked.statistic in ("most", "least"):
        figures = _single(memory, user_id, asked, at)
    else:
        found = sums(memory, user_id, asked.measure, asked.span, at)
        figures = [_figure(memory, user_id, one, asked, at) for one in found]
    return Packed(user_id=user_id, at=at, kind=asked.kind, figures=tuple(figures))


def _figure(memory: Memory, user_id: str, one: Sum, asked: Asked, at: datetime) -> Figure:
    whole = Figure(
        name="total",
        value=one.value,
        unit=one.unit,
        measure=asked.measure,
        count=one.count,
        fact_ids=one.fact_ids,
        start=asked.span.start if asked.span else None,
        end=asked.span.end if asked.span else None,
    )
    if asked.statistic == "count":
        return whole.model_copy(update={"name": "count", "value": float(one.count), "unit": ""})
    if asked.statistic != "mean":
        return whole
    each = asked.each or "day"
    parts = block_sums(memory, user_id, asked.measure, cut(memory, user_id, asked, each, at), at)
    spread = sum(any(part.unit == one.unit for part in found) for found in parts)
    return whole.model_copy(update={"name": "mean", "value": one.value / max(spread, 1), "label": each})


def _single(memory: Memory, user_id: str, asked: Asked, at: datetime) -> list[Figure]:
    """The largest or smallest single record of the stretch."""
    facts = [
        fact
        for name in attributes_of(memory, user_id, asked.measure)
        for fact in memory.facts(user_id, at=at, attribute=name)
        if fact.number is not None and moment_of(fact) <= at
        if asked.span is None or asked.span.holds(moment_of(fact))
    ]
    pick = max if asked.statistic == "most" else min
    best = pick(still_valid(memory, user_id, facts, at), key=lambda fact: fact.number or 0.0, default=None)
    if best is None:
        return []
    return [
        Figure(
            name="best",
            value=best.number or 0.0,
            unit=best.unit or "",
            measure=asked.measure,
            start=moment_of(best),
            count=1,
            fact_ids=(best.fact_id,),
        )
    ]


def cut(memory: Memory, user_id: str, asked: Asked, each: Each, at: datetime) -> tuple[Span, ...]:
    """The asked stretch in blocks; where none was named, calendar days, weeks or months from the first record."""
    if asked.span is not None:
        return days.blocks(asked.span, each, at)
    first = first_month(memory, user_id, asked.measure, at)
    if first is None:
        return ()
    start = days.at_midnight(first.date(), at)
    whole = Span(start=start, end=days.month_start(at, 1) if each == "month" else days.day_of(at) + days.DAY)
    return days.calendar_weeks(whole, at) if each == "week" else days.blocks(whole, each, at)


def best_period(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The day, week or month with the most (or least) in the asked stretch; all of them on a tie.

    Periods without a record take no part. Sums of different units are not compared: the unit with most
    records decides.
    """
    packed = Packed(user_id=user_id, at=at, kind=asked.kind)
    units = sums(memory, user_id, asked.measure, asked.span, at)
    if not units:
        return packed
    each, unit = asked.each or "day", units[0].unit
    parts = in_periods(memory, user_id, asked, each, unit, at)
    pick = min if asked.statistic == "least" else max
    top = pick(one.value for _, _, one in parts)
    best = [part for part in parts if abs(part[2].value - top) < SAME]
    note = "other currencies or units are left out" if len(units) > 1 else ""
    figures = tuple(period_figure(asked, each, *part) for part in best)
    return packed.model_copy(update={"figures": figures, "note": note})


Part = tuple[int, Span, Sum]
"""A period by its place in the stretch (from 1), its bounds, and what it adds up to."""


def in_periods(memory: Memory, user_id: str, asked: Asked, each: Each, unit: str, at: datetime) -> list[Part]:
    """The periods of the asked stretch that have records in the unit."""
    blocks = cut(memory, user_id, asked, each, at)
    found = block_sums(memory, user_id, asked.measure, blocks, at)
    parts = ((place, blocks[place - 1], in_unit(own, unit)) for place, own in enumerate(found, 1))
    return [part for part in parts if part[2].count]


def period_figure(asked: Asked, each: Each, place: int, block: Span, one: Sum) -> Figure:
    """A period as a `best` figure."""
    return Figure(
        name="best",
        value=one.value,
        unit=one.unit,
        measure=asked.measure,
        label=block_name(block, place, each, asked.span),
        start=block.start,
        end=block.end,
        count=one.count,
        fact_ids=one.fact_ids,
    )


def periods(
    memory: Memory, user_id: str, asked: Asked, each: Each, unit: str, at: datetime
) -> tuple[Figure, ...]:
    """A figure for each period of the asked stretch that has records in the unit."""
    parts = in_periods(memory, user_id, asked, each, unit, at)
    return tuple(period_figure(asked, each, *part) for part in parts)
