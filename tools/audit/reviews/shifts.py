"""Differences of features between two groups of reviews, with bootstrap intervals and length taken into account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .features import FEATURES, FeatureTable
from .likelihood import Floats
from .records import LENGTH_BANDS

REPLICATES = 1_000
FEWEST_REVIEWS = 20


@dataclass(frozen=True, slots=True)
class Shift:
    """One feature: mean in the group and in the baseline, their difference with a 95 % interval, its size in
    standard deviations of the baseline, and the difference among reviews of like length (None for length itself
    or where no band holds both)."""

    feature: str
    group: float
    baseline: float
    difference: float
    low: float
    high: float
    effect: float
    length_matched: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def feature_shifts(group: FeatureTable, baseline: FeatureTable, *, seed: int = 0) -> tuple[Shift, ...]:
    """Every feature's shift from baseline to group; none where either has under 20 reviews."""
    if min(len(group.values), len(baseline.values)) < FEWEST_REVIEWS:
        return ()
    rng = np.random.default_rng(seed)
    left, right = _draws(group.values, rng), _draws(baseline.values, rng)
    return tuple(
        made
        for column, name in enumerate(FEATURES)
        if (made := _shift(name, column, group, baseline, left[:, column] - right[:, column])) is not None
    )


def _draws(values: Floats, rng: np.random.Generator) -> Floats:
    """Bootstrap means of each column over its known values: (replicates, features)."""
    count = len(values)
    weights = rng.multinomial(count, np.full(count, 1 / count), REPLICATES).astype(np.float64)
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((weights @ np.where(known, values, 0.0)) / (weights @ known))


def _shift(name: str, column: int, group: FeatureTable, baseline: FeatureTable, gaps: Floats) -> Shift | None:
    left, right = group.values[:, column], baseline.values[:, column]
    left_known, right_known = left[~np.isnan(left)], right[~np.isnan(right)]
    if min(len(left_known), len(right_known)) < FEWEST_REVIEWS:
        return None
    low, high = np.nanpercentile(gaps, [2.5, 97.5])
    difference = float(left_known.mean() - right_known.mean())
    spread = float(right_known.std())
    return Shift(
        feature=name,
        group=float(left_known.mean()),
        baseline=float(right_known.mean()),
        difference=difference,
        low=float(low),
        high=float(high),
        effect=difference / spread if spread else 0.0,
        length_matched=None if name in ("words", "sentences") else _matched(left, right, group, baseline),
    )


def _matched(left: Floats, right: Floats, group: FeatureTable, baseline: FeatureTable) -> float | None:
    """Mean difference within bands of length, weighted by the group's reviews in them."""
    total, weight = 0.0, 0
    for low, high in LENGTH_BANDS:
        ours = left[_within(group.column("words"), low, high) & ~np.isnan(left)]
        theirs = right[_within(baseline.column("words"), low, high) & ~np.isnan(right)]
        if len(ours) and len(theirs):
            total += len(ours) * float(ours.mean() - theirs.mean())
            weight += len(ours)
    return total / weight if weight else None


def _within(lengths: Floats, low: int, high: int | None) -> np.ndarray:
    return (lengths >= low) & (lengths < (np.inf if high is None else high))


def template_similarity(texts: Sequence[str]) -> float | None:
    """Mean cosine of the TF-IDF vectors of different reviews: how alike they are worded; None for under two."""
    if len(texts) < 2:
        return None
    from sklearn.feature_extraction.text import TfidfVectorizer

    from .text import words

    vectors = TfidfVectorizer(analyzer=words, sublinear_tf=True).fit_transform(texts)
    total = np.asarray(vectors.sum(axis=0)).ravel()
    count = vectors.shape[0]
    own = float(vectors.multiply(vectors).sum())
    return float((total @ total - own) / (count * (count - 1)))
