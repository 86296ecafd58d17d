"""Days, weeks, months and quarters around a moment, in the zone of that moment.

What a period means where several readings are natural, chosen once and here:

- *this week* is the seven days that end today, *last week* the seven before them, so that a weekly budget is
  always held against a whole week. Ahead (appointments), weeks are those of the calendar, Monday to Sunday.
- *this month* is the calendar month; *this quarter* is this month and the two before it.
- the *weeks of a month* are its days 1-7, 8-14, 15-21, 22-28 and 29 to the end. Any other stretch is cut the
  same way: blocks of seven days counted from its first day (`blocks`). `calendar_weeks` cuts at Mondays
  instead, and serves where no stretch was named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from .asked import Each, Span

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def day_of(moment: datetime) -> datetime:
    """The midnight that a moment's day begins with, in the moment's zone."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def at_midnight(day: date, like: datetime) -> datetime:
    """A date as the moment it begins, in the zone of `like`."""
    return datetime.combine(day, time(), tzinfo=like.tzinfo)


def month_start(moment: datetime, shift: int = 0) -> datetime:
    """The first day of the month `shift` months away."""
    count = moment.year * 12 + moment.month - 1 + shift
    return day_of(moment).replace(year=count // 12, month=count % 12 + 1, day=1)


def week(moment: datetime, shift: int, *, ahead: bool) -> Span:
    """This week (`shift` 0), the last (-1), the next (+1)."""
    today = day_of(moment)
    if ahead or shift > 0:
        start = today - today.weekday() * DAY + shift * WEEK
        return Span(start=start, end=start + WEEK)
    end = today + DAY + shift * WEEK
    return Span(start=end - WEEK, end=end)


def months(moment: datetime, first: int, last: int) -> Span:
    """The months from `first` to `last` (shifts from this one), both whole."""
    return Span(start=month_start(moment, first), end=month_start(moment, last + 1))


def quarter(moment: datetime, shift: int) -> Span:
    """Three months: this quarter ends with this month, the last one before that begins, the next follows."""
    return months(moment, 3 * shift - 2, 3 * shift)


def year(moment: datetime, shift: int) -> Span:
    """A calendar year."""
    start = day_of(moment).replace(year=moment.year + shift, month=1, day=1)
    return Span(start=start, end=start.replace(year=start.year + 1))


def weekend(moment: datetime, shift: int) -> Span:
    """Saturday and Sunday of the calendar week `shift` weeks away."""
    start = week(moment, 0, ahead=True).start + shift * WEEK + 5 * DAY
    return Span(start=start, end=start + 2 * DAY)


def blocks(span: Span, each: Each, until: datetime) -> tuple[Span, ...]:
    """A stretch cut into days, blocks of seven days from its first, or calendar months; none begins after
    `until`. The last block ends where the stretch does."""
    return tuple(_cut(span, each, until))


def calendar_weeks(span: Span, until: datetime) -> tuple[Span, ...]:
    """The weeks from Monday that a stretch touches; the first begins before it where need be."""
    start = span.start - span.start.weekday() * DAY
    return tuple(_cut(Span(start=start, end=span.end), "week", until))


def _cut(span: Span, each: Each, until: datetime) -> Iterator[Span]:
    start = span.start
    while start < span.end and start <= until:
        if each == "month":
            end = month_start(start, 1)
        else:
            end = start + (DAY if each == "day" else WEEK)
        end = min(end, span.end)
        yield Span(start=start, end=end)
        start = end
