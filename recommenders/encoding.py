"""Interactions as arrays: external ids on the outside, a sparse users x items matrix within."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..errors import DataError
from .columns import Columns

if TYPE_CHECKING:
    import pandas as pd

DAYS_IN_YEAR = 365.25
_NEEDED = (Columns.USER, Columns.ITEM, Columns.WEIGHT)


@dataclass(frozen=True)
class Encoded:
    """Interactions over sorted users and a vocabulary of items.

    `matrix` is a sparse (users, items) array of signed weights in which a met but not liked item is an
    explicit zero. `age` (one a stored weight, in the order of `matrix.data`) is years before the last
    interaction of the table, 0 where times are unknown.
    """

    users: tuple[str, ...]
    items: tuple[str, ...]
    matrix: Any
    age: npt.NDArray[np.float32]

    @cached_property
    def user_places(self) -> Mapping[str, int]:
        """User id -> row."""
        return {user: place for place, user in enumerate(self.users)}

    @property
    def likes(self) -> Any:
        """The matrix with only what was liked (weights above zero)."""
        return self.decayed_likes(None)

    def decayed_likes(self, years: float | None) -> Any:
        """The likes, each weight times `exp(-age / years)`; undecayed for None."""
        fade = 1.0 if years is None else np.exp(-self.age.astype(np.float64) / years)
        likes = self.matrix.copy()
        likes.data = np.maximum(likes.data, 0.0) * fade
        likes.eliminate_zeros()
        return likes

    @property
    def user_age(self) -> npt.NDArray[np.float64]:
        """Years since each user's last interaction, shape (users,)."""
        if not self.users:
            return np.empty(0)
        return np.minimum.reduceat(self.age, self.matrix.indptr[:-1]).astype(np.float64)


def encode(interactions: pd.DataFrame, items: Sequence[str] | None = None) -> Encoded:
    """Encode a table; `items` fixes the vocabulary, and rows of other items are left out.

    Of several rows of one user and item the last one counts. Raises `DataError`.
    """
    from scipy.sparse import csr_array

    table = _checked(interactions)
    wanted = items if items is not None else np.unique(table[Columns.ITEM].to_numpy(dtype=str)).tolist()
    place = {item: index for index, item in enumerate(wanted)}
    columns = table[Columns.ITEM].map(place)
    table, places = table[columns.notna()], columns[columns.notna()].to_numpy(dtype=np.int64)
    users, rows = np.unique(table[Columns.USER].to_numpy(dtype=str), return_inverse=True)
    order = np.lexsort((places, rows))
    rows, places = rows[order], places[order]
    # lexsort is stable: the last of equal pairs is the latest one.
    last = np.append((np.diff(rows) != 0) | (np.diff(places) != 0), True)[: len(rows)]
    weights = table[Columns.WEIGHT].to_numpy(dtype=np.float64)[order][last]
    counts = np.bincount(rows[last], minlength=len(users))
    starts = np.concatenate([[0], np.cumsum(counts)])
    matrix = csr_array((weights, places[last], starts), shape=(len(users), len(wanted)))
    return Encoded(tuple(users.tolist()), tuple(wanted), matrix, _ages(table)[order][last])


def _checked(interactions: pd.DataFrame) -> pd.DataFrame:
    if missing := [name for name in _NEEDED if name not in interactions.columns]:
        raise DataError(f"The interactions lack the columns {', '.join(missing)}")
    table = interactions
    if Columns.DATETIME in table.columns:
        table = table.sort_values(Columns.DATETIME, kind="stable")
    table = table.astype({Columns.USER: str, Columns.ITEM: str})
    try:
        finite = np.isfinite(table[Columns.WEIGHT].to_numpy(dtype=np.float64))
    except (TypeError, ValueError) as error:
        raise DataError("The interactions hold weights that are not numbers") from error
    if not finite.all():
        raise DataError(
            f"{int((~finite).sum())} interactions have no weight", hint="Leave them out or mend them."
        )
    return table


def _ages(table: pd.DataFrame) -> npt.NDArray[np.float32]:
    if Columns.DATETIME not in table.columns or table.empty:
        return np.zeros(len(table), dtype=np.float32)
    times = table[Columns.DATETIME]
    if times.isna().any():
        raise DataError(
            f"{int(times.isna().sum())} interactions have no time", hint="Leave them out or mend them."
        )
    days = (times.max() - times).dt.total_seconds().to_numpy() / 86400
    return np.asarray(days / DAYS_IN_YEAR, dtype=np.float32)
