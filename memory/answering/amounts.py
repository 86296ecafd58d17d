"""Totals, means and counts of a stretch, and the period with the most or the least."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..types import Fact
from . import days
from .asked import Asked, Each, Span
from .lines import moment_of
from .packed import Figure, Packed
from .phrasing import block_name
from .sums import Sum, by_block, inside, records, sums

if TYPE_CHECKING:
    from ..facade import Memory

SAME = 0.005
"""Sums this near count as equal."""


def total(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The sum (or mean, count, largest, smallest) of what was recorded in the asked stretch, one a unit.

    A mean is over the days, weeks or months that have records: a day without one says nothing.
    """
    facts = inside(records(memory, user_id, asked.measure, at), asked.span)
    figures = [
        _figure(one, [f for f in facts if (f.unit or "") == one.unit], asked, at) for one in sums(facts)
    ]
    return Packed(user_id=user_id, at=at, kind=asked.kind, figures=tuple(figures))


def _figure(one: Sum, facts: Sequence[Fact], asked: Asked, at: datetime) -> Figure:
    whole = Figure(
        name="total",
        value=one.value,
        unit=one.unit,
        measure=asked.measure,
        count=one.count,
        fact_ids=one.fact_ids,
        start=moment_of(facts[0]),
        end=moment_of(facts[-1]),
    )
    if asked.statistic == "mean":
        spread = mean_of(facts, asked.each or "day", asked.span, at)
        return whole.model_copy(
            update={"name": "mean", "value": one.value / max(spread, 1), "label": asked.each or "day"}
        )
    if asked.statistic == "count":
        return whole.model_copy(update={"name": "count", "value": float(one.count), "unit": ""})
    if asked.statistic in ("most", "least"):
        pick = max if asked.statistic == "most" else min
        best = pick(facts, key=lambda fact: fact.number or 0.0)
        return whole.model_copy(
            update={
                "name": "best",
                "value": best.number or 0.0,
                "start": moment_of(best),
                "label": best.value_text,
            }
        )
    return whole


def mean_of(facts: Sequence[Fact], each: Each, span: Span | None, at: datetime) -> int:
    """Over how many days, weeks or months the records spread: those that have at least one."""
    blocks = cut(facts, each, span, at)
    return sum(bool(part) for part in by_block(facts, blocks))


def cut(facts: Sequence[Fact], each: Each, span: Span | None, at: datetime) -> tuple[Span, ...]:
    """The asked stretch in blocks; where none was named, calendar days, weeks or months from the first record."""
    if span is not None:
        return days.blocks(span, each, at)
    if not facts:
        return ()
    first = moment_of(facts[0]).astimezone(at.tzinfo)
    start = days.month_start(first) if each == "month" else days.day_of(first)
    whole = Span(start=start, end=days.day_of(at) + timedelta(days=1))
    if each == "month":
        whole = Span(start=start, end=days.month_start(at, 1))
    return days.calendar_weeks(whole, at) if each == "week" else days.blocks(whole, each, at)


def best_period(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The day, week or month with the most (or least) in the asked stretch; all of them on a tie.

    Periods without a record take no part. Sums of different units are not compared: the unit with most
    records decides.
    """
    each = asked.each or "day"
    facts = inside(records(memory, user_id, asked.measure, at), asked.span)
    units = sums(facts)
    packed = Packed(user_id=user_id, at=at, kind=asked.kind)
    if not units:
        return packed
    own = [fact for fact in facts if (fact.unit or "") == units[0].unit]
    blocks = cut(own, each, asked.span, at)
    figures = []
    for place, (block, part) in enumerate(zip(blocks, by_block(own, blocks), strict=True), 1):
        if part:
            (one,) = sums(part)
            figures.append(
                Figure(
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
            )
    pick = min if asked.statistic == "least" else max
    top = pick(figure.value for figure in figures)
    note = "other currencies or units are left out" if len(units) > 1 else ""
    best = tuple(figure for figure in figures if abs(figure.value - top) < SAME)
    return packed.model_copy(update={"figures": best, "note": note})
