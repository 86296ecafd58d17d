"""Ratings as words of judgement: "9/10", "four stars out of five" and "3 out of 10" in a skeleton."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .skeleton import Word

_NUMBERS = {
    "zero": 0.0, "no": 0.0, "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}")
_SCALES = frozenset((4.0, 5.0, 6.0, 10.0, 100.0))
_PRAISED, _BLAMED = 0.7, 0.4


def rated(found: list[Word], text: str) -> list[Word]:
    """The same words with every rating as one word: `ratedup`, `ratedmid` or `rateddown`.

    A rating says its scale ("7 of 10", "7/10") or counts stars, of five unless there are more.
    """
    kept: list[Word] = []
    at = 0
    while at < len(found):
        size, share = _rating(found, at, text)
        if not size:
            kept.append(found[at])
            at += 1
            continue
        name = "ratedup" if share >= _PRAISED else "rateddown" if share <= _BLAMED else "ratedmid"
        kept.append(replace(found[at], text=name, end=found[at + size - 1].end, mention=None))
        at += size
    return kept


def _rating(found: list[Word], at: int, text: str) -> tuple[int, float]:
    """How many words from `at` are a rating, and its share of the full mark; 0 words where none is."""
    value, size = _number(found, at, text)
    if value is None:
        return 0, 0.0
    follow = at + size
    stars = 1 if _is(found, follow, "star", "stars") else 0
    follow += stars
    slash = follow < len(found) and found[follow].gap.strip() == "/"
    skip = 0 if slash else 2 if _is(found, follow, "out") and _is(found, follow + 1, "of") else 0
    if slash or skip:
        scale, width = _number(found, follow + skip, text)
        if scale in _SCALES and scale is not None and value <= scale * 1.2:
            end = follow + skip + width
            end += 1 if _is(found, end, "star", "stars") else 0
            return end - at, value / scale
    if stars and value <= 10:
        return follow - at, value / (5 if value <= 5 else 10)
    return 0, 0.0


def _is(found: list[Word], at: int, *wanted: str) -> bool:
    return at < len(found) and found[at].text in wanted


def _number(found: list[Word], at: int, text: str) -> tuple[float | None, int]:
    """The number at a word, decimals included, and how many words it takes."""
    if at >= len(found):
        return None, 0
    said = text[found[at].start : found[at].end].lower() if found[at].mention is not None else found[at].text
    if said in _NUMBERS:
        return _NUMBERS[said], 1
    if not _DIGITS.fullmatch(said):
        return None, 0
    tail = found[at + 1] if at + 1 < len(found) else None
    if tail is not None and tail.gap == "." and _DIGITS.fullmatch(tail.text):
        return float(f"{said}.{tail.text}"), 2
    return float(said), 1
