"""Content: items that share what the liked ones are made of. Serves titles that nobody has rated yet.

An item is one unit vector a field: its values of an attribute weighted by rarity, or its year spread over a
few neighbouring ones. A field's likeness is the product of the history's sum with the item, less what the
average liked item would get, so that a field says something only where the history stands out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from ..contract import Floats, ModelConfig, Recommender
from ..encoding import Encoded
from ..files import sparse_arrays, sparse_of
from ..sparse import as_csr, row_norms, scale_columns, scale_rows, strongest

if TYPE_CHECKING:
    import pandas as pd

    from ..catalog import Catalog

YEAR = "year"
_YEAR_STEP = 5.0
_FIRST_YEAR, _LAST_YEAR = 1880, 2040


class ContentConfig(ModelConfig):
    """`fields`: weight by attribute name (`year` included); names a catalogue lacks are left alone.

    `other` is the weight of every attribute the catalogue has and `fields` does not name.
    """

    fields: dict[str, float] = Field(
        default={
            "genre": 1.0,
            "director": 0.2,
            "actor": 0.35,
            "writer": 0.05,
            "country": 0.0,
            "language": 0.0,
            YEAR: 0.05,
        }
    )
    other: float = 0.3


class Content(Recommender):
    """score(j) = sum over fields of weight x likeness to the history. Linear; dislikes subtract."""

    name = "content"
    additive = True
    Config = ContentConfig

    def _items(self, interactions: pd.DataFrame, catalog: Catalog) -> Sequence[str]:
        return catalog.ids

    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        self._fields: tuple[str, ...] = tuple(
            name for name in (*catalog.schema.names(), YEAR) if self._weight_of(name)
        )
        fame = np.asarray(data.likes.sum(axis=0), dtype=np.float64).ravel()
        average = fame / fame.sum() if fame.sum() else np.zeros(len(catalog))
        parts = [_year_vectors(catalog) if name == YEAR else _vectors(catalog, name) for name in self._fields]
        # The weight is split between both sides of the product; a negative one has no meaning here.
        parts = [part * self._weight_of(name) ** 0.5 for name, part in zip(self._fields, parts, strict=True)]
        self._vectors = _beside(parts, len(catalog))
        self._average = np.asarray(self._vectors.T @ average).ravel()
        self._usual = np.asarray(self._vectors @ self._average).ravel()

    def _weight_of(self, name: str) -> float:
        return max(0.0, float(self.config.fields.get(name, 0.0 if name == YEAR else self.config.other)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in use, by name."""
        self._known  # noqa: B018
        return self._fields

    def score_histories(self, histories: Any) -> Floats:
        """Weighted likeness, shape (b, items)."""
        self._known  # noqa: B018
        rows = as_csr(histories)
        profile = (rows @ self._vectors).toarray()
        mass = np.asarray(rows.sum(axis=1)).ravel()
        scores: Floats = (self._vectors @ profile.T).T - mass[:, None] * self._usual[None, :]
        return scores

    def likeness(self, items: npt.NDArray[np.int64]) -> Floats:
        """Cosine between the given vocabulary places, shape (n, n): how alike they are made, 0 to 1."""
        part = self._vectors[items]
        lengths = np.maximum(row_norms(part), 1e-12)
        return np.asarray((part @ part.T).toarray() / lengths[:, None] / lengths[None, :])

    def contributions(self, history: Any, targets: npt.NDArray[np.int64]) -> Floats:
        """Exact shares of each history item in each target, shape (history items, targets)."""
        rows = self._vectors[history.indices] @ self._vectors[targets].T
        return np.asarray((rows.toarray() - self._usual[targets][None, :]) * history.data[:, None])

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        names = np.frombuffer("\n".join(self._fields).encode(), dtype=np.uint8)
        return {
            **sparse_arrays("vectors", self._vectors),
            "usual": self._usual,
            "average": self._average,
            "fields": names,
        }

    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._usual, self._average = arrays["usual"], arrays["average"]
        self._fields = tuple(bytes(arrays["fields"]).decode().split("\n")) if len(arrays["fields"]) else ()
        self._vectors = sparse_of("vectors", arrays, (len(self.vocabulary), len(self._average)))


def _vectors(catalog: Catalog, attribute: str) -> Any:
    """Items x values, rarer values weighing more, each item of length 1 (or 0 where nothing is known).

    Values of a single item lengthen its vector, but get no column: they can never match another one.
    """
    held = as_csr(catalog.matrix(attribute))
    counts = np.bincount(held.indices, minlength=held.shape[1])
    rarity = np.maximum(np.log(len(catalog) / (1.0 + counts)), 0.0)
    weighted = scale_columns(held, rarity)
    unit = scale_rows(weighted, 1 / np.maximum(row_norms(weighted), 1e-12))
    return unit[:, np.flatnonzero(counts > 1)]


def _year_vectors(catalog: Catalog) -> Any:
    """Items x years in steps, a bell around the item's own year, of length 1; nothing where it is unknown."""
    from scipy.sparse import csr_array

    centres = np.arange(_FIRST_YEAR, _LAST_YEAR, _YEAR_STEP)
    away = (np.nan_to_num(catalog.years, nan=-1e6)[:, None] - centres[None, :]) / _YEAR_STEP
    bells = np.where(np.abs(away) < 3, np.exp(-(away**2) / 2), 0.0)
    return csr_array(bells / np.maximum(np.linalg.norm(bells, axis=1, keepdims=True), 1e-12))


def _beside(parts: list[Any], rows: int) -> Any:
    from scipy.sparse import csr_array, hstack

    if not parts:
        return csr_array((rows, 0))
    matrix = hstack(parts, format="csr")
    return strongest(matrix, matrix.shape[1])
