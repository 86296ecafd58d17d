"""A date found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Days:
    """What an expression names: the day when it lies ahead, and the day when it lies behind.

    `span` is set for more than a day ("next week", "in September"): both are then its first day, and `span` its
    length in days.
    """

    ahead: date
    behind: date
    span: int = 1


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date where it stands in the plain text, with the time of day where one is said.

    `part` is morning, afternoon, evening or night; `repeats` is set for "every Tuesday", `until` for a last day
    ("by Friday"), `clock` where a time of day is all that is said.
    """

    start: int
    end: int
    days: Days
    time: time | None = None
    part: str = ""
    repeats: bool = False
    until: bool = False
    clock: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names one day, once."""
        return self.days.span == 1 and not self.repeats

    def moment(self, zone: tzinfo | None, *, past: bool = False) -> datetime:
        """The moment named; midnight where no time is said."""
        day = self.days.behind if past else self.days.ahead
        return datetime.combine(day, self.time or time(), zone)


def end_of_day(moment: datetime) -> datetime:
    """The midnight that ends the day of a moment."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
