"""Measures of removal orders and removal sets, so that explainers can be compared.

Definitions as in the benchmark of counterfactual explanations for recommenders (CFExpRec, arXiv 2604.19663),
over players instead of interactions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .game import Game

STEPS = 10


def position_curve(game: Game, order: Sequence[int], steps: int = STEPS) -> float:
    """How long the target stays listed while players are removed in this order; 0 to 1, lower leaves earlier.

    Step t removes the first c_t columns of `order`, c_t cumulative over `steps` near-equal chunks of which
    the first get one more; the value is the share of steps after which the target is still listed. With the
    most important first this is POS-P, with the least important first NEG-P. Read it against a random order.
    """
    standing = game.without([tuple(order[:count]) for count in chunks(len(order), steps)])
    return float((~standing.out).mean())


def chunks(count: int, steps: int = STEPS) -> list[int]:
    """Cumulative sizes of `steps` near-equal chunks of `count` things; the first ones get one more."""
    sizes = [count // steps + (step < count % steps) for step in range(steps)]
    return [sum(sizes[: step + 1]) for step in range(steps)]


def newcomer_share(before: Sequence[str], after: Sequence[str]) -> float:
    """PN-S of a list: the share of its places taken by newcomers."""
    return len(set(after) - set(before)) / len(before) if before else 0.0


def newcomer_rank(before: Sequence[str], after: Sequence[str]) -> float:
    """PN-R of a list: newcomers weighed by 1 / log2(rank + 1), over the same sum for a list of newcomers."""
    weights = 1 / np.log2(np.arange(2, len(before) + 2))
    hits = np.array([item not in set(before) for item in after[: len(before)]], dtype=np.float64)
    return float(hits @ weights[: len(hits)] / weights.sum()) if len(before) else 0.0


def gini(scores: npt.ArrayLike) -> float:
    """How unequal importances are, 0 (all the same) to nearly 1 (one has it all), once scaled to 0..1."""
    values = np.sort(np.asarray(scores, dtype=np.float64))
    if not len(values) or values[0] == values[-1]:
        return 0.0
    values = (values - values[0]) / (values[-1] - values[0])
    count = len(values)
    places = np.arange(1, count + 1)
    return float(1 - 2 * np.sum(values / values.sum() * (count - places + 0.5) / count))
