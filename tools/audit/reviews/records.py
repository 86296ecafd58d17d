"""Reviews as rows of a file: products reviewed by customers, or papers by referees."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ....errors import UsageError

LENGTH_BANDS = ((0, 50), (50, 150), (150, 400), (400, None))
"""Words of a review, lower end included."""


@dataclass(frozen=True, slots=True)
class Review:
    """One review. `place` is its line or row in the file, from 1; what the file does not say is None."""

    text: str
    place: int
    rating: float | None = None
    date: date | None = None
    item: str | None = None
    confidence: float | None = None
    decision: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out, or a cell that was: where, and why."""

    place: int
    what: str
    dropped: bool = True


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a file holds. `columns` maps each field to the file's column; `unit` is line or row."""

    name: str
    unit: str
    reviews: tuple[Review, ...]
    problems: tuple[Problem, ...]
    columns: dict[str, str]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, in the order of the file."""
        return tuple(review.text for review in self.reviews)

    @property
    def is_peer(self) -> bool:
        """Whether these are reviews of papers: they come with a confidence or a decision."""
        return "confidence" in self.columns or "decision" in self.columns


def number(cell: Any) -> float | None:
    """A number, also the one that begins a label such as `8: accept` or `4/5`. Raises `ValueError`."""
    if cell is None or str(cell).strip() == "":
        return None
    found = re.match(r"\s*(-?\d+(?:[.,]\d+)?)(?![\d-])", str(cell))
    if not found:
        raise ValueError(f"{str(cell)[:30]!r} is not a number")
    return float(found[1].replace(",", "."))


def day(cell: Any) -> date | None:
    """A date from a date, ISO text, a year, or Unix time in seconds or milliseconds. Raises `ValueError`."""
    if cell is None or str(cell).strip() == "":
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return date(int(text), 1, 1)
    if found := re.fullmatch(r"((?:19|20)\d\d)-(\d\d)", text):
        return date(int(found[1]), int(found[2]), 1)
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 11 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise ValueError(f"{text[:30]!r} is not a date (use 2024-05-31, a year, or Unix time)") from error


def verdict(cell: Any) -> str | None:
    """`accept`, `reject` or the words themselves, lower case."""
    text = "" if cell is None else str(cell).strip().lower()
    if not text:
        return None
    for word in ("reject", "accept"):
        if word in text:
            return word
    return text


def _plain(cell: Any) -> str | None:
    text = "" if cell is None else str(cell).strip()
    return text or None


READERS: dict[str, Callable[[Any], Any]] = {
    "rating": number,
    "date": day,
    "item": _plain,
    "confidence": number,
    "decision": verdict,
    "venue": _plain,
}

SEGMENTS: dict[str, Callable[[Review], str | None]] = {
    "item": lambda review: review.item,
    "year": lambda review: str(review.date.year) if review.date else None,
    "month": lambda review: f"{review.date:%Y-%m}" if review.date else None,
    "rating": lambda review: _tidy(review.rating),
    "confidence": lambda review: _tidy(review.confidence),
    "decision": lambda review: review.decision,
    "venue": lambda review: review.venue,
    "length": lambda review: length_band(review.text),
}


def segment_keys(reviews: Sequence[Review], by: str) -> list[str | None]:
    """The segment of each review; None where the file does not say. Raises `UsageError` for another name."""
    if by not in SEGMENTS:
        raise UsageError(f"Reviews cannot be split by {by!r}", hint=f"Use one of: {', '.join(SEGMENTS)}.")
    keys = [SEGMENTS[by](review) for review in reviews]
    if reviews and all(key is None for key in keys):
        raise UsageError(
            f"No review says its {by}",
            hint=f"Name the column: --column {by if by not in ('year', 'month') else 'date'}=NAME.",
        )
    return keys


def segment_order(key: str) -> tuple[float, str]:
    """Numbers by size, other keys by name."""
    found = re.match(r"-?\d+(?:\.\d+)?", key)
    return (float(found[0]) if found else float("inf"), key)


def length_band(text: str) -> str:
    """The band of a review's length, e.g. `50-149 words`."""
    count = len(text.split())
    for low, high in LENGTH_BANDS:
        if high is None or count < high:
            return f"{low}-{high - 1} words" if high else f"{low}+ words"
    raise AssertionError("the last band has no end")


def _tidy(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"
