"""Goals against what was recorded: met or not, and in how many periods.

A goal is held against the period it is set for: a budget a week against the seven days that end today, one a
month against this month, so many steps a day against the mean over the days of this month that have records.
A goal without a period counts as a month's where it is a ceiling and as a day's where it is a floor. Where a
question names a longer stretch than the goal's, the mean a goal period is compared. Always against the goal
that holds now: earlier goals are history.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from ..types import Fact
from ..vocabulary import GOAL
from . import days
from .amounts import SAME, periods
from .asked import FOOD_MEASURE, Asked, Each, Span
from .lines import packed_lines, still_valid
from .measures import is_food
from .packed import Figure, Packed
from .sums import Sum, block_sums, in_unit, sums

if TYPE_CHECKING:
    from ..facade import Memory

TOTAL = "total"
"""`goal.spending.total` is about all spending."""

Period = Literal["day", "week", "month", "year"]
Verdict = Literal["met", "missed", ""]


def status(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Each goal asked about with what was recorded against it: a `goal` and an `actual` figure a goal.

    Where no goal is held for a measure, what was recorded is packed as a `total`, with no verdict.
    """
    goals = held_goals(memory, user_id, asked.measure, at)
    figures: list[Figure] = []
    for goal in goals:
        figures += [goal_figure(goal), _actual(memory, user_id, goal, asked.span, at)]
    lines = packed_lines(memory, user_id, [(goal, "goal") for goal in goals], at)
    if not goals and asked.measure:
        figures = [
            Figure(
                name="total", value=one.value, unit=one.unit, measure=asked.measure, count=one.count,
                fact_ids=one.fact_ids,
            )
            for one in sums(memory, user_id, asked.measure, asked.span, at)
        ]  # fmt: skip
    return Packed(user_id=user_id, at=at, kind=asked.kind, lines=lines, figures=tuple(figures))


def held_goals(memory: Memory, user_id: str, measure: str, at: datetime) -> list[Fact]:
    """The goals that hold for a measure; for food as a whole the one set for it, else those of its kinds."""
    everything = [f for f in memory.facts(user_id, at=at, attribute=f"{GOAL}.*") if f.number is not None]
    goals = still_valid(memory, user_id, everything, at)
    if not measure:
        return goals
    exact = [goal for goal in goals if measure_of(goal) == measure]
    if exact:
        return exact
    if measure.endswith(".*"):
        whole = [goal for goal in goals if measure_of(goal) in (measure[:-2], f"{measure[:-1]}{TOTAL}")]
        return whole or [goal for goal in goals if measure_of(goal).startswith(measure[:-1])]
    return [goal for goal in goals if measure == FOOD_MEASURE and is_food(measure_of(goal))]


def measure_of(goal: Fact) -> str:
    """`spending.coffee` of `goal.spending.coffee`."""
    return goal.attribute.removeprefix(f"{GOAL}.")


def counted(goal: Fact) -> str:
    """The measure whose records a goal is held against: all of `spending.*` for a goal on spending."""
    root, _, leaf = measure_of(goal).partition(".")
    return f"{root}.*" if leaf in ("", TOTAL) else f"{root}.{leaf}"


def unit_of(goal: Fact) -> str:
    """`$` of `$/week`."""
    return (goal.unit or "").partition("/")[0].strip()


_PERIODS: dict[str, Period] = {"day": "day", "week": "week", "month": "month", "year": "year"}


def period_of(goal: Fact) -> Period:
    """What a goal is set for: a day, a week, a month or a year."""
    per = (goal.unit or "").partition("/")[2].strip()
    return _PERIODS.get(per, "month" if goal.polarity < 0 else "day")


def goal_figure(goal: Fact) -> Figure:
    """The aim as a figure."""
    return Figure(
        name="goal",
        value=goal.number or 0.0,
        unit=goal.unit or "",
        measure=measure_of(goal),
        fact_ids=(goal.fact_id,),
        ceiling=goal.polarity < 0,
    )


def _actual(memory: Memory, user_id: str, goal: Fact, span: Span | None, at: datetime) -> Figure:
    period = period_of(goal)
    stretch = span or _current(period, at)
    one = in_unit(sums(memory, user_id, counted(goal), stretch, at), unit_of(goal))
    value, rated = _level(memory, user_id, goal, one, stretch, at)
    today = days.day_of(at) + days.DAY
    return Figure(
        name="actual",
        value=value,
        unit=f"{unit_of(goal)}/{period}" if rated else unit_of(goal),
        measure=measure_of(goal),
        label=stretch.label,
        start=stretch.start,
        end=min(stretch.end, today) if stretch.start <= at else stretch.end,
        count=one.count,
        fact_ids=one.fact_ids,
        verdict=verdict(value, goal) if one.count else "",
        ceiling=goal.polarity < 0,
    )


def _current(period: Period, at: datetime) -> Span:
    if period == "week":
        return days.week(at, 0, ahead=False).model_copy(update={"label": "this week"})
    if period == "year":
        return days.year(at, 0).model_copy(update={"label": "this year"})
    return days.months(at, 0, 0).model_copy(update={"label": "this month"})


def _level(
    memory: Memory, user_id: str, goal: Fact, one: Sum, stretch: Span, at: datetime
) -> tuple[float, bool]:
    """What was reached, and whether it is a mean a goal period (else a plain sum).

    Days: the mean over the days with records. Weeks and months: the sum, divided by how many of them the
    stretch has lasted where that is more than one.
    """
    period = period_of(goal)
    if period == "day":
        parts = block_sums(memory, user_id, counted(goal), days.blocks(stretch, "day", at), at)
        spread = sum(in_unit(part, unit_of(goal)).count > 0 for part in parts)
        return one.value / max(spread, 1), stretch.end - stretch.start > days.DAY
    lasted = (min(stretch.end, days.day_of(at) + days.DAY) - stretch.start) / timedelta(days=1)
    count = lasted / 7 if period == "week" else float(len(days.blocks(stretch, "month", at)))
    count = count / 12 if period == "year" else count
    return (one.value / count, True) if count > 1 + 1e-9 else (one.value, False)


def verdict(value: float, goal: Fact) -> Verdict:
    """Met or missed: a ceiling is met up to its value, a floor from its value on."""
    aim = goal.number or 0.0
    kept = value <= aim + SAME if goal.polarity < 0 else value >= aim - SAME
    return "met" if kept else "missed"


def period_count(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """In how many days, weeks or months of the asked stretch the goal (or the limit named) was met or missed.

    A `count` figure, then a `met` or `missed` one for each period. Periods without a record are not counted
    either way.
    """
    packed = Packed(user_id=user_id, at=at, kind=asked.kind)
    if asked.threshold is not None:
        return packed.model_copy(update={"figures": _past_limit(memory, user_id, asked, at)})
    goals = held_goals(memory, user_id, asked.measure, at)
    figures: list[Figure] = []
    for goal in goals:
        figures += [goal_figure(goal), *_judged(memory, user_id, goal, asked, at)]
    lines = packed_lines(memory, user_id, [(goal, "goal") for goal in goals], at)
    return packed.model_copy(update={"lines": lines, "figures": tuple(figures)})


def _judged(memory: Memory, user_id: str, goal: Fact, asked: Asked, at: datetime) -> list[Figure]:
    period = period_of(goal)
    each: Each = asked.each or ("month" if period == "year" else period)
    own = asked.model_copy(update={"measure": counted(goal)})
    parts = [
        _block(memory, user_id, goal, figure, at)
        for figure in periods(memory, user_id, own, each, unit_of(goal), at)
    ]
    wanted = sum(part.name == ("met" if asked.met else "missed") for part in parts)
    count = Figure(
        name="count", value=float(wanted), unit=f"{each}s", measure=measure_of(goal), count=len(parts)
    )
    return [count, *parts]


def _block(memory: Memory, user_id: str, goal: Fact, figure: Figure, at: datetime) -> Figure:
    """A period held against the goal: by its level, shown by its sum (a mean where the goal is a day's)."""
    block = Span(start=figure.start or at, end=figure.end or at)
    one = Sum(figure.unit, figure.value, figure.count, figure.fact_ids)
    value, _ = _level(memory, user_id, goal, one, block, at)
    reached = verdict(value, goal)
    return figure.model_copy(
        update={
            "name": reached,
            "value": value if period_of(goal) == "day" else figure.value,
            "measure": measure_of(goal),
            "verdict": reached,
            "ceiling": goal.polarity < 0,
        }
    )


def _past_limit(memory: Memory, user_id: str, asked: Asked, at: datetime) -> tuple[Figure, ...]:
    limit, each = asked.threshold, asked.each or "day"
    units = sums(memory, user_id, asked.measure, asked.span, at)
    if limit is None or not units:
        return ()
    judged = periods(memory, user_id, asked, each, units[0].unit, at)
    kept = [
        figure.model_copy(update={"name": "met", "verdict": "met"})
        for figure in judged
        if (figure.value > limit.value) == limit.above and abs(figure.value - limit.value) > SAME
    ]
    count = Figure(
        name="count", value=float(len(kept)), unit=f"{each}s", measure=asked.measure, count=len(judged)
    )
    return (count, *kept)
