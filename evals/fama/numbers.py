"""Numbers in sentences: currency, thousands, number words, ordinals, and the unit they go with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .types import Quantity
from .words import plain

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_WORDS = {word: number for number, word in enumerate(_SMALL)}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {w: n for n, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth"], 1)}
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_UNITS = {
    "$": "$ usd dollar dollars buck bucks",
    "steps": "step steps",
    "week": "week weeks",
    "month": "month months",
    "%": "% percent",
    "min": "min mins minute minutes",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}
_NUMBER = re.compile(
    r"(?P<currency>\$\s*)?(?<![\w.])(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b)(?P<scale>\s?(?:k|thousand|m|million)\b)?(?P<unit>\s*%|[\s-]*[a-z]+)?"
)
_PLACES = frozenset({"st", "nd", "rd", "th"})
_PERIOD = re.compile(
    r"\b(?:(?P<ordinal>first|second|third|fourth|fifth|sixth|\d{1,2}(?:st|nd|rd|th))\s+(?P<unit1>week|month)"
    r"|(?P<unit2>week|month)\s+(?:no\.?\s*|number\s+|#\s*)?(?P<number>\d{1,2}|one|two|three|four|five)\b)"
)
MONEY_TOLERANCE = 0.005
STEP_TOLERANCE = 0.5
"""Averages of steps are asked for as whole numbers."""


def quantities(text: str) -> list[Quantity]:
    """Every number of a text with its unit."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(plain(text)):
        value = _value(match["number"])
        if match["scale"]:
            value *= _SCALE[match["scale"].strip()]
        after = (match["unit"] or "").strip(" -")
        if after in _PLACES:
            continue
        unit = "$" if match["currency"] else _UNIT_OF.get(after, "")
        found.append(Quantity(value=value, unit=unit))
    return found


def _value(text: str) -> float:
    return float(_WORDS[text]) if text in _WORDS else float(text.replace(",", ""))


def periods(text: str) -> list[Quantity]:
    """Weeks and months named by their place: `the 2nd week`, `week three`."""
    found: list[Quantity] = []
    for match in _PERIOD.finditer(plain(text)):
        if match["ordinal"]:
            digits = re.match(r"\d+", match["ordinal"])
            place = int(digits.group()) if digits else _ORDINALS[match["ordinal"]]
            found.append(Quantity(value=place, unit=match["unit1"]))
        else:
            found.append(Quantity(value=_value(match["number"]), unit=match["unit2"]))
    return found


def same(one: Quantity, other: Quantity) -> bool:
    """Equal value, to half a cent or half a step, and units that do not contradict each other."""
    if one.unit and other.unit and one.unit != other.unit:
        return False
    tolerance = STEP_TOLERANCE if "steps" in (one.unit, other.unit) else MONEY_TOLERANCE
    return abs(one.value - other.value) <= tolerance + 1e-9


def contains_all(wanted: Iterable[Quantity], text: str) -> bool:
    """Whether every wanted quantity is said in the text."""
    said = quantities(text)
    return all(any(same(want, have) for have in said) for want in wanted)
