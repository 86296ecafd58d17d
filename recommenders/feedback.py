"""From whatever people left behind (stars, counts, clicks) to signed weights: liked, met, disliked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..errors import DataError
from .columns import Columns

if TYPE_CHECKING:
    import pandas as pd

# Of a scale's span: on half stars (0.5 to 5) these are 2.5 (indifferent), 4 (liked), 4.5 (as liked as can
# be).
_NEUTRAL, _LIKED, _FULL = 4 / 9, 7 / 9, 8 / 9
# Below this share of the span (2 stars) an item counts as disliked, not merely as met.
_DISLIKED = 1 / 3


@dataclass(frozen=True, slots=True)
class Scale:
    """How weights read: `low` and `high` end of an explicit scale; equal ends: every row is a like."""

    low: float
    high: float

    @classmethod
    def of(cls, interactions: pd.DataFrame) -> Scale:
        """The ends of the weights found. A table where all weights are equal holds only likes."""
        if interactions.empty:
            return cls(1.0, 1.0)
        weights = interactions[Columns.WEIGHT].to_numpy(dtype=np.float64)
        if not np.isfinite(weights).all():
            raise DataError("The interactions hold weights that are not numbers")
        return cls(float(weights.min()), float(weights.max()))

    def share(self, weights: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Where weights lie between the ends, 0 to 1."""
        values = np.asarray(weights, dtype=np.float64)
        if self.high == self.low:
            return np.ones_like(values)
        return (values - self.low) / (self.high - self.low)

    def signed(self, weights: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Signed weights: 0 at the neutral point, 1 near the top, -1 for what was disliked."""
        share = self.share(weights)
        liking = np.clip((share - _NEUTRAL) / (_FULL - _NEUTRAL), 0.0, 1.0)
        return np.where(share <= _DISLIKED, -1.0, liking)

    def liked(self, weights: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Which weights say "liked": 4 stars and more of 5."""
        return self.share(weights) >= _LIKED - 1e-9

    def disliked(self, weights: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Which weights say "disliked": 2 stars and less of 5."""
        return (
            self.share(weights) <= _DISLIKED + 1e-9
            if self.high > self.low
            else np.zeros(np.shape(weights), bool)
        )


def signed(interactions: pd.DataFrame, scale: Scale | None = None) -> pd.DataFrame:
    """The same table with signed weights, by the given scale or the one the table itself shows."""
    if Columns.WEIGHT not in interactions.columns:
        raise DataError(f"The interactions lack the column {Columns.WEIGHT}")
    scale = scale or Scale.of(interactions)
    return interactions.assign(**{Columns.WEIGHT: scale.signed(interactions[Columns.WEIGHT])})
