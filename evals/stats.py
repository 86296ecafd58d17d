"""Figures with 95 % percentile-bootstrap intervals, seeded, by sample or by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .outcome import Stat

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RESAMPLES = 2000


def ratio(
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    seed: int,
    unscored: int = 0,
    resamples: int = RESAMPLES,
) -> Stat:
    """Sum of numerators over sum of denominators, one pair a sample: accuracy, micro precision, micro F1.

    The value is None where the denominators sum to zero.
    """
    import numpy as np

    top, bottom = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    count = len(top)
    if count == 0 or bottom.sum() == 0:
        return Stat(value=None, n=count, unscored=unscored, method="no cases")
    weights = _resample_counts(count, seed, resamples)
    with np.errstate(invalid="ignore", divide="ignore"):
        draws = (weights @ top) / (weights @ bottom)
    return _stat(float(top.sum() / bottom.sum()), draws, count, unscored, f"bootstrap of {count} samples")


def mean(values: Sequence[float], *, seed: int, unscored: int = 0, resamples: int = RESAMPLES) -> Stat:
    """The mean with its interval."""
    return ratio(values, [1.0] * len(values), seed=seed, unscored=unscored, resamples=resamples)


def grouped_mean(
    values: Sequence[float],
    groups: Sequence[str],
    *,
    seed: int,
    unscored: int = 0,
    resamples: int = RESAMPLES,
) -> Stat:
    """The mean over groups of each group's mean, resampled by group.

    With one group there is nothing to resample and the interval is left out.
    """
    members: dict[str, list[float]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        members[group].append(value)
    means = [sum(found) / len(found) for _, found in sorted(members.items())]
    if len(means) < 2:
        only = means[0] if means else None
        return Stat(value=only, n=len(values), unscored=unscored, method=f"{len(means)} group, no interval")
    over = mean(means, seed=seed, resamples=resamples)
    return over.model_copy(
        update={"n": len(values), "unscored": unscored, "method": f"bootstrap of {len(means)} groups"}
    )


def percentile(values: Sequence[float], q: float, *, seed: int, resamples: int = RESAMPLES) -> Stat:
    """The q-th percentile (0 to 100) with its interval."""
    import numpy as np

    data = np.asarray(values, dtype=float)
    if len(data) == 0:
        return Stat(value=None, n=0, method="no cases")
    picks = np.random.default_rng(seed).integers(0, len(data), (resamples, len(data)))
    draws = np.percentile(data[picks], q, axis=1)
    return _stat(float(np.percentile(data, q)), draws, len(data), 0, f"bootstrap of {len(data)} samples")


def _resample_counts(count: int, seed: int, resamples: int) -> npt.NDArray[np.float64]:
    import numpy as np

    generator = np.random.default_rng(seed)
    return generator.multinomial(count, [1.0 / count] * count, size=resamples).astype(np.float64)


def _stat(value: float, draws: npt.NDArray[np.float64], count: int, unscored: int, method: str) -> Stat:
    import numpy as np

    draws = draws[np.isfinite(draws)]
    low, high = np.percentile(draws, [2.5, 97.5]) if len(draws) and count > 1 else (None, None)
    return Stat(
        value=value,
        n=count,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        unscored=unscored,
        method=method,
    )
