"""The stretch of time a question names: this week, last month, in June, since Monday, the past ten days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from . import days
from .asked import Span

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30,
}  # fmt: skip
_SHORT = {name[:3]: name for name in (*MONTHS, *WEEKDAYS)} | {"sept": "september", "tues": "tuesday"}
_MONTH = rf"(?:{'|'.join([*MONTHS, *(m[:3] for m in MONTHS), 'sept'])})"
_WEEKDAY = rf"(?:{'|'.join([*WEEKDAYS, *(d[:3] for d in WEEKDAYS if d[:3] not in ('sat', 'sun')), 'tues'])})"
_PAST_DAYS = {"week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
_COUNT = rf"(?P<count>\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_BACK, _ON = r"(?:last|past|previous|prior|preceding)", r"(?:next|coming|following|upcoming)"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")

Reader = Callable[[re.Match[str], datetime, bool], Span | None]


def read_period(text: str, raw: str, at: datetime, *, ahead: bool = False) -> Span | None:
    """The stretch named in `text` (as `words.plain` gives it; `raw` is as it was typed), or None.

    `ahead` says that the question looks forward: then `Friday` is the next one and `this week` ends on
    Sunday. Moments are in the zone of `at`.
    """
    try:
        return _range(text, raw, at, ahead) or _single(text, raw, at, ahead)
    except (ValueError, OverflowError):
        # A day that no calendar has (31 June, the year 0) is no period.
        return None


def _single(text: str, raw: str, at: datetime, ahead: bool) -> Span | None:
    if match := _ISO.search(raw):
        return _day(_date(int(match[1]), int(match[2]), int(match[3])), at)
    for pattern, reader in _READERS:
        match = pattern.search(text)
        if match is not None and (span := reader(match, at, ahead)) is not None:
            return span if span.label else span.model_copy(update={"label": match.group(0)})
    return None


_RANGE = re.compile(r"\b(?:from|between)\s+(?P<first>.+?)\s+(?:to|and|until|till|through)\s+(?P<last>.+)$")
_SINCE = re.compile(r"\b(?:since|starting|beginning|after)\s+(?P<first>.+)$")
_UNTIL = re.compile(r"\b(?:until|till|up to|before|by)\s+(?P<last>.+)$")


def _range(text: str, raw: str, at: datetime, ahead: bool) -> Span | None:
    if match := _RANGE.search(text):
        isos = _ISO.findall(raw)
        if len(isos) == 2:
            first, last = (_day(_date(*map(int, iso)), at) for iso in isos)
        else:
            first, last = (_single(f"in {match[name]}", match[name], at, ahead) for name in ("first", "last"))
        if first and last and first.start < last.end:
            return Span(start=first.start, end=last.end)
    if match := _SINCE.search(text):
        first = _single(f"in {match['first']}", raw, at, ahead=False)
        if first is not None and first.start <= at:
            return Span(start=first.start, end=days.day_of(at) + days.DAY)
    if (match := _UNTIL.search(text)) and ahead:
        last = _single(f"in {match['last']}", raw, at, ahead)
        if last is not None and last.end > at:
            return Span(start=days.day_of(at), end=last.end)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date | None, at: datetime) -> Span | None:
    if day is None:
        return None
    start = days.at_midnight(day, at)
    return Span(start=start, end=start + days.DAY)


def _near(shift: int) -> Reader:
    def read(_match: re.Match[str], at: datetime, _ahead: bool) -> Span | None:
        start = days.day_of(at) + timedelta(days=shift)
        return Span(start=start, end=start + days.DAY)

    return read


def _whole(match: re.Match[str], at: datetime, ahead: bool) -> Span | None:
    """This, last or next week, month, quarter, year, weekend."""
    which, unit = match["which"], match["unit"]
    if which == "past" and unit in _PAST_DAYS:
        return _stretch(at, _PAST_DAYS[unit], back=True)
    back = bool(re.fullmatch(_BACK, which))
    shift = -1 if back else 1 if re.fullmatch(_ON, which) else 0
    if unit == "week":
        return days.week(at, shift, ahead=ahead)
    if unit == "fortnight":
        return _stretch(at, 14, back=back or not ahead)
    if unit == "month":
        return days.months(at, shift, shift)
    if unit == "quarter":
        return days.quarter(at, shift)
    return days.weekend(at, shift) if unit == "weekend" else days.year(at, shift)


def _stretch(at: datetime, length: int, *, back: bool) -> Span:
    today = days.day_of(at)
    if back:
        return Span(start=today - (length - 1) * days.DAY, end=today + days.DAY)
    return Span(start=today, end=today + length * days.DAY)


def _several(match: re.Match[str], at: datetime, _ahead: bool) -> Span | None:
    """The past ten days, the last three months, the next two weeks."""
    count = _number(match["count"])
    back = re.fullmatch(_BACK, match["which"]) is not None
    unit = match["unit"]
    if unit in ("month", "quarter", "year"):
        size = count * {"month": 1, "quarter": 3, "year": 12}[unit]
        return days.months(at, 1 - size, 0) if back else days.months(at, 0, size)
    return _stretch(at, count * {"day": 1, "week": 7, "fortnight": 14}[unit], back=back)


def _ago(match: re.Match[str], at: datetime, ahead: bool) -> Span | None:
    count, unit = _number(match["count"]), match["unit"]
    if unit in ("month", "quarter", "year"):
        shift = -count * {"month": 1, "quarter": 3, "year": 12}[unit]
        return days.months(at, shift, shift)
    if unit == "week":
        return days.week(at, -count, ahead=False)
    return _near(-count * (14 if unit == "fortnight" else 1))(match, at, ahead)


def _number(word: str) -> int:
    return min(_NUMBERS.get(word) or int(word), 3660)


def _month(match: re.Match[str], at: datetime, ahead: bool) -> Span | None:
    """`in June`, `June 2025`: the nearest one in the direction of the question where no year is said."""
    month = MONTHS.index(_long(match["month"])) + 1
    if match["year"]:
        year = int(match["year"])
    elif ahead:
        year = at.year + (month < at.month)
    else:
        year = at.year - (month > at.month)
    start = days.at_midnight(date(year, month, 1), at)
    return Span(start=start, end=days.month_start(start, 1))


def _dated(match: re.Match[str], at: datetime, ahead: bool) -> Span | None:
    """`3 June`, `June 3rd 2025`, `the 3rd`."""
    day = int(match["day"])
    named = match.groupdict().get("month")
    month = MONTHS.index(_long(named)) + 1 if named else at.month
    year = int(match.groupdict().get("year") or at.year)
    found = _date(year, month, day)
    if found is not None and named and not match.groupdict().get("year"):
        if ahead and found < at.date():
            found = _date(year + 1, month, day)
        elif not ahead and found > at.date():
            found = _date(year - 1, month, day)
    return _day(found, at)


def _weekday(match: re.Match[str], at: datetime, ahead: bool) -> Span | None:
    wanted = WEEKDAYS.index(_long(match["weekday"]))
    today = days.day_of(at)
    which = match["which"] or ""
    if re.fullmatch(_BACK, which) or (not ahead and not re.fullmatch(_ON, which)):
        gap = (today.weekday() - wanted) % 7
        # Who says Saturday on a Saturday, looking back, means the one before: else it were today.
        gap = 7 if gap == 0 and which != "this" else gap
        return _day((today - gap * days.DAY).date(), at)
    gap = (wanted - today.weekday()) % 7
    if re.fullmatch(r"next|following", which):
        gap = 7 - today.weekday() + wanted
    return _day((today + gap * days.DAY).date(), at)


def _long(name: str) -> str:
    return _SHORT.get(name, name)


def _rest(_match: re.Match[str], at: datetime, _ahead: bool) -> Span | None:
    start = days.day_of(at)
    return Span(start=start, end=days.month_start(at, 1))


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"\b(?P<day>\d{{1,2}})(?: ?(?:st|nd|rd|th))?(?: of)? (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?", _dated),
        (
            rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?: ?(?:st|nd|rd|th))?\b(?!\d)(?: (?P<year>\d{{4}})\b)?",
            _dated,
        ),
        (r"\bday before yesterday\b", _near(-2)),
        (r"\bday after tomorrow\b", _near(2)),
        (r"\b(?:yesterdays?|last night)\b", _near(-1)),
        (r"\btomorrows?\b", _near(1)),
        (rf"\b{_COUNT} {_UNIT}s? ago\b", _ago),
        (rf"\b(?P<which>{_BACK}|{_ON}) {_COUNT} {_UNIT}s?\b", _several),
        (r"\brest of (?:the|this) month\b", _rest),
        (
            rf"\b(?P<which>this|current|the present|rest of the|rest of this|{_BACK}|{_ON}) "
            r"(?P<unit>weekend|week|fortnight|month|quarter|year)s?\b",
            _whole,
        ),
        (rf"\b(?:(?P<which>this|on|{_BACK}|{_ON}) )?(?P<weekday>{_WEEKDAY})s?\b", _weekday),
        (r"\b(?:todays?|tonights?|this (?:morning|afternoon|evening))\b", _near(0)),
        (rf"\b(?P<month>(?!may\b|mar\b|jan\b|sep\b){_MONTH})\b(?: (?P<year>\d{{4}}))?", _month),
        (
            rf"\b(?:in|during|of|for|since|from|to|until|at|over|throughout|this|last) (?P<month>{_MONTH})\b"
            r"(?: (?P<year>\d{4}))?",
            _month,
        ),
        (rf"\b(?P<month>{_MONTH}) (?P<year>\d{{4}})\b", _month),
        (r"\b(?:on )?the (?P<day>\d{1,2}) ?(?:st|nd|rd|th)\b", _dated),
    )
)  # fmt: skip
