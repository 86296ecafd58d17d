"""Years as people give them: decades, ranges, before and after, adjectives like "old"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DECADE_WORDS = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fourties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
    "naughties": 2000,
    "aughts": 2000,
}
_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "couple of": 2,
    "few": 3,
    "couple": 2,
}
_YEAR = r"(?:18[89]\d|19\d\d|20[0-4]\d)"
_DECADE = (
    r"(?:(?:19|20)\d0 ?s|'?\d0 ?s|(?:nineteen |twenty )?(?:" + "|".join(_DECADE_WORDS) + r"))"
    r"(?: era| period| decade)?"
)
_POINT = rf"(?:(?:the |the year )?(?:early |mid |late )?(?:{_DECADE}|{_YEAR}))"
_COUNT = r"(?:\d{1,2}|" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_NOT = r"(?:any )?"
_OLD = "older than|before|pre|prior to|earlier than|made before|released before|from before|up to|until|till"
_NEW = "newer than|after|post|later than|made after|released after|from after|more recent than|younger than"
_SINCE = "since|from (?=[^.]* (?:on|onwards?|and later|or later|upwards?)\\b)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b{pattern}(?= |$)"))
    for name, pattern in (
        (
            "between",
            (
                rf"(?:made |released |from )?(?:between|from|in) (?P<a>{_POINT}) (?:and|to|until|till"
                rf"|through) (?P<b>{_POINT})"
            ),
        ),
        ("between", rf"(?P<a>{_POINT}) (?:to|through|until|till) (?P<b>{_POINT})"),
        (
            "last",
            (
                rf"(?:from |in |within |of |made in |released in )?(?:the )?(?:last|past|previous) "
                rf"(?P<n>{_COUNT}) (?P<unit>years?|decades?)"
            ),
        ),
        ("last", r"(?:from |in |within |of )?(?:the )?(?:last|past) (?P<unit>decade|year)"),
        ("max", rf"(?:from |made |released )?(?P<a>{_POINT}) (?:or|and) (?:earlier|older|before)"),
        (
            "min",
            (
                rf"(?:from |made |released )?(?P<a>{_POINT}) (?:or|and) (?:later|newer|after|up|onwards?"
                rf"|more recent)"
            ),
        ),
        ("min", rf"(?:from |since |starting )?(?P<a>{_POINT}) (?:on|onwards?|upwards?)"),
        (
            "until",
            (
                rf"(?:up to|until|till|no later than|not after|at the latest|not newer than|no newer than) "
                rf"(?P<a>{_POINT})"
            ),
        ),
        (
            "min",
            (
                rf"(?:no older than|not older than|not before|no earlier than|at least from|not any older "
                rf"than) (?P<a>{_POINT})"
            ),
        ),
        ("before", rf"(?:{_OLD}) (?P<a>{_POINT})"),
        ("after", rf"(?:{_NEW}) (?P<a>{_POINT})"),
        ("min", rf"(?:ever )?since (?P<a>{_POINT})"),
        ("span", rf"(?:from |in |of |made in |released in |out of |set in )?(?P<a>{_POINT})"),
    )
)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive year bounds read at characters `start` to `end` of a folded line."""

    start: int
    end: int
    low: int | None
    high: int | None
    bound: str


def _point(text: str) -> tuple[int, int, bool]:
    """First and last year of a year or decade, and whether it is a single year."""
    words = re.sub(r"^(?:the year |the )", "", text)
    part = words.split()[0] if words.split()[0] in ("early", "mid", "late") else ""
    words = words.removeprefix(part).strip()
    bare = re.sub(r" (?:era|period|decade)$", "", words)
    if re.fullmatch(_YEAR, bare):
        return int(bare), int(bare), True
    named = bare.split()[-1]
    if named in _DECADE_WORDS:
        first = _DECADE_WORDS[named]
        first += 100 if bare.startswith("twenty ") else 0
    else:
        digits = int(re.sub(r"\D", "", bare))
        first = digits if digits > 100 else (1900 if digits >= 20 else 2000) + digits
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(part, (0, 9))
    return first + low, first + high, False


def find_periods(line: str, newest: int, raw_years: bool = True) -> Iterator[Period]:
    """Every period named in a folded line, the more specific pattern first; `newest` anchors "the last"."""
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(line):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _period(name, match, newest)
            if period and (raw_years or period.bound != "span"):
                taken.append(match.span())
                yield period


def _period(name: str, match: re.Match[str], newest: int) -> Period | None:
    start, end = match.span()
    if name == "last":
        counted = match.groupdict().get("n")
        many = _SMALL.get(counted, 0) or int(counted) if counted else 1
        years = many * (10 if match["unit"].startswith("decade") else 1)
        return Period(start, end, newest - years, None, "open")
    low, high, _ = _point(match["a"])
    if name == "between":
        other_low, other_high, _ = _point(match["b"])
        return Period(start, end, min(low, other_low), max(high, other_high), "span")
    if name == "span":
        return Period(start, end, low, high, "span")
    bounds: dict[str, tuple[int | None, int | None]] = {
        "before": (None, low - 1),
        "after": (high + 1, None),
        "min": (low, None),
        "max": (None, high),
        "until": (None, high),
    }
    return Period(start, end, *bounds[name], "open")
