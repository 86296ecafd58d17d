"""What each kind of date expression means, seen from a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from . import arithmetic as count
from .mention import Days
from .tables import names

Parts = Mapping[str, str]
"""The named parts of an expression; a part that is not there is the empty string."""
Meaning = Callable[[Parts, date], Days | None]


def one(day: date | None) -> Days | None:
    """A day that is the same from whichever side."""
    return Days(day, day) if day else None


def named(parts: Parts, today: date) -> Days | None:
    """today, tomorrow, yesterday, last night, the day after tomorrow."""
    word = parts["word"]
    if word.endswith("after tomorrow"):
        return one(today + timedelta(days=2))
    if word.endswith("before yesterday"):
        return one(today - timedelta(days=2))
    step = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}.get(word, 0)
    return one(today + timedelta(days=step))


def weekday(parts: Parts, today: date) -> Days | None:
    """A weekday: alone the one to come; with "next" the one of next week (weeks begin on Monday)."""
    day, which = names().weekdays[parts["day"]], parts["which"]
    ahead, behind = count.next_weekday(today, day), count.last_weekday(today, day)
    if which in ("last", "past", "this past"):
        return one(behind)
    if which in ("next", "following") or parts["after"]:
        ahead = count.weekday_of_week(today, day, 1)
    elif parts["week"] or parts["from"]:
        ahead += timedelta(days=7)
    elif which == "this" and today.weekday() == day:
        ahead = today
    return Days(ahead, behind)


def month_day(parts: Parts, today: date) -> Days | None:
    """June 15th, the 3rd of March 2027. Without a year the nearest one."""
    month, day = names().months[parts["month"]], _day(parts["number"])
    if parts["year"]:
        return one(count.in_year(int(parts["year"]), month, day))
    near = count.around(today, month, day)
    return Days(*near) if near else None


def day_of_month(parts: Parts, today: date) -> Days | None:
    """The 3rd; the 3rd of next month."""
    day = _day(parts["number"])
    if parts["month"] == "next month":
        moved = count.months_on(today.replace(day=1), 1)
        return one(count.in_year(moved.year, moved.month, day))
    near = count.day_of_month(today, day)
    return Days(*near) if near else None


def _day(number: str) -> int:
    return names().ordinals.get(number) or int(re.sub(r"\D", "", number) or 0)


def iso(parts: Parts, _: date) -> Days | None:
    """2026-06-15."""
    return one(count.in_year(int(parts["year"]), int(parts["month"]), int(parts["day"])))


def slashed(parts: Parts, today: date) -> Days | None:
    """15/6 or 15.06.2026: the day first, unless only the other order is a date."""
    first, second = int(parts["a"]), int(parts["b"])
    day, month = (second, first) if second > 12 >= first else (first, second)
    if not 1 <= month <= 12:
        return None
    if parts["year"]:
        year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
        return one(count.in_year(year, month, day))
    near = count.around(today, month, day)
    return Days(*near) if near else None


def counted(parts: Parts, today: date) -> Days | None:
    """In two weeks, three days ago, a week from Monday."""
    said, origin = parts["n"], today
    number = int(said) if said.isdigit() else names().counts[said]
    if parts["origin"] == "tomorrow":
        origin = today + timedelta(days=1)
    elif parts["origin"] in names().weekdays:
        origin = count.next_weekday(today, names().weekdays[parts["origin"]])
    return one(count.units_on(origin, -number if parts["ago"] else number, parts["unit"]))


def feast(parts: Parts, today: date) -> Days | None:
    """Christmas Eve."""
    near = count.around(today, *names().feasts[parts["feast"]])
    return Days(*near) if near else None


def span(parts: Parts, today: date) -> Days | None:
    """This weekend, next week, last month."""
    step = {"next": 1, "last": -1, "the following": 1, "the coming": 1}.get(parts["which"], 0)
    if parts["unit"] == "weekend":
        saturday = count.weekday_of_week(today, 5, step)
        return Days(saturday, saturday, 2)
    if parts["unit"] == "week":
        monday = count.weekday_of_week(today, 0, step)
        return Days(monday, monday, 7)
    if parts["unit"] == "year":
        return Days(date(today.year + step, 1, 1), date(today.year + step, 1, 1), 365)
    first = count.months_on(today.replace(day=1), step)
    return Days(first, first, 30)


def month(parts: Parts, today: date) -> Days | None:
    """In September."""
    near = count.around(today, names().months[parts["month"]], 1)
    return Days(*near, span=30) if near else None


def ending(parts: Parts, today: date) -> Days | None:
    """The end of the week (its Friday) or of the month (its last day)."""
    step = 1 if parts["which"] else 0
    if parts["unit"] == "week":
        return one(count.weekday_of_week(today, 4, step))
    return one(count.months_on(today.replace(day=1), step + 1) - timedelta(days=1))
