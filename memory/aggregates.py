"""Sums over what happened, by SQL and over live rows only: totals, totals by day, week or month, goals.

The time of a thing is `happens_at`, or else the moment it was stated for (`valid_from`); the database calls
it `happened`. Days, weeks (from Monday) and months are those of UTC. Intervals take in their start and leave
out their end. Numbers of different units are never added up.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any, Literal, NamedTuple

from ..errors import UsageError
from .facts import VALID, about, names_under
from .rows import FACT_COLUMNS, fact_of, stamp
from .types import Fact, Frozen
from .vocabulary import GOAL

Period = Literal["day", "week", "month"]
DIGITS = 6
"""Sums are rounded to this many places: what binary fractions add beyond means nothing."""

_STARTS: dict[str, str] = {
    "day": "substr(happened, 1, 10)",
    "week": "date(substr(happened, 1, 10), 'weekday 0', '-6 days')",
    "month": "substr(happened, 1, 7) || '-01'",
}
_LIVE = f"user_id = :user AND number IS NOT NULL AND {VALID}"
"""Worded as the index `fact_counted` is, which then answers alone."""


class Total(Frozen):
    """What live facts of one unit add up to, and which facts these are, as recorded.

    `rest` are the totals of other units, where there are any; the total of most facts comes first.
    """

    sum: float
    count: int
    unit: str | None
    fact_ids: tuple[str, ...] = ()
    rest: tuple[Total, ...] = ()

    @property
    def mean(self) -> float:
        """The sum by the number of facts; 0 of none."""
        return self.sum / self.count if self.count else 0.0


class PeriodTotal(Frozen):
    """What live facts of one unit add up to between `start` and `end` (left out), both UTC midnights."""

    start: datetime
    end: datetime
    sum: float
    count: int
    unit: str | None = None
    fact_ids: tuple[str, ...] = ()


def total(
    connection: sqlite3.Connection,
    user_id: str,
    pattern: str,
    since: datetime | None,
    until: datetime | None,
    at: datetime,
) -> Total:
    """The sum under an attribute (`spending.coffee`) or a prefix (`spending.*`); 0 of nothing."""
    units: dict[str | None, list[_Part]] = {}
    for part in _parts(connection, user_id, pattern, since, until, at, start="''"):
        units.setdefault(part.unit, []).append(part)
    totals = [
        Total(sum=_sum(parts), count=sum(part.size for part in parts), unit=unit, fact_ids=_ids(parts))
        for unit, parts in units.items()
    ]
    if not totals:
        return Total(sum=0.0, count=0, unit=None)
    first, *rest = sorted(totals, key=lambda one: (-one.count, one.unit or ""))
    return first.model_copy(update={"rest": tuple(rest)})


def by_period(
    connection: sqlite3.Connection,
    user_id: str,
    pattern: str,
    period: Period,
    since: datetime | None,
    until: datetime | None,
    at: datetime,
) -> tuple[PeriodTotal, ...]:
    """Sums by day, week or month, oldest first; periods in which nothing happened are left out.

    A period has one total for each unit. Raises `UsageError` for another kind of period.
    """
    if period not in _STARTS:
        raise UsageError(f"No period {period!r}", hint=f"Give one of: {', '.join(_STARTS)}.")
    groups: dict[tuple[str, str | None], list[_Part]] = {}
    for part in _parts(connection, user_id, pattern, since, until, at, start=_STARTS[period]):
        groups.setdefault((part.start, part.unit), []).append(part)
    found = []
    for (start, unit), parts in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        begin = date.fromisoformat(start)
        found.append(
            PeriodTotal(
                start=_midnight(begin),
                end=_midnight(_next(begin, period)),
                sum=_sum(parts),
                count=sum(part.size for part in parts),
                unit=unit,
                fact_ids=_ids(parts),
            )
        )
    return tuple(found)


def latest_goal(connection: sqlite3.Connection, user_id: str, attribute: str, at: datetime) -> Fact | None:
    """The aim that holds for a measure: of several under a prefix, the one stated last."""
    name = attribute if attribute.startswith(f"{GOAL}.") else f"{GOAL}.{attribute}"
    where, parameters = about(name)
    sql = (
        f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {VALID}{where}"
        " ORDER BY +valid_from DESC, seq DESC LIMIT 1"
    )
    row = connection.execute(sql, {"user": user_id, "t": stamp(at), **parameters}).fetchone()
    return None if row is None else fact_of(row)


class _Part(NamedTuple):
    """What one attribute adds in one unit and period. `ids` are joined by commas, in no order."""

    start: str
    unit: str | None
    sum: float
    size: int
    ids: str


def _parts(
    connection: sqlite3.Connection,
    user_id: str,
    pattern: str,
    since: datetime | None,
    until: datetime | None,
    at: datetime,
    *,
    start: str,
) -> list[_Part]:
    parameters: dict[str, Any] = {"user": user_id, "t": stamp(at)}
    where = ""
    if since is not None:
        where, parameters["since"] = f"{where} AND happened >= :since", stamp(since)
    if until is not None:
        where, parameters["until"] = f"{where} AND happened < :until", stamp(until)
    sql = (
        f"SELECT {start}, unit, sum(number), count(*), group_concat(fact_id) FROM fact INDEXED BY fact_counted"
        f" WHERE {_LIVE} AND attribute = :attribute{where} GROUP BY 1, 2"
    )
    found: list[_Part] = []
    for name in _names(connection, user_id, pattern):
        found += map(_Part._make, connection.execute(sql, {**parameters, "attribute": name}))
    return found


def _names(connection: sqlite3.Connection, user_id: str, pattern: str) -> list[str]:
    if pattern != "*" and not pattern.endswith(".*"):
        return [pattern]
    return names_under(connection, user_id, pattern)


def _sum(parts: Sequence[_Part]) -> float:
    return round(math.fsum(part.sum for part in parts), DIGITS)


def _ids(parts: Sequence[_Part]) -> tuple[str, ...]:
    """Fact ids in the order they were made: they sort by time."""
    return tuple(sorted(chain.from_iterable(part.ids.split(",") for part in parts)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _next(day: date, period: Period) -> date:
    if period == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + timedelta(days=7 if period == "week" else 1)
