"""Popularity: what most people liked, of late if wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from ..contract import Floats, ModelConfig, Recommender
from ..encoding import Encoded

if TYPE_CHECKING:
    import pandas as pd

    from ..catalog import Catalog


class PopularityConfig(ModelConfig):
    """`fade_years`: a like that old counts 1/e (None: all count alike). `whole_catalog`: score all items."""

    fade_years: float | None = Field(default=None, gt=0)
    whole_catalog: bool = False


class Popularity(Recommender):
    """The same scores for everybody: log(1 + sum of likes). Dislikes and mere meetings count nothing."""

    name = "popularity"
    Config = PopularityConfig
    personal = False

    def _items(self, interactions: pd.DataFrame, catalog: Catalog) -> Sequence[str] | None:
        return catalog.ids if self.config.whole_catalog else None

    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        self._scores = np.log1p(data.decayed_likes(self.config.fade_years).sum(axis=0))

    def score_histories(self, histories: Any) -> Floats:
        """The one row of scores, once a history; shape (b, items)."""
        self._known  # noqa: B018
        rows: Floats = np.tile(self._scores, (histories.shape[0], 1))
        return rows

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        return {"scores": self._scores}

    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._scores = arrays["scores"]
