"""One title among few what-ifs: only what those can move is worked out, and only for titles that can matter.

Works for models whose scores are sums over the history (`Recommender.additive`): what a unit gives a title
is then known once and for all, and a what-if is the whole less what is switched off. Titles that no what-if
can lift to where they would count are left out by bounds, so what is said of ranks is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .sources import PREFERENCE

if TYPE_CHECKING:
    from .scorer import Scorer

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
# Bounds are kept apart by more than rounding can move a score.
_SLACK = 1e-6


class Focus:
    """A scorer with fewer players (m of them): the others are always remembered."""

    def __init__(self, scorer: Scorer, columns: Sequence[int]) -> None:
        self._scorer = scorer
        self._columns = np.array(columns, dtype=np.int64)
        self.players = tuple(scorer.players[column] for column in columns)
        self._pools: dict[tuple[int, int | None, int], Ints] = {}

    def near(self, masks: Bools, target: int | None, k: int) -> tuple[Ints, Floats]:
        """Ascending catalogue rows and their scores (b, rows) under masks (b, m); -inf where filtered.

        Whatever is left out stands below both the target and the `k` best others under each of the masks.
        """
        most = int((~masks).sum(axis=1).max(initial=0))
        key = (most, target, k)
        if key not in self._pools:
            self._pools[key] = self._pool(most, target, k)
        rows = self._pools[key]
        return rows, self._scores(masks, rows)

    def scores(self, masks: npt.ArrayLike) -> Floats:
        """Masks (b, m) to scores (b, items), as the whole scorer gives them."""
        return self._scorer.scores(self._widened(np.asarray(masks, dtype=np.bool_)))

    def lists(self, masks: npt.ArrayLike, k: int) -> list[tuple[str, ...]]:
        """Item ids of the list for each mask (b, m): those of the whole scorer."""
        from .ranking import best, diverse

        asked, catalog = np.asarray(masks, dtype=np.bool_), self._scorer.units.catalog
        most = max(k, self._scorer.funnel.config.pool)
        rows, scores = self.near(asked, None, most)
        found = []
        for mask, line in zip(self._widened(asked), scores, strict=True):
            order = best(line, most)
            chosen = diverse(self._scorer, mask, rows[order], line[order], k)
            found.append(tuple(catalog.ids[row] for row in chosen.tolist()))
        return found

    def _widened(self, masks: Bools) -> Bools:
        wide = np.ones((len(masks), len(self._scorer.players)), dtype=np.bool_)
        wide[:, self._columns] = masks
        return wide

    # What each player gives --------------------------------------------------------------------------

    @cached_property
    def _everything(self) -> Bools:
        return np.ones((1, len(self._scorer.players)), dtype=np.bool_)

    @cached_property
    def _given(self) -> tuple[Floats, Floats]:
        """Weighted personal scores, not yet divided by the mass: of everything (items,), and of each player
        (m, items)."""
        scorer = self._scorer
        histories = scorer.stacked(self._columns)
        total = np.zeros((histories.shape[0], len(scorer.units.catalog)))
        held = np.flatnonzero(np.diff(histories.indptr))
        for name in scorer.personal:
            total[held] += scorer.weight(name) * scorer.funnel.sources[name].scores(histories[held])
        return total[0], total[1:]

    @cached_property
    def _wanted(self) -> tuple[Floats, Floats]:
        """Rarities of stated values: of everything (items,), and of each player (m, items)."""
        wanted = self._scorer.units.told.wanted
        return np.asarray(wanted.sum(axis=0)).ravel(), wanted[self._columns].toarray()

    @cached_property
    def _barred(self) -> tuple[Floats, Floats]:
        """Rules against items: of everything (items,), the unmovable included, and of each player."""
        units = self._scorer.units
        counts = units.told.block_counts
        whole = np.asarray(counts.sum(axis=0)).ravel() + units.always
        return whole, counts[self._columns].toarray()

    @cached_property
    def _common(self) -> Floats:
        """What no player moves, weighted, shape (items,)."""
        parts = self._scorer.unmoved()
        return np.sum(list(parts.values()), axis=0) if parts else np.zeros(len(self._scorer.units.catalog))

    @cached_property
    def _masses(self) -> tuple[float, Floats, Floats]:
        """History weight that stays, then by touched item: what stays of it (t,), what players give (m, t)."""
        histories = self._scorer.stacked(self._columns)
        whole, own = histories[[0]].toarray()[0], histories[1:]
        touched = np.unique(own.indices)
        parts = own[:, touched].toarray()
        rest = float(np.abs(np.delete(whole, touched)).sum())
        return rest, whole[touched] - parts.sum(axis=0), parts

    # Scoring -----------------------------------------------------------------------------------------

    def _mass(self, masks: Bools) -> Floats:
        """What personal scores are divided by, (b,)."""
        rest, always, parts = self._masses
        size = rest + np.abs(np.round(always + masks @ parts, 12)).sum(axis=1)
        return np.asarray(np.maximum(size, 1.0) ** self._scorer.funnel.config.mass_power)

    def _scores(self, masks: Bools, rows: Ints) -> Floats:
        off = (~masks).astype(np.float64)
        scorer = self._scorer
        (given, gives), (wanted, wants), (barred, bars) = self._given, self._wanted, self._barred
        total = (given[rows] - off @ gives[:, rows]) / self._mass(masks)[:, None]
        if weight := scorer.weight(PREFERENCE):
            count = np.sqrt(np.maximum(scorer.statements(self._widened(masks)), 1.0))
            total += weight * ((wanted[rows] - off @ wants[:, rows]) / count[:, None])
        total += self._common[rows]
        blocked = barred[rows] - off @ bars[:, rows] > 0
        return scorer.total({"sum": total}, blocked)

    # Bounds ------------------------------------------------------------------------------------------

    def _pool(self, most: int, target: int | None, k: int) -> Ints:
        """Rows that can matter when at most `most` players are off."""
        barred, bars = self._barred
        sure, possible = barred == 0, barred - bars.sum(axis=0) <= 0
        low, high = self._bounds(most)
        others = sure.copy()
        if target is not None:
            others[target] = False
        floor = -np.inf
        if int(others.sum()) >= k:
            held = low[others]
            floor = float(np.partition(held, len(held) - k)[len(held) - k])
        if target is not None and possible[target]:
            floor = min(floor, float(low[target]))
        keep = possible & (high >= floor - _SLACK)
        if target is not None:
            keep[target] = True
        return np.flatnonzero(keep)

    def _bounds(self, most: int) -> tuple[Floats, Floats]:
        """Between which scores every item stays while at most `most` players are off, filters aside."""
        given, gives = self._given
        lost, won = _reach(gives, most), _reach(-gives, most)
        rest, always, parts = self._masses
        whole = rest + np.abs(always + parts.sum(axis=0)).sum()
        swing = float(_reach(np.abs(parts).sum(axis=1)[:, None], most)[0])
        power = self._scorer.funnel.config.mass_power
        masses = np.maximum((whole - swing, whole + swing), 1.0) ** power
        low = np.minimum(*((given - lost) / mass for mass in masses)) + self._common
        high = np.maximum(*((given + won) / mass for mass in masses)) + self._common
        if weight := self._scorer.weight(PREFERENCE):
            wanted, wants = self._wanted
            told = self._scorer.units.told.statements
            fewest = told.sum() - float(_reach(told[self._columns][:, None], most)[0])
            ends = (
                weight * np.maximum(wanted - _reach(wants, most), 0.0) / np.sqrt(max(told.sum(), 1.0)),
                weight * wanted / np.sqrt(max(fewest, 1.0)),
            )
            low, high = low + np.minimum(*ends), high + np.maximum(*ends)
        return low, high


def _reach(parts: Floats, most: int) -> Floats:
    """The most that `most` of some parts (m, n) can sum up to, column by column: an upper bound, (n,)."""
    positive = np.maximum(parts, 0.0)
    if not len(positive):
        return np.zeros(parts.shape[1])
    return np.asarray(np.minimum(most * positive.max(axis=0), positive.sum(axis=0)))
