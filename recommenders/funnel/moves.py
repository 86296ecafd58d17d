"""What each remembered thing does to one item's score, all of them at once, each taken away alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .sources import PREFERENCE

if TYPE_CHECKING:
    from .scorer import Scorer

Floats = npt.NDArray[np.float64]


def moves(scorer: Scorer, row: int) -> Floats:
    """See `Scorer.moves`. Sums over the history are taken apart, so no what-if is scored as a whole."""
    count = len(scorer.players)
    counts = scorer.units.told.block_counts[:, [row]].toarray().ravel()
    barred = counts.sum() + scorer.units.always[row]
    if barred:
        alone = (barred - counts[:count]) == 0
        return np.where(alone, np.inf, 0.0)
    change = _history(scorer, row)[:count]
    if weight := scorer.weight(PREFERENCE):
        told = scorer.units.told
        wanted = told.wanted[:, [row]].toarray().ravel()
        left = np.maximum(told.statements.sum() - told.statements, 1.0)
        whole = wanted.sum() / np.sqrt(max(told.statements.sum(), 1.0))
        change = change + weight * ((wanted.sum() - wanted) / np.sqrt(left) - whole)[:count]
    return change


def _history(scorer: Scorer, row: int) -> Floats:
    """The part of the change that comes through the history, shape (p + 1,)."""
    from scipy.sparse import csr_array

    units, weights = scorer.units.weighing
    out = np.zeros(len(scorer.players) + 1)
    cells = weights.tocoo()
    items, place = np.unique(cells.col, return_inverse=True)
    if not len(items):
        return out
    ones = csr_array((np.ones(len(items)), items, np.array([0, len(items)])), shape=(1, weights.shape[1]))
    gain = np.zeros(len(items))
    for name in scorer.personal:
        source = scorer.funnel.sources[name]
        gain += scorer.weight(name) * source.contributions(ones, np.array([row]))[:, 0]
    sums = np.bincount(place, weights=cells.data, minlength=len(items))
    less = np.abs(np.round(sums[place] - cells.data, 12)) - np.abs(sums[place])
    given = np.bincount(cells.row, weights=cells.data * gain[place], minlength=len(units))
    size = np.abs(sums).sum() + np.bincount(cells.row, weights=less, minlength=len(units))
    power = scorer.funnel.config.mass_power
    whole = float(sums @ gain)
    out[units] = (whole - given) / np.maximum(size, 1.0) ** power
    out[units] -= whole / max(float(np.abs(sums).sum()), 1.0) ** power
    return out
