"""The figures of a cell against the other cells, for one panel or for a stack of permuted ones.

Every function takes arrays whose last two axes are (items, arms) and works along them, so that a thousand
permutations are one call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Columns = npt.NDArray[np.intp]

TAIL = 0.05
WORST = 0.1
TINY = 1e-9
"""Instead of an error of zero: a gap that is the same in every item stands out, one of rounding does not."""


def centred(values: Values) -> Values:
    """Scores less the mean of their item over all arms: unchanged by any permutation within items."""
    return np.asarray(values - values.mean(axis=-1, keepdims=True))


def spread(values: Values) -> Values:
    """Distances from the item's median over all arms (Brown and Forsythe 1974, within items)."""
    return np.asarray(np.abs(values - np.median(values, axis=-1, keepdims=True)))


def paired(values: Values) -> npt.NDArray[np.complex128]:
    """Centred scores and their spread as real and imaginary parts: neither depends on the order of the arms, so a
    permutation moves both together and nothing is computed again for it."""
    return np.asarray(centred(values) + 1j * spread(values))


def gap(values: Values, cell: Columns, others: Columns) -> Values:
    """Mean of the cell less mean of the other cells, paired by item."""
    return np.asarray(values[..., cell].mean(axis=(-2, -1)) - values[..., others].mean(axis=(-2, -1)))


def steady_gap(values: Values, cell: Columns, others: Columns) -> Values:
    """The gap over its own standard error by item: what a test of direction goes by.

    A cell of more extreme answers has a more uncertain mean. Permutations of the plain gap miss that, for they
    share its extremes out among all cells, and would call a cell worse off for chance alone; of a ratio they do not
    (Chung and Romano 2013).
    """
    per_item = values[..., cell].mean(axis=-1) - values[..., others].mean(axis=-1)
    error = per_item.std(axis=-1, ddof=1) / np.sqrt(per_item.shape[-1]) if per_item.shape[-1] > 1 else 0.0
    return np.asarray(per_item.mean(axis=-1) / np.maximum(error, TINY))


def quantile_gap(values: Values, cell: Columns, others: Columns, at: float) -> Values:
    """Difference of the quantiles of all centred scores of the cell and of the others.

    With one indicator a cell, quantile regression at `at` has exactly this coefficient.
    """
    one = np.quantile(_flat(values[..., cell]), at, axis=-1)
    two = np.quantile(_flat(values[..., others]), at, axis=-1)
    return np.asarray(one - two)


def cvar(values: Values, share: float, *, upper: bool) -> Values:
    """Mean of the worst (or best) `share` of the values along the last axis: conditional value at risk."""
    count = max(round(share * values.shape[-1]), 1)
    if upper:
        return np.asarray(np.partition(values, -count, axis=-1)[..., -count:].mean(axis=-1))
    return np.asarray(np.partition(values, count - 1, axis=-1)[..., :count].mean(axis=-1))


def cvar_gap(values: Values, cell: Columns, others: Columns, *, upper: bool) -> Values:
    """Difference of the cell's and the others' mean over their most extreme tenth."""
    one = cvar(_flat(values[..., cell]), WORST, upper=upper)
    return np.asarray(one - cvar(_flat(values[..., others]), WORST, upper=upper))


def variance_ratio(values: Values, same: int) -> Values:
    """Variance between probes over variance of the same name's answers, each within items; 1 is noise alone.

    1 where neither varies, infinite where only the probes' answers do.
    """
    between = values[..., same:].var(axis=-1, ddof=1).mean(axis=-1)
    within = values[..., :same].var(axis=-1, ddof=1).mean(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = between / within
    return np.asarray(np.where(between < 1e-15, np.where(within < 1e-15, 1.0, 0.0), ratio))


def flips(decisions: npt.NDArray[np.bool_], same: int) -> tuple[Values, Values]:
    """Shares of probes' answers, and of repeats, that are decided otherwise than the original."""
    other = decisions != decisions[..., :1]
    return np.asarray(other[..., same:].mean(axis=(-2, -1))), np.asarray(
        other[..., 1:same].mean(axis=(-2, -1))
    )


def _flat(values: Values) -> Values:
    return values.reshape(*values.shape[:-2], -1)
