"""Bootstrap by review: whole reviews are drawn, since the sentences of one review depend on each other.

A replicate's derivative is a weighted sum over reviews of terms that all replicates share, so a thousand
replicates cost a matrix product and not a thousand passes. The terms are taken at Chebyshev nodes in the log odds
`u` of the share: the singularities of `d / (1 + a d)` lie at a < 0 or a > 1, that is at an imaginary part of pi
whatever the sentences are, so on a panel of half-width 3 the interpolant with 40 nodes is exact to 2.5^-40 (about
1e-16). Its zero is found by bisection, for all replicates at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .likelihood import Floats

HALF_WIDTH = 3.0
NODES = 40
EDGES = np.arange(-24.0, 24.1, 2 * HALF_WIDTH)
"""Panel ends in log odds; a share below 4e-11 counts as 0, one that is as close to 1 as 1."""
STEPS = 56
TAIL = 0.025
TIE = 1e-9
BLOCK = 4_000_000
"""Weights drawn at a time: 32 MB."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """Sentence gains sorted by review. `starts[r]` is the first sentence of review `r` (none is empty)."""

    gains: Floats
    starts: NDArray[np.intp]
    _panels: dict[int, Floats] = field(default_factory=dict)

    @property
    def reviews(self) -> int:
        """How many reviews have a sentence."""
        return len(self.starts)

    def terms(self, shares: Floats) -> Floats:
        """Each review's part of the derivative at each share: (reviews, len(shares))."""
        found = np.empty((self.reviews, len(shares)))
        for place, share in enumerate(shares):
            found[:, place] = np.add.reduceat(self.gains / (1.0 + share * self.gains), self.starts)
        return found

    def panel(self, number: int) -> Floats:
        """`terms` at the nodes of one panel, made once."""
        if number not in self._panels:
            middle = (EDGES[number] + EDGES[number + 1]) / 2
            self._panels[number] = self.terms(_share(middle + HALF_WIDTH * _nodes()))
        return self._panels[number]


def cluster(gains: Floats, review_of: NDArray[np.intp]) -> Clustered:
    """Sort by review. `gains` and `review_of` (review number of each sentence) have the same length."""
    order = np.argsort(review_of, kind="stable")
    ids = review_of[order]
    starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]]) if len(order) else order
    return Clustered(np.ascontiguousarray(gains[order]), starts.astype(np.intp))


def bootstrap_shares(sample: Clustered, replicates: int, rng: np.random.Generator) -> Floats:
    """The share in each of `replicates` draws of reviews with replacement: shape (replicates,)."""
    edges = sample.terms(np.r_[0.0, _share(EDGES), 1.0])
    size = max(1, BLOCK // sample.reviews)
    parts = []
    for begin in range(0, replicates, size):
        weights = draw(sample.reviews, min(size, replicates - begin), rng)
        parts.append(shares_of(sample, weights, edges))
    return np.concatenate(parts)


def draw(reviews: int, replicates: int, rng: np.random.Generator) -> Floats:
    """How often each review is drawn: shape (replicates, reviews), every row sums to `reviews`."""
    rows = [np.bincount(rng.integers(0, reviews, reviews), minlength=reviews) for _ in range(replicates)]
    return np.asarray(rows, dtype=np.float64)


def interval(sample: Clustered, share: float, drawn: Floats) -> tuple[float, float]:
    """The 95 % interval of a `share` from its replicates: bias-corrected and accelerated (Efron 1987).

    The acceleration comes from each review's influence, its part of the derivative at `share`. Plain percentiles
    hold a small share too rarely (93 % of the time at 3 % of 300 reviews, these 95 %). At the ends of [0, 1],
    where the correction is not defined, they are the plain ones.
    """
    from scipy.special import ndtr, ndtri

    levels = np.asarray([TAIL, 1 - TAIL])
    if 0 < share < 1:
        gaps = drawn - share
        below = float(np.mean(gaps < -TIE) + np.mean(np.abs(gaps) <= TIE) / 2)
        bias = float(ndtri(min(max(below, 1e-3), 1 - 1e-3)))
        parts = sample.terms(np.asarray([share]))[:, 0]
        size = float(np.sum(parts**2))
        pull = float(np.sum(parts**3)) / (6 * size**1.5) if size else 0.0
        moved = ndtri(levels) + bias
        levels = ndtr(bias + moved / (1 - pull * moved))
    low, high = np.quantile(drawn, levels)
    return float(low), float(high)


def shares_of(sample: Clustered, weights: Floats, edges: Floats | None = None) -> Floats:
    """The share for each row of review weights, shape (len(weights),).

    `edges` are the terms at 0, at the panel ends and at 1; they are worked out when not given.
    """
    known = sample.terms(np.r_[0.0, _share(EDGES), 1.0]) if edges is None else edges
    slopes = weights @ known
    # The derivative falls, so the count of positive slopes says where it changes sign.
    place = (slopes > 0).sum(axis=1) - 2
    found = np.where(slopes[:, -1] >= 0, 1.0, np.where(place < 0, 0.0, 1.0))
    inside = (place >= 0) & (place < len(EDGES) - 1) & (slopes[:, 0] > 0) & (slopes[:, -1] < 0)
    for number in np.unique(place[inside]):
        rows = np.flatnonzero(inside & (place == number))
        found[rows] = _zeros(weights[rows] @ sample.panel(int(number)), int(number))
    return found


def _zeros(values: Floats, number: int) -> Floats:
    """Where each row's interpolant changes sign on one panel. `values` has shape (rows, NODES)."""
    from numpy.polynomial.chebyshev import chebval

    coefficients = values @ _to_coefficients()
    low, high = np.full(len(values), -1.0), np.ones(len(values))
    for _ in range(STEPS):
        middle = (low + high) / 2
        rising = chebval(middle, coefficients.T, tensor=False) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    centre = (EDGES[number] + EDGES[number + 1]) / 2
    return _share(centre + HALF_WIDTH * (low + high) / 2)


def _share(log_odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-log_odds))


def _nodes() -> Floats:
    """Chebyshev nodes of the first kind on [-1, 1]."""
    return np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)


def _to_coefficients() -> Floats:
    """From values at the nodes (a row) to Chebyshev coefficients: shape (NODES, NODES)."""
    angles = np.pi * (np.arange(NODES) + 0.5) / NODES
    matrix = 2.0 / NODES * np.cos(np.outer(angles, np.arange(NODES)))
    matrix[:, 0] /= 2
    return np.asarray(matrix, dtype=np.float64)
