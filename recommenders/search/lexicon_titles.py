"""The phrases an item may be called by: its title, its other titles, and the parts people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .fold import fold

_ARTICLES = {"the", "a", "an", "le", "la", "les", "l", "il", "el", "der", "die", "das", "los", "las"}
_ENGLISH_ARTICLES = ("the", "a", "an")
_SUBTITLE = re.compile(r"\s*(?::|\s[-–]\s)\s*")
_EPISODE = re.compile(r"(?i)^(?:episode|part|vol(?:ume)?\.?|chapter)\s+[ivx\d]+$")
_NUMBERS = {
    "0": "zero",
    "1": "one",
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
    "10": "ten",
    "11": "eleven",
    "12": "twelve",
    "13": "thirteen",
    "21": "twenty one",
    "40": "forty",
    "50": "fifty",
    "100": "hundred",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
}
_NUMBERS |= {word: digit for digit, word in _NUMBERS.items() if digit.isdigit() and " " not in word}


def whole_names(titles: Iterable[str]) -> Iterator[str]:
    """Folded spellings of full titles: with and without article, joined, numbers as words and digits."""
    for title in titles:
        folded = fold(title)
        if not folded:
            continue
        words = folded.split()
        yield from _spellings(words)
        if len(words) > 1 and words[0] in _ARTICLES:
            yield from _spellings(words[1:])
        elif words[0] not in _ENGLISH_ARTICLES:
            yield "the " + folded


def _spellings(words: list[str]) -> Iterator[str]:
    phrase = " ".join(words)
    yield phrase
    if "s" in words[1:]:  # "schindlers list" for "Schindler's List"
        yield re.sub(r"(\w) s\b", r"\1s", phrase)
    if 1 < len(words) <= 3 and len(phrase) >= 7:  # "bladerunner"
        yield "".join(words)
    swapped = [_NUMBERS.get(word, word) for word in words]
    if swapped != words:
        yield " ".join(swapped)
    if "and" in words and words[0] != "and":
        yield " ".join("n" if word == "and" else word for word in words)


def part_names(title: str) -> Iterator[str]:
    """Folded parts of a title with a subtitle: what stands before it, and the subtitle itself."""
    parts = [part for part in _SUBTITLE.split(title) if part]
    if len(parts) < 2:
        return
    for cut in range(1, len(parts)):
        for piece in (parts[:cut], parts[cut:]):
            words = [fold(part) for part in piece if not _EPISODE.match(part)]
            phrase = " ".join(words)
            if len(phrase.split()) < 2:
                continue
            yield phrase
            bare = phrase.split()
            if bare[0] in _ENGLISH_ARTICLES and len(bare) > 2:
                yield " ".join(bare[1:])
            if re.search(r"\w s\b", phrase):
                yield re.sub(r"(\w) s\b", r"\1s", phrase)
