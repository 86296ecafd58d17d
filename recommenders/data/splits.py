"""Splitting interactions by time, the same moment for everybody: nothing is learnt from the future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ...errors import DataError, UsageError
from ..columns import Columns

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Split:
    """Three tables with the columns of the one split, and the moments (UTC) where the later two begin."""

    train: pd.DataFrame
    validation: pd.DataFrame
    test: pd.DataFrame
    validation_from: datetime
    test_from: datetime


def temporal_split(interactions: pd.DataFrame, *, validation: float = 0.8, test: float = 0.9) -> Split:
    """Cut at two quantiles of time: before `validation`, between, and from `test` on.

    Interactions of one instant stay together. Raises `UsageError` for quantiles out of order and `DataError`
    for a table without interactions.
    """
    if not 0 < validation < test < 1:
        raise UsageError(
            f"The split at {validation} and {test} makes no sense", hint="Use 0 < validation < test < 1."
        )
    if interactions.empty:
        raise DataError("There are no interactions to split")
    times = interactions[Columns.DATETIME]
    ordered = times.sort_values(ignore_index=True)
    first, second = (ordered.iloc[int(q * (len(ordered) - 1))] for q in (validation, test))
    later, latest = times >= first, times >= second
    return Split(
        train=interactions[~later].reset_index(drop=True),
        validation=interactions[later & ~latest].reset_index(drop=True),
        test=interactions[latest].reset_index(drop=True),
        validation_from=first.to_pydatetime(),
        test_from=second.to_pydatetime(),
    )
