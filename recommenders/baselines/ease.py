"""EASE: the linear item-to-item model with a closed form (Steck, "Embarrassingly Shallow Autoencoders",
2019).

With P = (X'X + D)^-1 the weights are B[i, j] = -P[i, j] / P[j, j] off the diagonal. When users are fewer than
items the Woodbury identity gives P = D^-1 - D^-1 X' M X D^-1 with M = (I + X D^-1 X')^-1 of shape (users,
users), so nothing of shape (items, items) is ever made, no item has to be left out, and scoring a history
costs two thin products. D = l2 + dropout x diag(X'X) also covers the dropout-motivated regularisation of
EDLAE (Steck, 2020).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from ...errors import DataError
from ..contract import Floats, ModelConfig, Recommender
from ..encoding import Encoded
from ..files import sparse_arrays, sparse_of
from ..sparse import as_csr, scale_columns, scale_rows, strongest

if TYPE_CHECKING:
    from ..catalog import Catalog

# A dense square of this side in float64 is 1.2 GB with its inverse: the most that is asked of a laptop.
_LARGEST_SIDE = 9000
# From so many users on, a product with the inverse costs a question more than sparse item weights do.
_MANY_USERS = 4000
_BLOCK = 2048


class EASEConfig(ModelConfig):
    """`l2` and `dropout` regularise; `fade_years` lets users fade by the time since they were last active.

    `solver`: `users` inverts (users, users), `items` inverts (items, items) over items liked at least
    `min_support` times and keeps the `weights_per_item` largest weights; `auto` takes the users while they
    are few, else as many of the most liked items as can be inverted in memory.
    """

    l2: float = Field(default=200.0, gt=0)
    dropout: float = Field(default=3.0, ge=0)
    fade_years: float | None = Field(default=3.0, gt=0)
    solver: Literal["auto", "users", "items"] = "auto"
    min_support: int = Field(default=1, ge=1)
    weights_per_item: int = Field(default=500, ge=1)


class EASE(Recommender):
    """score(j) = sum over the history of weight(i) x B[i, j]. Linear; dislikes count with their sign."""

    name = "ease"
    additive = True
    Config = EASEConfig

    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        likes = data.likes
        if self.config.fade_years is not None:
            likes = scale_rows(likes, np.exp(-data.user_age / self.config.fade_years / 2))
        users, items = likes.shape
        solver = self.config.solver
        if solver == "users" or (solver == "auto" and users <= min(items, _MANY_USERS)):
            _check_side(users, "users")
            self._weights, self._likes = None, likes
            self._fit_users()
        else:
            self._weights = self._fit_items(likes, self._kept(likes))

    def _kept(self, likes: Any) -> npt.NDArray[np.int64]:
        """The items whose weights are learnt: those with enough support, for `auto` only as many as fit."""
        support = np.bincount(likes.indices, minlength=likes.shape[1])
        kept = np.flatnonzero(support >= self.config.min_support)
        if self.config.solver == "auto" and len(kept) > _LARGEST_SIDE:
            order = np.argsort(-support[kept], kind="stable")[:_LARGEST_SIDE]
            kept = np.sort(kept[order])
        _check_side(len(kept), "items")
        return kept

    def _fit_users(self) -> None:
        likes = self._likes
        energy = np.asarray(likes.multiply(likes).sum(axis=0)).ravel()
        self._penalty = self.config.l2 + self.config.dropout * energy
        scaled = scale_columns(likes, 1 / self._penalty)
        gram = np.eye(likes.shape[0]) + (scaled @ likes.T).toarray()
        self._inner = np.linalg.inv(gram)
        by_item = scaled.T.tocsr()
        hit = np.zeros(likes.shape[1])
        for start in range(0, len(hit), _BLOCK):
            block = by_item[start : start + _BLOCK]
            hit[start : start + _BLOCK] = np.asarray(block.multiply(block @ self._inner).sum(axis=1)).ravel()
        self._diagonal = 1 / self._penalty - hit
        self._link()

    def _link(self) -> None:
        """Both thin matrices, scaled once: users x items into, items x users out of, the inverse."""
        self._into = scale_columns(self._likes, 1 / self._penalty).T.tocsr()
        self._out = scale_columns(self._likes, 1 / (self._penalty * self._diagonal)).T.tocsr()
        self._loss = 1 / (self._penalty * self._diagonal)

    def _fit_items(self, likes: Any, kept: npt.NDArray[np.int64]) -> Any:
        from scipy.sparse import csr_array

        part = likes[:, kept]
        gram = (part.T @ part).toarray()
        energy = np.diag(gram).copy()
        gram[np.diag_indices_from(gram)] += self.config.l2 + self.config.dropout * energy
        inverse = np.linalg.inv(gram)
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0.0)
        threshold = _kth_largest(np.abs(weights), min(self.config.weights_per_item, len(kept)))
        rows, columns = np.nonzero((np.abs(weights) >= threshold) & (weights != 0))
        values = weights[rows, columns]
        size = likes.shape[1]
        square = csr_array((values, (kept[rows], kept[columns])), shape=(size, size))
        return strongest(square, size)

    def score_histories(self, histories: Any) -> Floats:
        """Products of histories with the weights, shape (b, items)."""
        self._known  # noqa: B018
        rows = as_csr(histories)
        if self._weights is not None:
            return np.asarray((rows @ self._weights).toarray())
        scores: Floats = np.ascontiguousarray((self._out @ self._hidden(rows).T).T)
        # H - (H P) / diag(P): where the history itself lies, the first term and the loss nearly cancel.
        filled = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        scores[filled, rows.indices] += rows.data * (1 - self._loss[rows.indices])
        return scores

    def _hidden(self, rows: Any) -> Floats:
        hidden: Floats = (rows @ self._into).toarray() @ self._inner
        return hidden

    def contributions(self, history: Any, targets: npt.NDArray[np.int64]) -> Floats:
        """Exact shares weight(i) x B[i, target], shape (history items, targets)."""
        from scipy.sparse import csr_array

        count = len(history.indices)
        parts = (history.data, history.indices, np.arange(count + 1))
        rows = csr_array(parts, shape=(count, len(self.vocabulary)))
        if self._weights is not None:
            return np.asarray((rows @ self._weights)[:, targets].toarray())
        # From the targets backwards: they are few where the history may be long.
        shares: Floats = rows @ (self._into @ (self._out[targets] @ self._inner.T).T)
        own = history.indices[:, None] == targets[None, :]
        loss = (1 - self._loss[targets])[None, :] * history.data[:, None]
        return np.asarray(shares + np.where(own, loss, 0.0))

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        if self._weights is not None:
            return sparse_arrays("weights", self._weights)
        return {"inner": self._inner, "penalty": self._penalty, "diagonal": self._diagonal}

    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        if "inner" not in arrays:
            size = len(self.vocabulary)
            self._weights = sparse_of("weights", arrays, (size, size))
            return
        self._weights = None
        data = self._known
        self._likes = data.likes
        if self.config.fade_years is not None:
            self._likes = scale_rows(self._likes, np.exp(-data.user_age / self.config.fade_years / 2))
        self._inner, self._penalty, self._diagonal = arrays["inner"], arrays["penalty"], arrays["diagonal"]
        self._link()


def _check_side(side: int, what: str) -> None:
    if side > _LARGEST_SIDE:
        raise DataError(
            f"EASE would have to invert a square of {side} {what}",
            hint=f"Use solver='auto', or raise min_support until at most {_LARGEST_SIDE} items are left.",
        )


def _kth_largest(values: Floats, k: int) -> Floats:
    """The k-th largest value of each column, shape (1, columns)."""
    if not len(values):
        return np.zeros((1, 0))
    return np.asarray(np.partition(values, len(values) - k, axis=0)[len(values) - k][None, :])
