"""Totals, goals, best periods and counts of periods in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..vocabulary import SPENDING
from .asked import Asked, Threshold
from .packed import Figure, Packed
from .phrasing import (
    dates,
    day,
    is_money,
    joined,
    level,
    measure_adjective,
    measure_name,
    month_name,
    number,
    plural,
    quantity,
    rate,
    span_words,
)


def total(packed: Packed, asked: Asked) -> str:
    """The amount with its currency and two decimals, or the count with thousands separators."""
    name = measure_name(asked.measure)
    when = span_words(asked.span, asked.at)
    if not packed.figures:
        return f"Nothing is recorded for {name}{when}."
    return "\n".join(_total(figure, name, when) for figure in packed.figures)


def _total(figure: Figure, name: str, when: str) -> str:
    behind = f"from {plural(figure.count, 'record')}"
    if figure.name == "mean":
        said = level(figure.value, figure.unit)
        return f"{name.capitalize()}{when}: {said} a {figure.label} on average, {behind}."
    if figure.name == "count":
        return f"{name.capitalize()}{when}: recorded {plural(figure.value, 'time')}."
    if figure.name == "best" and figure.start is not None:
        return f"{name.capitalize()}{when}: {quantity(figure.value, figure.unit, exact=True)} on {day(figure.start)}."
    said = quantity(figure.value, figure.unit, exact=True)
    if is_money(figure.unit):
        what = "Total spending" if name == "spending" else f"Total {name} spending"
        return f"{what}{when}: {said}, {behind}."
    return f"Total {name}{when}: {said}, {behind}."


def status(packed: Packed, asked: Asked) -> str:
    """Each goal: its value, what was reached against it, and MET or NOT MET, OVER or UNDER BUDGET."""
    goals = [figure for figure in packed.figures if figure.name == "goal"]
    actual = [figure for figure in packed.figures if figure.name == "actual"]
    if not goals:
        return _no_goal(packed, asked)
    return "\n".join(_status(goal, reached) for goal, reached in zip(goals, actual, strict=True))


def _no_goal(packed: Packed, asked: Asked) -> str:
    name = measure_name(asked.measure)
    said = f"I hold no goal for {name}." if asked.measure else "I hold no goal."
    amounts = [f"{quantity(f.value, f.unit, exact=True)}" for f in packed.figures]
    when = span_words(asked.span, asked.at)
    return f"{said} Recorded{when}: {joined(amounts)}." if amounts else said


def _status(goal: Figure, reached: Figure) -> str:
    name = measure_adjective(goal.measure)
    budget = goal.ceiling and is_money(goal.unit)
    head = f"Your {name} {'budget' if budget else 'goal'} is {rate(goal.value, goal.unit)}."
    when = _when(reached)
    if not reached.verdict:
        return f"{head} Nothing is recorded{when}, so there is no telling whether it is kept."
    return f"{head} {_reached(reached, budget)}{when}. {_verdict(goal, reached, budget)}"


def _when(reached: Figure) -> str:
    if reached.start is None or reached.end is None:
        return ""
    shown = dates(reached.start, reached.end)
    return (
        f" {reached.label} ({shown})" if reached.label and not reached.label[0].isdigit() else f" ({shown})"
    )


def _reached(reached: Figure, budget: bool) -> str:
    per = reached.unit.partition("/")[2]
    said = level(reached.value, reached.unit)
    verb = "You spent" if budget or is_money(reached.unit) else "You are at"
    return f"{verb} {said} a {per} on average" if per else f"{verb} {said}"


def _verdict(goal: Figure, reached: Figure, budget: bool) -> str:
    gap = level(abs(reached.value - goal.value), goal.unit)
    if budget:
        if reached.verdict == "missed":
            return f"You are OVER BUDGET by {gap}: the goal is NOT MET."
        near = abs(reached.value - goal.value) < 0.005
        return f"You are WITHIN BUDGET{'' if near else f', UNDER BUDGET by {gap}'}: the goal is MET."
    side = "more" if reached.value > goal.value else "less"
    outcome = "MET" if reached.verdict == "met" else "NOT MET"
    exactly = abs(reached.value - goal.value) < 0.005
    return f"The goal is {outcome}{', exactly' if exactly else f', with {gap} {side} than aimed at'}."


def best_period(packed: Packed, asked: Asked) -> str:
    """The period with the most, by name and dates, and how much it was."""
    name = measure_name(asked.measure)
    most = "least" if asked.statistic == "least" else "most"
    when = f" in {month_name(asked.span)}" if asked.span else ""
    if not packed.figures:
        return f"Nothing is recorded for {name}{when}."
    money = is_money(packed.figures[0].unit)
    what = (
        f"the {most} {'money spent' if name == 'spending' else f'{name} spending'}"
        if money
        else f"the {most} {name}"
    )
    said = quantity(packed.figures[0].value, packed.figures[0].unit, exact=True)
    labels = joined([figure.label for figure in packed.figures])
    equally = " equally" if len(packed.figures) > 1 else ""
    return f"{labels[0].upper()}{labels[1:]} had {what}{equally}: {said}{', each' if equally else ''}."


def period_count(packed: Packed, asked: Asked) -> str:
    """In how many weeks (days, months) the goal was met or missed, and which these are."""
    name = measure_name(asked.measure)
    when = f" of {month_name(asked.span)}" if asked.span else ""
    counts = [figure for figure in packed.figures if figure.name == "count"]
    if not counts:
        return (
            f"I hold no goal for {name}."
            if asked.threshold is None
            else f"Nothing is recorded for {name}{when}."
        )
    goals = [figure for figure in packed.figures if figure.name == "goal"]
    return "\n".join(_count(packed, asked, count, when, goals) for count in counts)


def _count(packed: Packed, asked: Asked, count: Figure, when: str, goals: Sequence[Figure]) -> str:
    parts = [f for f in packed.figures if f.measure == count.measure and f.name in ("met", "missed")]
    goal = next((figure for figure in goals if figure.measure == count.measure), None)
    wanted = "met" if asked.met else "missed"
    periods = plural(count.value, count.unit.removesuffix("s"))
    if count.count == 0:
        name, period = measure_name(count.measure), count.unit.removesuffix("s")
        return f"Nothing is recorded for {name}{when}, so no {period} counts."
    where = "on" if count.unit == "days" else "in"
    head = f"{_did(goal, asked, count, parts)} {where} {periods}{when}{_aim(goal)}"
    named = [part for part in parts if part.name == wanted]
    rest = [part for part in parts if part.name != wanted]
    said = f"{head}: {_listed(named)}." if named else f"{head}."
    return f"{said} The others: {_listed(rest)}." if rest else said


def _did(goal: Figure | None, asked: Asked, count: Figure, parts: Sequence[Figure]) -> str:
    name = measure_name(count.measure) if goal is None else measure_adjective(count.measure)
    if goal is None:
        limit = _limit(asked.threshold, parts)
        return (
            f"You spent {limit} on {name}"
            if asked.measure.startswith(SPENDING)
            else f"You had {limit} {name}"
        )
    kind = "budget" if goal.ceiling and is_money(goal.unit) else "goal"
    if asked.met:
        return f"You met your {name} {kind}"
    return f"You exceeded your {name} {kind}" if goal.ceiling else f"You did not meet your {name} {kind}"


def _limit(limit: Threshold | None, parts: Sequence[Figure]) -> str:
    if limit is None:
        return ""
    money = bool(parts) and is_money(parts[0].unit)
    value = quantity(limit.value, parts[0].unit) if money else number(limit.value, exact=True)
    return f"{'more' if limit.above else 'less'} than {value}"


def _aim(goal: Figure | None) -> str:
    return f" (goal: {rate(goal.value, goal.unit)})" if goal is not None else ""


def _listed(figures: Sequence[Figure]) -> str:
    return "; ".join(f"{_short(f)} with {level(f.value, f.unit)}" for f in figures)


def _short(figure: Figure) -> str:
    return dates(figure.start, figure.end) if figure.start and figure.end else figure.label
