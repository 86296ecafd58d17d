"""Numbers, dates and lists in plain words."""

from __future__ import annotations

import re
from calendar import month_name as month_names
from collections.abc import Sequence
from datetime import datetime, timedelta

from .asked import Each, Span
from .packed import Figure

_SIGNS = "$€£¥₹₩₽₺฿"
WHOLE_FROM = 100
"""From here on the part after the point of a mean tells nothing."""

_SLOTS = {
    "destination_type": "kind of place",
    "already_watched_list": "film",
    "title": "",
    "place": "place",
}
_TITLES = {"movies": "film", "books": "book", "music": "title", "travel": "place"}


def is_money(unit: str) -> bool:
    """Whether a unit is a currency: a sign, or a code of three capitals."""
    bare = unit.partition("/")[0].strip()
    return (bare != "" and bare in _SIGNS) or (len(bare) == 3 and bare.isupper())


_PLURALS = {"glass": "glasses", "h": "h", "hr": "hr"}


def unit_word(unit: str, value: float) -> str:
    """A unit as it goes with a number: `1 step`, `2 hours`, `5 km`."""
    one = abs(value - 1) < 1e-9
    if unit.endswith("s") and not unit.endswith("ss"):
        return unit.removesuffix("s") if one and len(unit) > 3 else unit
    if one or len(unit) < 3:
        return unit
    return _PLURALS.get(unit, f"{unit}s" if unit.isascii() and unit.isalpha() else unit)


def quantity(value: float, unit: str, *, exact: bool = False) -> str:
    """`$1,234.50`, `12.00 EUR`, `51,268 steps`, `7.5 hours`. Money has two decimals; counts none unless
    `exact`."""
    bare = unit.partition("/")[0].strip()
    if is_money(bare):
        amount = f"{abs(value):,.2f}"
        sign = "-" if value < 0 else ""
        return f"{sign}{bare}{amount}" if bare in _SIGNS else f"{sign}{amount} {bare}"
    return f"{number(value, exact=exact)} {unit_word(bare, value)}".strip()


def level(value: float, unit: str) -> str:
    """A mean or a gap: whole where it is large (`8,000 steps`), else exact (`6.5 glasses`)."""
    return quantity(value, unit, exact=abs(value) < WHOLE_FROM)


def number(value: float, *, exact: bool = False) -> str:
    """Thousands separators; whole unless `exact`, then with up to two decimals."""
    if exact and abs(value - round(value)) > 0.005:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{round(value):,}"


def rate(value: float, unit: str) -> str:
    """`$30.00 a week`, `8,000 steps a day`."""
    per = unit.partition("/")[2]
    said = quantity(value, unit, exact=True)
    return f"{said} a {per}" if per else said


def day(moment: datetime, *, weekday: bool = True) -> str:
    """`Wednesday 11 June 2025`."""
    name = f"{moment:%A} " if weekday else ""
    return f"{name}{moment.day} {moment:%B %Y}"


def clock_time(moment: datetime) -> str:
    """` at 14:30`, or "" at midnight, where no time was said."""
    return "" if (moment.hour, moment.minute) == (0, 0) else f" at {moment:%H:%M}"


def dates(start: datetime, end: datetime) -> str:
    """The days of a stretch: `3 June 2025`, `2-8 June 2025`, `30 June - 6 July 2025`. `end` is not among them."""
    last = end - timedelta(microseconds=1)
    if start.date() == last.date():
        return day(start, weekday=False)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}-{last.day} {last:%B %Y}"
    if start.year == last.year:
        return f"{start.day} {start:%B} - {last.day} {last:%B %Y}"
    return f"{day(start, weekday=False)} - {day(last, weekday=False)}"


def month_name(span: Span) -> str:
    """`June 2025` where the stretch is one calendar month, `June-August 2025` for several, else its days."""
    last = span.end - timedelta(microseconds=1)
    whole = span.start.day == 1 and span.end.day == 1
    if whole and (span.start.year, span.start.month) == (last.year, last.month):
        return f"{span.start:%B %Y}"
    if whole and span.start.year == last.year:
        return f"{span.start:%B}-{last:%B %Y}"
    return dates(span.start, span.end)


def span_words(span: Span | None, at: datetime) -> str:
    """` this week (1-7 June 2025)`, ` in June 2025`, or ` in all` where no stretch was named."""
    if span is None:
        return " in all"
    end = min(span.end, _tomorrow(at)) if span.start <= at else span.end
    shown = dates(span.start, end)
    label = span.label
    if label and not label[0].isdigit():
        named = _PROPER.fullmatch(label) is not None
        return f" in {label.title()} ({shown})" if named else f" {label} ({shown})"
    return f" ({shown})"


_PROPER = re.compile(rf"(?:{'|'.join(name.lower() for name in month_names[1:])})(?: \d{{4}})?")


def _tomorrow(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def ordinal(place: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def block_name(part: Span, place: int, each: Each, whole: Span | None) -> str:
    """How a block is called: `the 2nd week of June 2025 (8-14 June 2025)`, `July 2025`, `Tuesday 3 June 2025`."""
    if each == "day":
        return day(part.start)
    if each == "month":
        named = month_name(Span(start=part.start, end=part.end))
        return f"{named}, the {ordinal(place)} month of {month_name(whole)}" if whole is not None else named
    if whole is None:
        return f"the week of {dates(part.start, part.end)}"
    return f"the {ordinal(place)} week of {month_name(whole)} ({dates(part.start, part.end)})"


def joined(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: float, noun: str) -> str:
    """`1 week`, `3 weeks`."""
    return f"{number(count)} {noun}{'' if round(count) == 1 else 's'}"


def measure_name(measure: str) -> str:
    """`coffee`, `food`, `steps`, or `spending` for all of it."""
    root, _, leaf = measure.partition(".")
    return root if leaf in ("", "*", "total") else leaf.replace("_", " ").replace(".", " ")


def measure_adjective(measure: str) -> str:
    """`step` in "your step goal", `coffee` in "your coffee budget"."""
    return measure_name(measure).removesuffix("s")


def slot_name(attribute: str) -> str:
    """A slot in a word or two: `genre`, `kind of place`, `film` for a film's title."""
    domain, _, leaf = attribute.partition(".")
    if leaf == "title":
        return _TITLES.get(domain, "title")
    return _SLOTS.get(leaf) or leaf.replace("_", " ")


def figure_line(figure: Figure) -> str:
    """A computed number as a line of context."""
    name = f"{figure.name} {measure_name(figure.measure)}".strip()
    label = f" {figure.label}" if figure.label else ""
    verdict = f" ({figure.verdict})" if figure.verdict else ""
    return f"{name}{label}: {rate(figure.value, figure.unit)}{verdict} from {plural(figure.count, 'record')}"
