"""Goals against what was recorded: met or not, and in how many periods.

A goal is held against the period it is set for: a budget a week against the seven days that end today, one a
month against this month, so many steps a day against the mean over the days of this month that have records.
A goal without a period counts as a month's where it is a ceiling and as a day's where it is a floor. Where a
question names a longer stretch than the goal's, the mean a goal period is compared. Always against the goal
that holds now: earlier goals are history.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from ..types import Fact
from ..vocabulary import GOAL
from . import days
from .amounts import SAME, cut
from .asked import FOOD_MEASURE, Asked, Each, Span
from .lines import packed_lines, still_valid
from .measures import is_food
from .packed import Figure, Packed
from .phrasing import block_name
from .sums import by_block, inside, records, sums

if TYPE_CHECKING:
    from ..facade import Memory

Verdict = Literal["met", "missed", ""]


def status(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Each goal asked about with what was recorded against it: a `goal` and an `actual` figure a goal."""
    goals = held_goals(memory, user_id, asked.measure, at)
    figures: list[Figure] = []
    for goal in goals:
        figures += [_goal_figure(goal), _actual(memory, user_id, goal, asked.span, at)]
    lines = packed_lines(memory, user_id, [(goal, "goal") for goal in goals], at)
    if not goals and asked.measure:
        figures = list(_bare(memory, user_id, asked, at))
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
        whole = [goal for goal in goals if measure_of(goal) == measure[:-2]]
        return whole or [goal for goal in goals if measure_of(goal).startswith(measure[:-1])]
    return [goal for goal in goals if measure == FOOD_MEASURE and is_food(measure_of(goal))]


def measure_of(goal: Fact) -> str:
    """`spending.coffee` of `goal.spending.coffee`."""
    return goal.attribute.removeprefix(f"{GOAL}.")


def period_of(goal: Fact) -> Each:
    """What a goal is set for: a day, a week or a month."""
    per = (goal.unit or "").partition("/")[2].strip()
    if per in ("day", "week", "month"):
        return "day" if per == "day" else "week" if per == "week" else "month"
    return "month" if goal.polarity < 0 else "day"


def _goal_figure(goal: Fact) -> Figure:
    return Figure(
        name="goal",
        value=goal.number or 0.0,
        unit=goal.unit or "",
        measure=measure_of(goal),
        fact_ids=(goal.fact_id,),
        ceiling=goal.polarity < 0,
    )


def _own(facts: Sequence[Fact], goal: Fact) -> list[Fact]:
    """The records in the goal's unit. A record without a unit is in any."""
    unit = (goal.unit or "").partition("/")[0].strip()
    return [fact for fact in facts if not unit or not fact.unit or fact.unit == unit]


def _actual(memory: Memory, user_id: str, goal: Fact, span: Span | None, at: datetime) -> Figure:
    period = period_of(goal)
    stretch = span or _current(period, at)
    facts = inside(_own(_records(memory, user_id, goal, at), goal), stretch)
    value, rated = _level(facts, period, stretch, at)
    return Figure(
        name="actual",
        value=value,
        unit=f"{(goal.unit or '').partition('/')[0]}/{period}"
        if rated
        else (goal.unit or "").partition("/")[0],
        measure=measure_of(goal),
        label=(stretch.label if span else _called(period)),
        start=stretch.start,
        end=min(stretch.end, days.day_of(at) + days.DAY) if stretch.start <= at else stretch.end,
        count=len(facts),
        fact_ids=tuple(fact.fact_id for fact in facts),
        verdict=verdict(value, goal) if facts else "",
        ceiling=goal.polarity < 0,
    )


def _records(memory: Memory, user_id: str, goal: Fact, at: datetime) -> list[Fact]:
    measure = measure_of(goal)
    return records(memory, user_id, measure if "." in measure else f"{measure}.*", at)


def _called(period: Each) -> str:
    return "this week" if period == "week" else "this month"


def _current(period: Each, at: datetime) -> Span:
    return days.week(at, 0, ahead=False) if period == "week" else days.months(at, 0, 0)


def _level(facts: Sequence[Fact], period: Each, stretch: Span, at: datetime) -> tuple[float, bool]:
    """What was reached, and whether it is a mean a goal period (else a plain sum).

    Days: the mean over the days with records. Weeks and months: the sum, divided by how many of them the
    stretch has lasted where that is more than one.
    """
    whole = sum(one.value for one in sums(facts))
    if period == "day":
        blocks = days.blocks(stretch, "day", at)
        spread = sum(bool(part) for part in by_block(facts, blocks))
        return whole / max(spread, 1), not _one_day(stretch)
    lasted = (min(stretch.end, days.day_of(at) + days.DAY) - stretch.start) / timedelta(days=1)
    periods = lasted / 7 if period == "week" else len(days.blocks(stretch, "month", at))
    return (whole / periods, True) if periods > 1 + 1e-9 else (whole, False)


def _one_day(stretch: Span) -> bool:
    return stretch.end - stretch.start <= days.DAY


def verdict(value: float, goal: Fact) -> Verdict:
    """Met or missed: a ceiling is met up to its value, a floor from its value on."""
    aim = goal.number or 0.0
    kept = value <= aim + SAME if goal.polarity < 0 else value >= aim - SAME
    return "met" if kept else "missed"


def _bare(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Sequence[Figure]:
    """What was recorded where no goal is held: a number to tell, with no verdict."""
    facts = inside(records(memory, user_id, asked.measure, at), asked.span)
    return [
        Figure(
            name="total",
            value=one.value,
            unit=one.unit,
            measure=asked.measure,
            count=one.count,
            fact_ids=one.fact_ids,
        )
        for one in sums(facts)
    ]


def period_count(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """In how many days, weeks or months of the asked stretch the goal (or the limit named) was met or missed.

    Periods without a record are not counted either way.
    """
    packed = Packed(user_id=user_id, at=at, kind=asked.kind)
    if asked.threshold is not None:
        return packed.model_copy(update={"figures": _over_limit(memory, user_id, asked, at)})
    goals = held_goals(memory, user_id, asked.measure, at)
    figures: list[Figure] = []
    for goal in goals:
        figures += [_goal_figure(goal), *_judged(memory, user_id, goal, asked, at)]
    lines = packed_lines(memory, user_id, [(goal, "goal") for goal in goals], at)
    return packed.model_copy(update={"lines": lines, "figures": tuple(figures)})


def _judged(memory: Memory, user_id: str, goal: Fact, asked: Asked, at: datetime) -> list[Figure]:
    each = asked.each or period_of(goal)
    facts = inside(_own(_records(memory, user_id, goal, at), goal), asked.span)
    blocks = cut(facts, each, asked.span, at)
    parts: list[Figure] = []
    for place, (block, part) in enumerate(zip(blocks, by_block(facts, blocks), strict=True), 1):
        if part:
            parts.append(_block(goal, block, part, block_name(block, place, each, asked.span), at))
    wanted = [part for part in parts if part.name == ("met" if asked.met else "missed")]
    count = Figure(
        name="count", value=float(len(wanted)), unit=f"{each}s", measure=measure_of(goal), count=len(parts)
    )
    return [count, *parts]


def _block(goal: Fact, block: Span, part: Sequence[Fact], label: str, at: datetime) -> Figure:
    value, _ = _level(part, period_of(goal), block, at)
    reached = verdict(value, goal)
    return Figure(
        name="met" if reached == "met" else "missed",
        value=sum(one.value for one in sums(part)) if period_of(goal) != "day" else value,
        unit=(goal.unit or "").partition("/")[0],
        measure=measure_of(goal),
        label=label,
        start=block.start,
        end=block.end,
        count=len(part),
        fact_ids=tuple(fact.fact_id for fact in part),
        verdict=reached,
        ceiling=goal.polarity < 0,
    )


def _over_limit(memory: Memory, user_id: str, asked: Asked, at: datetime) -> tuple[Figure, ...]:
    limit = asked.threshold
    facts = inside(records(memory, user_id, asked.measure, at), asked.span)
    units = sums(facts)
    if limit is None or not units:
        return ()
    each = asked.each or "day"
    own = [fact for fact in facts if (fact.unit or "") == units[0].unit]
    kept = []
    judged = 0
    blocks = cut(own, each, asked.span, at)
    for place, (block, part) in enumerate(zip(blocks, by_block(own, blocks), strict=True), 1):
        if not part:
            continue
        judged += 1
        (one,) = sums(part)
        if (one.value > limit.value) == limit.above and abs(one.value - limit.value) > SAME:
            kept.append(
                Figure(
                    name="met", value=one.value, unit=one.unit, measure=asked.measure,
                    label=block_name(block, place, each, asked.span), start=block.start, end=block.end,
                    count=one.count, fact_ids=one.fact_ids, verdict="met",
                )
            )  # fmt: skip
    count = Figure(name="count", value=float(len(kept)), unit=f"{each}s", measure=asked.measure, count=judged)
    return (count, *kept)
