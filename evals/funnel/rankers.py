"""The recommenders compared: each turns a window's cases into lists of the same candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ...recommenders.catalog import Catalog
from ...recommenders.contract import Recommender
from ...recommenders.feedback import Scale, signed
from ...recommenders.funnel import Funnel, FunnelConfig
from ...recommenders.types import Taste, Wish
from .cases import Case, Window, taste_of
from .measure import DEPTH

Floats = npt.NDArray[np.float64]
Lists = list[tuple[str, ...]]


class Ranker(Protocol):
    """Anything that can be fitted on a window and asked for lists."""

    def fit(self, window: Window, catalog: Catalog) -> Any:
        """Learn from `window.past`."""
        ...

    def lists(self, cases: Sequence[Case]) -> Lists:
        """The best items of each case, its history left out."""
        ...


class ModelRanker:
    """One of our models alone, asked with the signed weights of a history."""

    def __init__(self, model: Recommender) -> None:
        self.model = model
        self._scale: Scale | None = None

    def fit(self, window: Window, catalog: Catalog) -> ModelRanker:
        """Fit on signed weights."""
        self._scale = window.scale
        self.model.fit(signed(window.past, window.scale), catalog)
        return self

    def lists(self, cases: Sequence[Case]) -> Lists:
        """Score all histories at once."""
        assert self._scale is not None, "fit comes first"
        rows = histories(cases, self.model.vocabulary, self._scale)
        return top_lists(self.model.score_histories(rows), cases, self.model.vocabulary)


class FunnelRanker:
    """The product's funnel by its own front door, with likes, dislikes and seen titles as its taste."""

    def __init__(self, config: FunnelConfig) -> None:
        self.config = config
        self.funnel: Funnel | None = None
        self._scale: Scale | None = None

    def fit(self, window: Window, catalog: Catalog) -> FunnelRanker:
        """Fit the funnel on the past alone."""
        self._scale = window.scale
        self.funnel = Funnel.fit(catalog, window.past, self.config)
        return self

    def lists(self, cases: Sequence[Case]) -> Lists:
        """One list a case."""
        assert self._scale is not None, "fit comes first"
        scale = self._scale
        return self.answers([taste_of(case, scale) for case in cases])

    def answers(self, tastes: Sequence[Taste]) -> Lists:
        """One list a taste."""
        assert self.funnel is not None, "fit comes first"
        return [self.funnel.recommend(taste, Wish(), DEPTH).ids for taste in tastes]


def histories(cases: Sequence[Case], vocabulary: Sequence[str], scale: Scale, *, binary: bool = False) -> Any:
    """Histories as a sparse (cases, items) array: signed weights, or 1 for a like and nothing else."""
    from scipy.sparse import csr_array

    places = {item: place for place, item in enumerate(vocabulary)}
    rows, columns, weights = [], [], []
    for row, case in enumerate(cases):
        for item, weight in case.history:
            if item in places:
                rows.append(row)
                columns.append(places[item])
                weights.append(weight)
    values = scale.liked(weights).astype(np.float64) if binary else scale.signed(weights)
    matrix = csr_array((values, (rows, columns)), shape=(len(cases), len(vocabulary)))
    matrix.eliminate_zeros()
    return matrix


def top_lists(scores: Floats, cases: Sequence[Case], vocabulary: Sequence[str]) -> Lists:
    """The best of each row, everything of the case's own left out, ties in the vocabulary's order."""
    places = {item: place for place, item in enumerate(vocabulary)}
    lists: Lists = []
    for row, case in zip(scores, cases, strict=True):
        own = row.copy()
        own[[places[item] for item in case.own if item in places]] = -np.inf
        order = np.argsort(-own, kind="stable")[:DEPTH]
        lists.append(tuple(vocabulary[place] for place in order if np.isfinite(own[place])))
    return lists
