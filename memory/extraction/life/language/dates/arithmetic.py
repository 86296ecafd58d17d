"""Counting days, weeks and months from a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def months_on(day: date, months: int) -> date:
    """The same day of another month, or its last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def units_on(day: date, count: float, unit: str) -> date:
    """`day` moved by a number of days, weeks, fortnights, months or years (negative: back)."""
    if unit.startswith("month"):
        return months_on(day, round(count))
    if unit.startswith("year"):
        return months_on(day, round(12 * count))
    days = {"d": 1, "w": 7, "f": 14}[unit[0]]
    return day + timedelta(days=round(count * days))


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def last_weekday(day: date, weekday: int) -> date:
    """The last such weekday before `day`."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def weekday_of_week(day: date, weekday: int, weeks: int) -> date:
    """A weekday of the week (Monday to Sunday) that lies `weeks` after the week of `day`."""
    return day - timedelta(days=day.weekday()) + timedelta(days=7 * weeks + weekday)


def in_year(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none (February 30)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def around(today: date, month: int, day: int) -> tuple[date, date] | None:
    """The next such date from `today` on, and the last one up to it; None where there is none in nine years."""
    ahead = (in_year(today.year + years, month, day) for years in range(9))
    behind = (in_year(today.year - years, month, day) for years in range(9))
    coming = next((found for found in ahead if found and found >= today), None)
    gone = next((found for found in behind if found and found <= today), None)
    return (coming, gone) if coming and gone else None


def day_of_month(today: date, day: int) -> tuple[date, date] | None:
    """The next such day of a month from `today` on, and the last one up to it."""
    if not 1 <= day <= 31:
        return None
    first = today.replace(day=1)
    near = (in_year(*_month(first, step), day) for step in range(-3, 4))
    found = [candidate for candidate in near if candidate]
    return (
        min(candidate for candidate in found if candidate >= today),
        max(candidate for candidate in found if candidate <= today),
    )


def _month(first: date, step: int) -> tuple[int, int]:
    moved = months_on(first, step)
    return moved.year, moved.month
