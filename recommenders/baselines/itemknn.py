"""Item-based nearest neighbours: what is liked together with what is in the history.

Cosine with a shrinkage term against chance meetings; only the strongest neighbours of an item are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from ..contract import Floats, ModelConfig, Recommender
from ..encoding import Encoded
from ..files import sparse_arrays, sparse_of
from ..sparse import as_csr, scale_rows, strongest

if TYPE_CHECKING:
    from ..catalog import Catalog

_BLOCK = 1024


class ItemKNNConfig(ModelConfig):
    """`neighbours` kept an item, `shrinkage` added to the cosine's denominator, `fade_years` of a user."""

    neighbours: int = Field(default=400, ge=1)
    shrinkage: float = Field(default=20.0, ge=0)
    fade_years: float | None = Field(default=3.0, gt=0)


class ItemKNN(Recommender):
    """score(j) = sum over the history of weight(i) x similarity(i, j). Dislikes subtract."""

    name = "itemknn"
    Config = ItemKNNConfig

    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        likes = data.likes
        if self.config.fade_years is not None:
            likes = scale_rows(likes, np.exp(-data.user_age / self.config.fade_years / 2))
        self._links = _similarities(likes, self.config.neighbours, self.config.shrinkage)

    def score_histories(self, histories: Any) -> Floats:
        """Weighted sums of similarities, shape (b, items)."""
        self._known  # noqa: B018
        scores: Floats = (as_csr(histories) @ self._links).toarray()
        return scores

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        return sparse_arrays("links", self._links)

    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        size = len(self.vocabulary)
        self._links = sparse_of("links", arrays, (size, size))


def _similarities(likes: Any, neighbours: int, shrinkage: float) -> Any:
    """Items x items, block by block so that memory stays at block x items."""
    from scipy.sparse import csr_array, vstack

    size = likes.shape[1]
    by_item = likes.T.tocsr()
    norms = np.sqrt(np.asarray(likes.multiply(likes).sum(axis=0)).ravel())
    blocks = []
    for start in range(0, size, _BLOCK):
        block = (by_item[start : start + _BLOCK] @ likes).tocoo()
        rows, columns = block.row, block.col
        other = rows + start != columns
        rows, columns, values = rows[other], columns[other], block.data[other]
        values = values / (norms[rows + start] * norms[columns] + shrinkage)
        shape = (min(_BLOCK, size - start), size)
        blocks.append(strongest(csr_array((values, (rows, columns)), shape=shape), neighbours))
    return vstack(blocks, format="csr") if blocks else csr_array((0, 0))
