"""The share of model-written sentences, by maximum likelihood in one dimension.

A sentence `i` has likelihood ratio `e_i = Q(x_i) / P(x_i)`: how much likelier a model is to write it than a
person. With `d_i = e_i - 1` the log-likelihood of the share `a`, and its derivative, are

    L(a) = sum_i w_i log(1 + a d_i)        L'(a) = sum_i w_i d_i / (1 + a d_i)        0 <= a <= 1

(Liang et al. 2024, arXiv 2403.07183). L is concave, so L' falls and its only zero is the answer; where L' does
not change sign the answer is an end of the interval.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CLIP = 35.0
"""Log ratios are cut at this size: beyond it e^r - 1 is -1 or 1/0 to the last bit of what is solved for."""
STEPS = 60


def excess(log_ratios: Floats) -> Floats:
    """`e^r - 1` of log likelihood ratios, shape unchanged."""
    return np.expm1(np.clip(log_ratios, -CLIP, CLIP))


def log_likelihood(share: float, gains: Floats, weights: Floats | None = None) -> float:
    """Mean log-likelihood at `share`; `gains` are `e^r - 1`, `weights` how often each sentence counts."""
    return float(np.average(np.log1p(share * gains), weights=weights))


def slope(share: float, gains: Floats, weights: Floats | None = None) -> float:
    """Mean derivative of the log-likelihood at `share`."""
    return float(np.average(gains / (1.0 + share * gains), weights=weights))


def solve(gains: Floats, weights: Floats | None = None) -> float:
    """The share in [0, 1] that maximises the likelihood, by bisection on the derivative.

    60 halvings leave an interval of 1e-18, below the spacing of doubles. An empty sample has no answer:
    `ValueError`.
    """
    if not len(gains) or (weights is not None and not weights.sum()):
        raise ValueError("no sentences to estimate from")
    if slope(0.0, gains, weights) <= 0:
        return 0.0
    if slope(1.0, gains, weights) >= 0:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if slope(middle, gains, weights) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
