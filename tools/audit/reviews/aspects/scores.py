"""Scores of a tagger against labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


def f1_by_aspect(wanted: Flags, given: Flags) -> NDArray[np.float64]:
    """F1 of each column; 0 where a column is neither wanted nor given."""
    hits = (wanted & given).sum(axis=0)
    total = wanted.sum(axis=0) + given.sum(axis=0)
    return np.asarray(2 * hits / np.maximum(total, 1), dtype=np.float64)


def macro_f1(wanted: Flags, given: Flags) -> float:
    """The mean of the columns' F1."""
    return float(f1_by_aspect(wanted, given).mean())


def macro_f1_interval(
    wanted: Flags, given: Flags, *, seed: int = 0, replicates: int = 1000
) -> tuple[float, float]:
    """95 % percentile bootstrap over sentences."""
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(wanted), (replicates, len(wanted)))
    drawn = [macro_f1(wanted[rows], given[rows]) for rows in picks]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
