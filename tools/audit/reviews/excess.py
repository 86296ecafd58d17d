"""Excess vocabulary in dated reviews: words that stand in more reviews than earlier years lead one to expect.

Kobak et al. (arXiv 2406.07016): the share f of documents with a word is compared with q, the line through two
earlier years drawn on; the excess is f - q and the ratio f / q. It needs no model-written text, so it is an
independent check of a trend. With one marker set, the excess share of reviews that hold any marker is a lower
bound on the share of reviews a model had a hand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ....errors import UsageError
from .likelihood import Floats
from .text import clean, words

FEWEST_REVIEWS = 50
REPLICATES = 1_000


@dataclass(frozen=True, slots=True)
class YearShare:
    """One year: its reviews, the share with a marker and, from the third year on, the expected share.

    `excess` is share minus expected with a 95 % bootstrap interval over reviews; `placebo` marks the years
    before `since`, where no excess is due.
    """

    year: int
    reviews: int
    share: float
    expected: float | None = None
    excess: float | None = None
    low: float | None = None
    high: float | None = None
    placebo: bool = True


def marked(texts: Iterable[str], markers: Iterable[str]) -> list[bool]:
    """Whether each text holds any of the marker words."""
    wanted = {word.lower() for word in markers}
    return [not wanted.isdisjoint(words(clean(text))) for text in texts]


def trend(
    years: Sequence[int | None], hits: Sequence[bool], *, since: int = 2023, seed: int = 0
) -> tuple[YearShare, ...]:
    """The share of reviews with a marker by year, against the line through two years before.

    Expectations for `since` and later come from the last two years before it; an earlier year's from the two
    before that year (a placebo, whose excess should be 0). Years with under 50 reviews are left out. Raises
    `UsageError` when fewer than three years remain.
    """
    by_year: dict[int, list[bool]] = {}
    for year, hit in zip(years, hits, strict=True):
        if year is not None:
            by_year.setdefault(year, []).append(hit)
    kept = {
        year: np.asarray(found) for year, found in sorted(by_year.items()) if len(found) >= FEWEST_REVIEWS
    }
    if len(kept) < 3:
        raise UsageError(
            f"A trend needs three years with {FEWEST_REVIEWS} reviews each; there are {len(kept)}",
            hint="Bring dated reviews of more years.",
        )
    rng = np.random.default_rng(seed)
    drawn = {year: rng.binomial(len(one), one.mean(), REPLICATES) / len(one) for year, one in kept.items()}
    return tuple(_year(year, kept, drawn, since) for year in kept)


def _year(year: int, kept: dict[int, Floats], drawn: dict[int, Floats], since: int) -> YearShare:
    share = float(kept[year].mean())
    base = [one for one in kept if one < min(year, since)][-2:]
    if len(base) < 2:
        return YearShare(year, len(kept[year]), share, placebo=year < since)
    first, second = base

    def line(left: Floats | float, right: Floats | float) -> Floats:
        step = (np.asarray(right) - np.asarray(left)) / (second - first)
        # A falling line is not drawn on below zero, nor a rising one beyond one.
        return np.asarray(np.clip(right + step * (year - second), 0.0, 1.0), dtype=np.float64)

    expected = float(line(float(kept[first].mean()), float(kept[second].mean())))
    gaps = drawn[year] - line(drawn[first], drawn[second])
    low, high = np.percentile(gaps, [2.5, 97.5])
    return YearShare(
        year, len(kept[year]), share, expected, share - expected, float(low), float(high), year < since
    )


@dataclass(frozen=True, slots=True)
class ExcessWord:
    """A word whose share of reviews rose: `share` after, `expected` from before, in reviews."""

    word: str
    share: float
    expected: float

    @property
    def excess(self) -> float:
        """Share minus expectation."""
        return self.share - self.expected

    @property
    def ratio(self) -> float:
        """Share over expectation, the latter at least half a review."""
        return self.share / self.expected


def excess_words(
    texts: Sequence[str], years: Sequence[int | None], *, since: int = 2023, top: int = 20
) -> tuple[ExcessWord, ...]:
    """The words whose share of reviews since `since` exceeds that before by most, ranked by excess.

    The expectation is the share in all earlier reviews with half a review added. Both periods need 50 reviews,
    otherwise there are none.
    """
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    sizes = [0, 0]
    for text, year in zip(texts, years, strict=True):
        if year is None:
            continue
        late = year >= since
        sizes[late] += 1
        counts = after if late else before
        for word in set(words(clean(text))):
            counts[word] = counts.get(word, 0) + 1
    if min(sizes) < FEWEST_REVIEWS:
        return ()
    made = [
        ExcessWord(word, count / sizes[1], (before.get(word, 0) + 0.5) / sizes[0])
        for word, count in after.items()
        if count >= 5
    ]
    return tuple(sorted(made, key=lambda one: (-one.excess, one.word))[:top])
