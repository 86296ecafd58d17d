"""A message laid out for the frames: plain text in which dates and numbers stand as `<d0>`, `<a0>`, `<n0>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from .dates import DateMention, find_dates
from .joints import joints
from .plain import Plain, Speller, plain
from .quantities import Quantity, quantities

_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+|;\s*")
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|st|vs|etc|e\.g|i\.e|eg|ie|no|approx|jr|sr|prof)\.$")
_LABEL = re.compile(r"<([dan])(\d+)>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the scene's text that says one thing; `question` whether it asks."""

    start: int
    end: int
    text: str
    question: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """`text` with labels; `dates`, `sums` and `counts` by the number in the label."""

    plain: Plain
    dates: tuple[DateMention, ...]
    sums: tuple[Quantity, ...]
    counts: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text that frames are matched against."""
        return self.plain.text

    def date(self, label: str) -> DateMention:
        """The date behind a label such as `<d0>`."""
        return self.dates[int(label.strip("<d>"))]

    def quantity(self, label: str) -> Quantity:
        """The number behind `<a0>` (a sum of money) or `<n0>` (any other)."""
        return (self.sums if label[1] == "a" else self.counts)[int(label.strip("<an>"))]

    def dates_in(self, start: int, end: int) -> Iterator[DateMention]:
        """The dates whose labels stand in a stretch."""
        for match in _LABEL.finditer(self.text, start, end):
            if match[1] == "d":
                yield self.dates[int(match[2])]

    def labels(self, kinds: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Where labels of some kinds (letters of "dan") stand."""
        for match in _LABEL.finditer(self.text, start, len(self.text) if end is None else end):
            if match[1] in kinds:
                yield match

    def words(self, start: int, end: int) -> str:
        """The user's own words of a stretch."""
        return self.plain.cut(start, end)


@lru_cache(maxsize=64)
def scene(raw: str, at: datetime, spell: Speller | None = None) -> Scene:
    """Lay out a message heard at a moment."""
    whole = plain(raw, spell)
    dates = find_dates(whole.text, at)
    numbers = [
        quantity
        for quantity in quantities(whole.text)
        if not any(quantity.start < day.end and day.start < quantity.end for day in dates)
    ]
    sums = tuple(quantity for quantity in numbers if quantity.unit)
    counts = tuple(quantity for quantity in numbers if not quantity.unit)
    marks = [
        *((day.start, day.end, f"<d{n}>") for n, day in enumerate(dates)),
        *((sum_.start, sum_.end, f"<a{n}>") for n, sum_ in enumerate(sums)),
        *((count.start, count.end, f"<n{n}>") for n, count in enumerate(counts)),
    ]
    marked = _apart(whole.marked(sorted(marks)))
    return Scene(marked, dates, sums, counts, tuple(_sentences(marked.text)))


def _apart(marked: Plain) -> Plain:
    """The text with a semicolon where a sentence goes over to something of another kind."""
    cuts = [
        (start, end, "; ")
        for sentence in _sentences(marked.text)
        for start, end in joints(marked.text, sentence.start, sentence.end)
    ]
    return marked.marked(cuts) if cuts else marked


_TAG = re.compile(
    r"(?:,|[.!]| -) ?(?:can|could|would) you (?:even )?believe(?: it| that)?\?+$"
    r"|, (?:huh|eh|innit|how about that|how cool is that|mad,? right)\?+$"
)
"""What is put as a question after a statement and asks nothing."""


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for match in _BREAK.finditer(text):
        if _ABBREVIATED.search(text[: match.start()]):
            continue
        yield from _sentence(text, start, match.start())
        start = match.end()
    yield from _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    said = text[start:end]
    if said.strip():
        asked = said.rstrip("\"')] ")
        yield Sentence(start, end, said, asked.endswith("?") and not _TAG.search(asked))
