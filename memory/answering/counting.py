"""Questions about numbers: totals, goals, the period with the most, and counts of periods."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from .asked import Asked, AskedKind, Each, Statistic, Threshold
from .language import said
from .measures import read_measure
from .periods import read_period

_LIMIT = re.compile(
    r"\b(?P<how>more than|over|above|at least|exceed(?:ed|ing)?|less than|fewer than|under|below|at most|up to)"
    r"\s+\$?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?"
)
_OVER = ("more", "over", "above", "at least", "exceed")


def best_period(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`Which week did I walk the most?`"""
    measure = read_measure(words, known)
    most, least = said("most", words), said("least", words)
    which = said("which_period", words)
    if not measure or not (most or least) or not (which or said("when_most", words)):
        return None
    if said("periods", words) or (which is None and said("how_often", words)):
        return None
    return Asked(
        kind=AskedKind.BEST_PERIOD,
        text=text,
        at=at,
        measure=measure,
        statistic="least" if least and not _before(most, least) else "most",
        each=_each(which["each"]) if which else "day",
        span=read_period(words, text, at),
    )


def _before(most: re.Match[str] | None, least: re.Match[str]) -> bool:
    return most is not None and most.start() < least.start()


def _each(word: str) -> Each:
    return "week" if word == "week" else "month" if word == "month" else "day"


def period_count(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`In how many weeks did I keep to my budget?`, `on how many days did I walk more than 10,000 steps?`"""
    counted, often = said("periods", words), said("how_often", words)
    measure = read_measure(words, known)
    limit = _threshold(text)
    aims = said("goal", words) is not None
    if not (counted or often) or not (aims or (limit and measure)):
        return None
    if often and not counted and not (said("reach", words) or said("miss", words)):
        return None
    return Asked(
        kind=AskedKind.PERIOD_COUNT,
        text=text,
        at=at,
        measure=measure,
        each=_each(counted["each"]) if counted else None,
        met=not said("miss", words),
        threshold=None if aims else limit,
        span=read_period(words, text, at),
    )


def _threshold(text: str) -> Threshold | None:
    match = _LIMIT.search(text.casefold())
    if match is None:
        return None
    value = float(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
    return Threshold(value=value, above=match["how"].startswith(_OVER))


def goal(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`Am I within my coffee budget?`, `what is my step goal?`"""
    if not said("goal", words):
        return None
    measure = read_measure(words, known)
    if not measure and not said("aims", words):
        return None
    return Asked(kind=AskedKind.GOAL, text=text, at=at, measure=measure, span=read_period(words, text, at))


def total(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`How much did I spend on lunch last month?`, `my average step count`."""
    measure = read_measure(words, known)
    if not measure or not said("total", words):
        return None
    statistic = _statistic(words)
    return Asked(
        kind=AskedKind.TOTAL,
        text=text,
        at=at,
        measure=measure,
        statistic=statistic,
        each=_a_period(words) if statistic == "mean" else None,
        span=read_period(words, text, at),
    )


def _statistic(words: str) -> Statistic:
    if said("mean", words):
        return "mean"
    if said("tally", words):
        return "count"
    if said("most", words):
        return "most"
    return "least" if said("least", words) else "sum"


def _a_period(words: str) -> Each:
    if said("a_month", words):
        return "month"
    return "week" if said("a_week", words) else "day"
