"""Permutation within items, and resampling of whole items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

CELLS = 4_000_000
"""Numbers held at a time: permutations go in blocks of so many."""


def permuted(array: npt.NDArray[Any], count: int, seed: int) -> Iterator[npt.NDArray[Any]]:
    """Blocks (some, items, arms) of copies with the arms of every item in a random order, `count` copies in all."""
    rng = np.random.default_rng(seed)
    block = max(CELLS // max(array.size, 1), 1)
    for start in range(0, count, block):
        some = min(block, count - start)
        order = rng.random((some, *array.shape)).argsort(axis=-1)
        yield np.take_along_axis(np.broadcast_to(array, order.shape), order, axis=-1)


def p_values(
    array: npt.NDArray[Any], statistic: Callable[[npt.NDArray[Any]], Values], count: int, seed: int
) -> tuple[Values, Values, Values]:
    """(values at hand, p of so large a value, two-sided p) of several statistics at once.

    `statistic` maps (..., items, arms) to (..., statistics). Each p is (1 + copies as extreme) / (1 + copies), exact
    when names do nothing; two-sided means as far from the permutations' mean.
    """
    seen = np.asarray(statistic(array), dtype=float)
    copies = np.concatenate(
        [np.asarray(statistic(block), dtype=float) for block in permuted(array, count, seed)]
    )
    centre = copies.mean(axis=0)
    large = (copies >= seen - 1e-12).sum(axis=0)
    far = (np.abs(copies - centre) >= np.abs(seen - centre) - 1e-12).sum(axis=0)
    return seen, np.asarray((1 + large) / (1 + count)), np.asarray((1 + far) / (1 + count))


def interval(
    array: npt.NDArray[Any], statistic: Callable[[npt.NDArray[Any]], Values], count: int, seed: int
) -> tuple[Values, Values]:
    """95 % percentile interval over resampled items, all arms of an item together (cluster bootstrap)."""
    rng = np.random.default_rng(seed)
    block = max(CELLS // max(array.size, 1), 1)
    draws = []
    for start in range(0, count, block):
        picks = rng.integers(0, len(array), (min(block, count - start), len(array)))
        draws.append(np.asarray(statistic(array[picks]), dtype=float))
    low, high = np.nanquantile(np.concatenate(draws), [0.025, 0.975], axis=0)
    return np.asarray(low), np.asarray(high)
