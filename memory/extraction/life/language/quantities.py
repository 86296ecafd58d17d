"""Sums of money and other numbers in a plain text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from .numbers import TENS, Number, numbers, words_value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands in the plain text; `unit` is the sign of its currency, or None for a bare number."""

    start: int
    end: int
    value: float
    unit: str | None
    figure: bool = True


def quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of the text in order, sums of money with their currency. Percentages are left out."""
    found = sorted([*_notes(text), *_counted(text)], key=lambda quantity: quantity.start)
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)


def _counted(text: str) -> Iterator[Quantity]:
    for number in numbers(text):
        after = text[number.end :]
        if re.match(r" ?(?:%|percent\b|per cent\b)", after):
            continue
        yield _with_currency(text, number)


def _with_currency(text: str, number: Number) -> Quantity:
    table = _tables()
    bare = Quantity(number.start, number.end, number.value, None, number.figure)
    if sign := table.before.search(text[: number.start]):
        return _with_cents(text, replace(bare, start=sign.start(1), unit=table.signs[sign[1]]))
    if name := table.after.match(text[number.end :]):
        unit = table.names[name[1]]
        return _with_cents(text, replace(bare, end=number.end + name.end(), unit=unit))
    if cents := table.hundredths.match(text[number.end :]):
        value = round(number.value / 100, 2)
        return replace(bare, end=number.end + cents.end(), value=value, unit=table.cents[cents[1]])
    return bare


def _with_cents(text: str, money: Quantity) -> Quantity:
    """ "3 dollars 50" and "3 dollars and 50 cents" are one sum."""
    more = re.match(
        rf"(?: and)? (?P<n>\d\d|{TENS})(?: (?:cents?|pence|p))?(?![\w.,]\d|\w)", text[money.end :]
    )
    if more is None or not money.value.is_integer() or text[money.end - 1].isdigit():
        return money
    cents = int(more["n"]) if more["n"].isdigit() else words_value(more["n"])
    return replace(money, end=money.end + more.end(), value=money.value + cents / 100)


def _notes(text: str) -> Iterator[Quantity]:
    for name, (value, unit) in _tables().notes.items():
        for match in re.finditer(rf"\b{name}\b", text):
            yield Quantity(match.start(), match.end(), float(value), unit, False)


@dataclass(frozen=True, slots=True)
class _Tables:
    signs: dict[str, str]
    names: dict[str, str]
    cents: dict[str, str]
    notes: dict[str, tuple[float, str]]
    before: re.Pattern[str]
    after: re.Pattern[str]
    hundredths: re.Pattern[str]


@cache
def _tables() -> _Tables:
    table = tomllib.loads(files(__package__).joinpath("money.toml").read_text("utf-8"))
    before = rf"(?<!\w)(?<!\d )({_any(table['signs'])}) ?$"
    return _Tables(
        table["signs"],
        table["names"],
        table["cents"],
        table["notes"],
        re.compile(before),
        re.compile(rf"[ -]?({_any(table['names'])})(?!\w)"),
        re.compile(rf" ?({_any(table['cents'])})(?!\w)"),
    )


def _any(names: dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
