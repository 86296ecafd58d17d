"""Ranking measures, one value a user, and bootstrap intervals over users.

A user without relevant items has no value (NaN), which is not zero: means leave such users out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant items that are among the first `k`."""
    if not relevant:
        return float("nan")
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Discounted gain of the first `k` (1 / log2(rank + 1) a relevant item) over the best possible."""
    if not relevant:
        return float("nan")
    wanted = set(relevant)
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    gains = np.array([item in wanted for item in ranked[:k]], dtype=np.float64)
    best = discounts[: min(k, len(wanted))].sum()
    return float((gains * discounts[: len(gains)]).sum() / best)


def mrr(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """One over the rank of the first relevant item, 0 when none is ranked."""
    if not relevant:
        return float("nan")
    wanted = set(relevant)
    return next((1.0 / rank for rank, item in enumerate(ranked, 1) if item in wanted), 0.0)


def coverage(lists: Iterable[Sequence[str]], catalog_size: int) -> float:
    """Share of the catalogue that is recommended to anybody at all."""
    shown = {item for ranked in lists for item in ranked}
    return len(shown) / catalog_size if catalog_size else float("nan")


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over users with its 95 % percentile bootstrap interval."""

    mean: float
    low: float
    high: float
    users: int

    def as_dict(self, digits: int = 4) -> dict[str, float | int]:
        """For logs."""
        rounded = {name: round(getattr(self, name), digits) for name in ("mean", "low", "high")}
        return {**rounded, "users": self.users}


def bootstrap(values: npt.ArrayLike, *, seed: int = 0, draws: int = 2000, level: float = 0.95) -> Interval:
    """Resample users with replacement; NaN values are left out. NaN ends when nobody is left."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    if not len(known):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    places = np.random.default_rng(seed).integers(len(known), size=(draws, len(known)))
    low, high = np.quantile(known[places].mean(axis=1), [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(known.mean()), float(low), float(high), len(known))


def paired(ours: npt.ArrayLike, theirs: npt.ArrayLike, *, seed: int = 0, draws: int = 2000) -> Interval:
    """Mean difference ours - theirs over the users both have a value for, with its interval."""
    difference = np.asarray(ours, dtype=np.float64) - np.asarray(theirs, dtype=np.float64)
    return bootstrap(difference, seed=seed, draws=draws)
