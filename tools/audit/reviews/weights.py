"""Weights for reviews in an average: less for reviews alike in wording, never nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....errors import UsageError
from .corpus import make_corpus
from .likelihood import Floats
from .table import ReferenceTable

FLOOR = 0.5


def review_weights(
    texts: Sequence[str], table: ReferenceTable, share: float | None, *, floor: float = FLOOR
) -> Floats:
    """A weight in [floor, 1] for each review: shape (reviews,).

    The weight falls with the mean posterior of the review's sentences under the estimated `share` of the whole
    set: `w = 1 - (1 - floor) * mean_i a Q / ((1 - a) P + a Q)`. It is a way to lean less on text consistent with
    a model's, no verdict on any review, and no review is left out. With no share (None or 0) every weight is 1.
    """
    if not 0 < floor <= 1:
        raise UsageError("The floor of weights must be above 0 and at most 1: no review is hidden")
    weights = np.ones(len(texts))
    if not share:
        return weights
    sample = make_corpus(texts)
    gains = table.gains(sample.word_sets)
    posterior = share * (1 + gains) / (1 + share * gains)
    sums = np.bincount(sample.review_of, posterior, minlength=len(texts))
    counts = np.bincount(sample.review_of, minlength=len(texts))
    return np.asarray(weights - (1 - floor) * sums / np.maximum(counts, 1), dtype=np.float64)
