"""Questions about numbers: totals, goals, the period with the most, and counts of periods."""

from __future__ import annotations

import re

from .asked import Asked, AskedKind, Each, Statistic, Threshold
from .question import Question

_LIMIT = re.compile(
    r"\b(?P<how>more than|over|above|at least|exceed(?:ed|ing)?|less than|fewer than|under|below|at most|up to)"
    r"\s+\$?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?"
)
_OVER = ("more", "over", "above", "at least", "exceed")


def best_period(question: Question) -> Asked | None:
    """`Which week did I walk the most?`"""
    most, least = question.says("most"), question.says("least")
    which = question.says("which_period")
    if not question.measure or not (most or least) or not (which or question.says("when_most")):
        return None
    if question.says("periods") or (which is None and question.says("how_often")):
        return None
    return question.asks(
        AskedKind.BEST_PERIOD,
        measure=question.measure,
        statistic="least" if least and not _before(most, least) else "most",
        each=_each(which["each"]) if which else "day",
        span=question.period(),
    )


def _before(most: re.Match[str] | None, least: re.Match[str]) -> bool:
    return most is not None and most.start() < least.start()


def _each(word: str) -> Each:
    return "week" if word == "week" else "month" if word == "month" else "day"


def period_count(question: Question) -> Asked | None:
    """`In how many weeks did I keep to my budget?`, `on how many days did I walk more than 10,000 steps?`"""
    counted, often = question.says("periods"), question.says("how_often")
    limit = _threshold(question.text)
    aims = question.says("goal") is not None
    if not (counted or often) or not (aims or (limit and question.measure)):
        return None
    missed = question.says("miss") is not None
    if often and not counted and not (missed or question.says("reach")):
        return None
    return question.asks(
        AskedKind.PERIOD_COUNT,
        measure=question.measure,
        each=_each(counted["each"]) if counted else None,
        met=not missed,
        threshold=None if aims else limit,
        span=question.period(),
    )


def _threshold(text: str) -> Threshold | None:
    match = _LIMIT.search(text.casefold())
    if match is None:
        return None
    value = float(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
    return Threshold(value=value, above=match["how"].startswith(_OVER))


def goal(question: Question) -> Asked | None:
    """`Am I within my coffee budget?`, `what is my step goal?`"""
    if not question.says("goal") or not (question.measure or question.says("aims")):
        return None
    if question.says("goal_event") and question.says("calendar"):
        return None
    return question.asks(AskedKind.GOAL, measure=question.measure, span=question.period())


def total(question: Question) -> Asked | None:
    """`How much did I spend on lunch last month?`, `my average step count`."""
    if not question.measure or not (question.says("total") or question.says("single")):
        return None
    statistic = _statistic(question)
    return question.asks(
        AskedKind.TOTAL,
        measure=question.measure,
        statistic=statistic,
        each=_a_period(question) if statistic == "mean" else None,
        span=question.period(),
    )


def _statistic(question: Question) -> Statistic:
    if question.says("mean"):
        return "mean"
    if question.says("tally"):
        return "count"
    if question.says("most"):
        return "most"
    return "least" if question.says("least") else "sum"


def _a_period(question: Question) -> Each:
    if question.says("a_month"):
        return "month"
    return "week" if question.says("a_week") else "day"
