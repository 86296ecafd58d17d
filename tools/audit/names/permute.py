"""Do answers differ between two groups by more than chance? Exact where all divisions can be tried.

When the subject ignores the name, every answer is a draw from one distribution, whichever name stood in the
prompt: any division of the answers is as likely as the one at hand. That makes the tests exact for every statistic.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

MOST = 4000
"""More divisions than this are sampled rather than listed."""


@lru_cache(maxsize=16)
def divisions(total: int, group: int, *, seed: int) -> npt.NDArray[np.bool_]:
    """Masks of which answers are in the group, shape (count, total); the first is the division at hand."""
    if comb(total, group) <= MOST:
        masks = np.zeros((comb(total, group), total), dtype=bool)
        for row, members in enumerate(combinations(range(total), group)):
            masks[row, list(members)] = True
        return masks
    rng = np.random.default_rng(seed)
    order = rng.random((MOST, total)).argsort(axis=1)
    masks = order < group
    masks[0] = np.arange(total) < group
    return masks


def beyond(distances: npt.NDArray[np.float64], masks: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """For each mask: mean distance between the groups minus mean distance within the group, shape (count,).

    `distances` is (n, n); a mask marks the group whose inner spread is the floor.
    """
    inside = masks.astype(float)
    outside = 1 - inside
    a, b = inside.sum(axis=1), outside.sum(axis=1)
    reach = inside @ distances
    across = (reach * outside).sum(axis=1) / np.maximum(a * b, 1)
    within = (reach * inside).sum(axis=1) / np.maximum(a * (a - 1), 1)
    return np.asarray(across - within)


def p_value(distances: npt.NDArray[np.float64], group: int, *, seed: int) -> float:
    """One-sided p for "the others lie farther from the first `group` answers than these from each other"."""
    values = beyond(distances, divisions(len(distances), group, seed=seed))
    return float(np.mean(values >= values[0] - 1e-12))


def smallest_p(total: int, group: int) -> float:
    """The smallest p that so many answers can give. Two groups of one size look the same from both sides."""
    return (2 if 2 * group == total else 1) / min(comb(total, group), MOST)


def holm(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """p-values adjusted for all being looked at (Holm 1979), in their given order."""
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted
