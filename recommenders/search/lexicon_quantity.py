"""Running times, how many, and places in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    "a": 1,
    "an": 1,
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
    "thirteen": 13,
    "fifteen": 15,
    "twenty": 20,
}
_TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
_ORDINALS = {
    "first": "1",
    "1st": "1",
    "second": "2",
    "2nd": "2",
    "third": "3",
    "3rd": "3",
    "fourth": "4",
    "4th": "4",
    "fifth": "5",
    "5th": "5",
    "sixth": "6",
    "6th": "6",
    "seventh": "7",
    "7th": "7",
    "eighth": "8",
    "8th": "8",
    "ninth": "9",
    "9th": "9",
    "tenth": "10",
    "10th": "10",
    "last": "last",
    "final": "last",
    "bottom": "last",
    "top": "1",
    "latter": "2",
    "former": "1",
}
_NUMBER = (
    r"(?:\d{1,3}|(?:"
    + "|".join(_TENS)
    + r")(?: (?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted(_UNITS, key=len, reverse=True))
    + ")"
)
_HALF = r"(?: and a half| 1 2|(?: (?P<frac{i}>5|25|75)))"
_LONG = (
    rf"(?:(?P<h{{i}}>{_NUMBER}){_HALF}? ?(?:(?<=\d)h|(?<=\d )h|hrs?|hours?)(?: ?(?:and )?"
    rf"(?:(?P<m{{i}}>\d{{1,2}})(?: ?(?:m|mins?|minutes?))?|(?P<mw{{i}}>{_NUMBER}) ?(?:mins?|minutes?)))?"
    rf"(?P<half{{i}}> and a half)?|(?P<only{{i}}>{_NUMBER}) ?(?:(?<=\d)m|mins?|minutes?)"
    rf"|(?P<frace{{i}}>half an hour)"
    rf"|(?P<hm{{i}}>\dh\d\d))"
)


def _long(suffix: str = "") -> str:
    """The pattern of a running time, its groups named apart by `suffix`."""
    return _LONG.replace("{i}", suffix)


_LESS = (
    "no longer than|not longer than|no more than|not more than|at most|up to|max|maximum|a maximum of"
    "|under|less than|"
    "shorter than|below|fewer than|within|inside|not over|at max|no over|not exceeding|max of|in under"
    "|in less than"
)
_MORE = (
    "no shorter than|not shorter than|no less than|not less than|not under|at least|minimum|min|a "
    "minimum of|over|"
    "more than|longer than|above|exceeding|upwards of|beyond|past"
)
_CLOSE = "about|around|roughly|approximately|circa|exactly"
_TAIL = (
    r"(?: (?P<tail>or less|or under|or shorter|max|maximum|at most|tops|or so|or more|or longer|or "
    r"over|at least|minimum|plus))?"
)
_LENGTH = re.compile(
    rf"\b(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<close>{_CLOSE}))? ?(?:a |the )?{_long()}{_TAIL}(?: "
    rf"long)?(?= |$)"
)
_RANGE = re.compile(rf"\bbetween {_long('a')} and {_long('b')}(?= |$)")
_NOUNS = (
    r"(?:good |great |nice |more |other |different |new |of (?:them|those|these|your) |best |random "
    r"|solid |decent )*"
    r"(?:films?|movies?|flicks?|pictures?|books?|novels?|titles?|suggestions?|recommendations?|recs?"
    r"|ideas?|options?|picks?|choices?|ones|items?|things?|more|others?)"
)
_COUNTED = re.compile(
    rf"\b(?P<n>\d{{1,2}}|a couple|couple|a few|few|a handful|{'|'.join(_UNITS)})(?: of)?(?: "
    rf"\w+){{0,2}}? {_NOUNS}\b"
)
_ASKED = re.compile(
    r"\b(?:give me|show me|recommend|suggest|list|top|name|find me|get me|pick) (?:me )?(?:the )?(?:top "
    r"|best )?"
    r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|a couple|a few)(?= |$)(?! (?:hours?"
    r"|minutes?|years?|star))"
)
_PLACE = re.compile(
    r"\b(?:(?:the )?(?P<many>first|last|top|bottom|other) (?P<n>two|three|four|five|\d)(?: (?:ones|films"
    r"|movies|books|picks|suggestions))?"
    rf"|(?:(?:the|your|that|this|my) )(?P<ord>{'|'.join(_ORDINALS)})(?: (?:one|film|movie|book|suggestion"
    rf"|recommendation|pick|option|title|item|result))?"
    rf"|(?P<bare>{'|'.join(_ORDINALS)}) (?:one|film|movie|book|suggestion|recommendation|pick|option"
    rf"|title|item|result)"
    r"|(?:number|no|nr|num|option|item|film|movie|choice|pick) (?P<num>\d{1,2}|one|two|three|four|five"
    r"|six|seven|eight|nine|ten))(?= |$)"
)
# "seen 1 and 3": several bare numbers after a verb are places; a single one may be a title ("seen 9").
_NUMBERED = re.compile(
    r"\b(?:seen|saw|watched|loved|liked|hated|like|love|hate|enjoyed|know) (?P<places>\d{1,2}(?: and)? \d{1,2}"
    r"(?:(?: and)? \d{1,2})*)(?= |$)(?! (?:of|times?|stars?|out|minutes?|hours?|years?|films?|movies?|books?|other))"
)
_AFTER_PLACE = re.compile(
    r" (?:time|half|hour|years?|decades?|world|name|part|place|minutes?|night|week|month|ever|couple|few"
    r"|best|day|director|actor|thing)\b"
)
_EVERY = re.compile(
    r"\b(?:all of (?:them|these|those)|all (?:three|four|five|ten)|both of (?:them|these|those)|both(?= "
    r"(?:were|are|was|is|please|again|look|sound)\b|$)"
    r"|every one of (?:them|these|those)|them all|the (?:whole|entire) list)(?= |$)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A running time, a count or places in a list, read at characters `start` to `end` of a folded line."""

    start: int
    end: int
    kind: str
    low: int | None = None
    high: int | None = None
    refs: tuple[str, ...] = ()


def number(text: str) -> int:
    """A small number in digits or words. "a couple" is 2, "a few" is 3, "a handful" 5."""
    if text.isdigit():
        return int(text)
    words = text.split()
    if "couple" in words:
        return 2
    if "few" in words:
        return 3
    if "handful" in words:
        return 5
    return sum(_TENS.get(word, 0) or _UNITS.get(word, 0) for word in words)


def _minute_part(found: dict[str, str | None], i: str) -> int:
    said = found["m" + i] or found["mw" + i]
    return number(said) if said else 0


def _minutes(match: re.Match[str], i: str = "") -> int:
    found = match.groupdict()
    if found["hm" + i]:
        hours, _, rest = found["hm" + i].partition("h")
        return int(hours) * 60 + int(rest)
    if found["frace" + i]:
        return 30
    if found["only" + i]:
        return number(found["only" + i])
    total = number(found["h" + i]) * 60 + _minute_part(found, i)
    if found["frac" + i]:
        return total + {"5": 30, "25": 15, "75": 45}[found["frac" + i]]
    whole = match.group()
    return total + (30 if "half" in whole or " 1 2" in whole else 0)


def find_lengths(line: str) -> Iterator[Quantity]:
    """Running times in minutes: bounds as given, "about two hours" within a quarter of an hour."""
    ranges = list(_RANGE.finditer(line))
    for match in ranges:
        low, high = sorted((_minutes(match, "a"), _minutes(match, "b")))
        yield Quantity(match.start(), match.end(), "runtime", low, high)
    for match in _LENGTH.finditer(line):
        if any(match.start() < other.end() and other.start() < match.end() for other in ranges):
            continue
        yield _length(match)


def _length(match: re.Match[str]) -> Quantity:
    minutes, tail = _minutes(match), match["tail"] or ""
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    if match["less"] or tail in ("or less", "or under", "or shorter", "max", "maximum", "at most", "tops"):
        return Quantity(start, match.end(), "runtime", None, minutes)
    if match["more"] or tail in ("or more", "or longer", "or over", "at least", "minimum", "plus"):
        return Quantity(start, match.end(), "runtime", minutes, None)
    return Quantity(start, match.end(), "runtime", minutes - 15, minutes + 15)


def find_counts(line: str) -> Iterator[Quantity]:
    """How many things are asked for."""
    spans: list[tuple[int, int]] = []
    for pattern in (_COUNTED, _ASKED):
        for match in pattern.finditer(line):
            start, end = match.span("n")
            many = number(match["n"])
            if many < 1 or match["n"] in ("a", "an") or any(a < end and start < b for a, b in spans):
                continue
            if (
                pattern is _COUNTED
                and match["n"] == "one"
                and not re.search(r"\bone (?:film|movie|suggestion|pick)", line)
            ):
                continue
            spans.append((start, end))
            yield Quantity(start, end, "count", many, many)


def find_places(line: str) -> Iterator[Quantity]:
    """Places in a list: "the second one" is `2`, "the first two" `1` and `2`, "the last one" `last`."""
    for match in _EVERY.finditer(line):
        yield Quantity(match.start(), match.end(), "ordinal", refs=("all",))
    for match in _NUMBERED.finditer(line):
        refs = tuple(str(int(place)) for place in re.findall(r"\d+", match["places"]))
        yield Quantity(match.start("places"), match.end("places"), "ordinal", refs=refs)
    for match in _PLACE.finditer(line):
        if _AFTER_PLACE.match(line, match.end()):
            continue
        if match["many"]:
            if match["many"] in ("last", "bottom", "other"):
                if match["many"] == "last" and re.match(
                    r" (?:years|decades|weeks|days)", line[match.end() :]
                ):
                    continue
                many = number(match["n"])
                refs = tuple(f"-{place}" for place in range(many, 0, -1)) if match["many"] != "other" else ()
                if not refs:
                    continue
            else:
                refs = tuple(str(place) for place in range(1, number(match["n"]) + 1))
        elif match["num"]:
            refs = (str(number(match["num"])),)
        else:
            refs = (_ORDINALS[match["ord"] or match["bare"]],)
        yield Quantity(match.start(), match.end(), "ordinal", refs=refs)
