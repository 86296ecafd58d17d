"""iALS: embeddings of users and items for implicit feedback (Hu, Koren, Volinsky 2008), with fold-in.

Minimises sum over all pairs of c (p - u.v)^2 + regularisation, p = 1 and c = 1 + alpha x weight for a like,
c = 1 and p = 0 otherwise. The penalty of a row grows with its number of observations to the power
`reg_power`, as in "Revisiting the performance of iALS" (Rendle et al., 2022). All rows of about one length
are solved together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from ..contract import Floats, ModelConfig, Recommender
from ..encoding import Encoded
from ..sparse import as_csr, scale_rows

if TYPE_CHECKING:
    from ..catalog import Catalog

_CELLS = 4_000_000


class IALSConfig(ModelConfig):
    """`embedding_size` numbers an item, `reg` and `reg_power` the penalty, `alpha` the trust in a like."""

    embedding_size: int = Field(default=32, ge=1)
    reg: float = Field(default=10.0, gt=0)
    reg_power: float = Field(default=0.0, ge=0, le=1)
    alpha: float = Field(default=1.0, gt=0)
    epochs: int = Field(default=12, ge=1)
    fade_years: float | None = Field(default=3.0, gt=0)
    seed: int = 0


class IALS(Recommender):
    """score(j) = u.v_j where u is solved from the history. A dislike is a trusted zero: it pushes likeness
    away.

    Fitted users are folded in from their own history too, so a user and somebody with the same history agree.
    """

    name = "ials"
    Config = IALSConfig

    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        likes = data.likes
        if self.config.fade_years is not None:
            likes = scale_rows(likes, np.exp(-data.user_age / self.config.fade_years / 2))
        rng = np.random.default_rng(self.config.seed)
        size = self.config.embedding_size
        self._vectors = rng.normal(0, 0.1 / np.sqrt(size), (likes.shape[1], size))
        by_item = likes.T.tocsr()
        for _ in range(self.config.epochs):
            people = self._solve(likes, self._vectors)
            self._vectors = self._solve(by_item, people)

    def score_histories(self, histories: Any) -> Floats:
        """Fold each history in and multiply by the item vectors, shape (b, items)."""
        self._known  # noqa: B018
        scores: Floats = self.embed(histories) @ self._vectors.T
        return scores

    def embed(self, histories: Any) -> Floats:
        """User vectors of histories, shape (b, embedding_size)."""
        return self._solve(as_csr(histories), self._vectors)

    def _solve(self, matrix: Any, fixed: Floats) -> Floats:
        """The rows' vectors given the other side's: one linear system a row."""
        size = fixed.shape[1]
        out = np.zeros((matrix.shape[0], size))
        gram = fixed.T @ fixed
        for rows, columns, weights in _batches(matrix, size):
            vectors = fixed[columns] * (weights != 0)[:, :, None]
            trust = self.config.alpha * np.abs(weights)
            system = gram + np.swapaxes(vectors, 1, 2) @ (vectors * trust[:, :, None])
            count = np.maximum((weights != 0).sum(axis=1), 1.0)
            penalty = self.config.reg * count**self.config.reg_power
            system += penalty[:, None, None] * np.eye(size)
            target = np.einsum("bmf,bm->bf", vectors, np.where(weights > 0, 1 + trust, 0.0))
            out[rows] = np.linalg.solve(system, target[:, :, None])[:, :, 0]
        return out

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        return {"vectors": self._vectors}

    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._vectors = arrays["vectors"]


def _batches(matrix: Any, size: int) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]]:
    """Rows of similar length, padded with weight 0: row numbers (b,), columns (b, m), weights (b, m)."""
    lengths = np.diff(matrix.indptr)
    widths = np.where(lengths > 0, 2 ** np.ceil(np.log2(np.maximum(lengths, 1))), 0).astype(np.int64)
    for width in np.unique(widths[widths > 0]).tolist():
        members = np.flatnonzero(widths == width)
        step = max(1, _CELLS // (max(width, size) * size))
        for start in range(0, len(members), step):
            rows = members[start : start + step]
            places = matrix.indptr[rows][:, None] + np.arange(width)[None, :]
            real = np.arange(width)[None, :] < lengths[rows][:, None]
            places = np.where(real, places, 0)
            yield rows, matrix.indices[places], np.where(real, matrix.data[places], 0.0)
