"""Sources: models, brought to the rows of the catalogue and to a spread of 1, so that weights compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..contract import Floats, Recommender

Ints = npt.NDArray[np.int64]
FRESHNESS, PREFERENCE, KIND = "freshness", "preference", "kind"
_SAMPLE = 200


@dataclass(frozen=True)
class Source:
    """A model over the catalogue's rows. `spread` is what its scores are divided by."""

    model: Recommender
    catalog: Catalog
    spread: float = 1.0
    _maps: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def aligned(self) -> bool:
        """Whether the model's vocabulary is the catalogue itself, row by row."""
        return self.model.vocabulary == self.catalog.ids

    @cached_property
    def rows(self) -> Ints:
        """Catalogue row of each vocabulary item, -1 where the catalogue lacks it."""
        return self.catalog.index_of(self.model.vocabulary)

    @cached_property
    def places(self) -> Ints:
        """Vocabulary place of each catalogue row, -1 where the model does not know it."""
        places = np.full(len(self.catalog), -1, dtype=np.int64)
        known = np.flatnonzero(self.rows >= 0)
        places[self.rows[known]] = known
        return places

    @property
    def known(self) -> int:
        """How many catalogue items the model can score."""
        return len(self.catalog) if self.aligned else int((self.places >= 0).sum())

    def narrowed(self, histories: Any) -> Any:
        """Histories over the catalogue (CSR, in canonical form) as histories over the vocabulary."""
        if self.aligned:
            return histories
        from scipy.sparse import csr_array

        places = self.places[histories.indices]
        kept = places >= 0
        owners = np.repeat(np.arange(histories.shape[0]), np.diff(histories.indptr))[kept]
        shape = (histories.shape[0], len(self.model.vocabulary))
        return csr_array((histories.data[kept], (owners, places[kept])), shape=shape)

    def scores(self, histories: Any) -> Floats:
        """Scores over the catalogue's rows in units of the spread; 0 for what the model does not know."""
        found = self.model.score_histories(self.narrowed(histories)) / self.spread
        if self.aligned:
            return found
        out = np.zeros((found.shape[0], len(self.catalog)))
        out[:, self.rows[self.rows >= 0]] = found[:, self.rows >= 0]
        return out

    def contributions(self, history: Any, targets: Ints) -> Floats:
        """Shares of each history item (in the order of `history.indices`) in the target rows."""
        out = np.zeros((len(history.indices), len(targets)))
        known_items = self.places[history.indices] >= 0
        known_targets = self.places[targets] >= 0
        narrowed = self.narrowed(history)
        narrowed.sort_indices()
        shares = self.model.contributions(narrowed, self.places[targets[known_targets]]) / self.spread
        # The model's order of items may differ from the catalogue's: put the shares back in history order.
        order = np.argsort(np.argsort(self.places[history.indices[known_items]]))
        out[np.ix_(known_items, known_targets)] = shares[order]
        return out


def measured(model: Recommender, mass_power: float) -> float:
    """The spread of a fitted model: the root mean variance over items of what some fitted users would see."""
    from scipy.sparse import csr_array

    if model.personal:
        likes = model.likes()
        chosen = np.flatnonzero(np.diff(likes.indptr) > 0)[:: max(1, likes.shape[0] // _SAMPLE)]
        histories = csr_array(likes[chosen])
        mass = np.maximum(np.asarray(abs(histories).sum(axis=1)).ravel(), 1.0) ** mass_power
    else:
        histories, mass = csr_array((1, len(model.vocabulary))), np.ones(1)
    if not histories.shape[0]:
        return 1.0
    scores = model.score_histories(histories) / mass[:, None]
    return float(np.sqrt(scores.var(axis=1).mean())) or 1.0


def freshness(catalog: Catalog, now: float, years: float) -> Floats:
    """exp(-age / years) of each item at the moment `now` (a year); 0 if unknown or unborn."""
    age = now - catalog.years
    out: Floats = np.where(
        np.isnan(age) | (age < -0.5), 0.0, np.exp(-np.maximum(np.nan_to_num(age), 0.0) / years)
    )
    return out
