"""The aspects that a set of reviews covers: shares, counts a review, signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .aspects.labelled import ASPECTS
from .aspects.tagger import Tagged
from .text import sentences

ABSENT, NEGATIVE, NEUTRAL, POSITIVE = 0, 1, 2, 3


class Tagger(Protocol):
    """Tags sentences with aspects and a sign."""

    def tag(self, texts: Sequence[str]) -> Tagged:
        """See `aspects.AspectTagger.tag`."""
        ...


@dataclass(frozen=True, slots=True)
class AspectCounts:
    """Sentences that carry each aspect, by review: arrays (reviews, 8); `sentences` (reviews,) counts all.

    `positive` and `negative` count those with a sign. `words` (reviews,) are words in sentences with an aspect.
    """

    counts: NDArray[np.int64]
    positive: NDArray[np.int64]
    negative: NDArray[np.int64]
    sentences: NDArray[np.int64]
    words: NDArray[np.int64]

    def signs(self) -> NDArray[np.int64]:
        """0 absent, 1 more blame than praise, 2 even or neither, 3 more praise: (reviews, 8)."""
        balance = np.sign(self.positive - self.negative)
        return np.where(self.counts == 0, ABSENT, NEUTRAL + balance).astype(np.int64)

    def part(self, chosen: Sequence[int]) -> AspectCounts:
        """The chosen reviews."""
        rows = np.asarray(chosen, dtype=np.intp)
        return AspectCounts(
            self.counts[rows],
            self.positive[rows],
            self.negative[rows],
            self.sentences[rows],
            self.words[rows],
        )


def count_aspects(texts: Sequence[str], tagger: Tagger) -> AspectCounts:
    """Tag every sentence of the reviews once."""
    cut = [sentences(text) for text in texts]
    found = tagger.tag([one for listed in cut for one in listed])
    review_of = np.repeat(np.arange(len(cut)), [len(listed) for listed in cut])

    def summed(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        made = np.zeros((len(cut), len(ASPECTS)), dtype=np.int64)
        np.add.at(made, review_of, flags.astype(np.int64))
        return made

    sign = found.polarity[:, None]
    lengths = np.asarray([len(one.split()) for listed in cut for one in listed], dtype=np.float64)
    inside = np.bincount(review_of, lengths * found.flags.any(axis=1), minlength=len(cut))
    return AspectCounts(
        summed(found.flags),
        summed(found.flags & (sign > 0)),
        summed(found.flags & (sign < 0)),
        np.asarray([len(listed) for listed in cut], dtype=np.int64),
        inside.astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class AspectShare:
    """One aspect: its share of all aspect mentions with a 95 % interval, mentions a review, the share of reviews
    that mention it, and the shares of its mentions that praise and blame."""

    aspect: str
    share: float
    low: float
    high: float
    per_review: float
    reviews: float
    positive: float
    negative: float


def aspect_mix(found: AspectCounts, *, seed: int = 0, replicates: int = 1000) -> tuple[AspectShare, ...]:
    """The mix over reviews, which are resampled for the intervals. Empty where no sentence carries an aspect."""
    total = found.counts.sum()
    count = len(found.counts)
    if not total:
        return ()
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(count, np.full(count, 1 / count), replicates)
    drawn = weights @ found.counts
    with np.errstate(invalid="ignore"):
        low, high = np.nanpercentile(drawn / drawn.sum(axis=1, keepdims=True), [2.5, 97.5], axis=0)
    sums = found.counts.sum(axis=0)
    return tuple(
        AspectShare(
            aspect=aspect,
            share=float(sums[at] / total),
            low=float(low[at]),
            high=float(high[at]),
            per_review=float(sums[at] / count),
            reviews=float((found.counts[:, at] > 0).mean()),
            positive=float(found.positive[:, at].sum() / max(1, sums[at])),
            negative=float(found.negative[:, at].sum() / max(1, sums[at])),
        )
        for at, aspect in enumerate(ASPECTS)
    )
