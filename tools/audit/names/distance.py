"""How far two answers are apart: sets of facts, sets of words, scores, orders. 0 is the same, 1 is farthest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

One = TypeVar("One")


def matrix(things: Sequence[One], apart: Callable[[One, One], float]) -> npt.NDArray[np.float64]:
    """All pairwise distances, shape (n, n), symmetric with a zero diagonal."""
    made = np.zeros((len(things), len(things)))
    for i in range(len(things)):
        for j in range(i):
            made[i, j] = made[j, i] = apart(things[i], things[j])
    return made


def jaccard(one: frozenset[str], two: frozenset[str]) -> float:
    """1 minus the share of common members; 0 for two empty sets."""
    union = one | two
    return 1 - len(one & two) / len(union) if union else 0.0


def kendall(one: Sequence[str], two: Sequence[str]) -> float:
    """(1 - tau_b) / 2 over all items of both lists; an item that a list lacks shares the place after its end."""
    if tuple(one) == tuple(two):
        return 0.0
    from scipy.stats import kendalltau

    items = list(dict.fromkeys((*one, *two)))
    if len(items) < 2:
        return 0.0
    ranks = [
        [{item: n for n, item in enumerate(order)}.get(item, len(order)) for item in items]
        for order in (one, two)
    ]
    tau = float(kendalltau(ranks[0], ranks[1]).statistic)
    return 0.5 if np.isnan(tau) else (1 - tau) / 2


def top_change(one: Sequence[str], two: Sequence[str], k: int) -> float:
    """Share of the first `k` places' items that are not common to both."""
    first, second = set(one[:k]), set(two[:k])
    size = max(len(first), len(second))
    return 1 - len(first & second) / size if size else 0.0


def rank_biased_overlap(one: Sequence[str], two: Sequence[str], p: float = 0.9) -> float:
    """Agreement of two orders, weighted to the top: the mean over depths d of |common at d| / d with weights p^(d-1).

    Webber, Moffat and Zobel (2010), with the weights normalised over the depth compared, so that equal lists
    give exactly 1 whatever their length. 1 for two empty lists.
    """
    depth = max(len(one), len(two))
    if not depth:
        return 1.0
    first: set[str] = set()
    second: set[str] = set()
    total = norm = 0.0
    for d in range(1, depth + 1):
        first.update(one[d - 1 : d])
        second.update(two[d - 1 : d])
        weight = p ** (d - 1)
        total += weight * len(first & second) / max(min(d, len(first)), min(d, len(second)), 1)
        norm += weight
    return total / norm
