"""One title among few what-ifs: only what those can move is worked out, and only for titles that can matter.

Works for models whose scores are sums over the history (`Recommender.additive`): what a unit gives a title
is then known once and for all, and a what-if is the whole less what is switched off. Titles that no what-if
can lift to where they would count are left out by bounds, so what is said of ranks is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
_DEPTHS = (1, 2, 4, 8, 16, 32, 64)


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
        off = int((~masks).sum(axis=1).max(initial=0))
        # What can matter when more are off holds whatever can when fewer are: a few sizes serve all.
        most = next((size for size in _DEPTHS if size >= off), off)
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
        most = self._scorer.reach(k, self._everything[0])
        rows, scores = self.near(asked, None, most)
        found = []
        for mask, line in zip(self._widened(asked), scores, strict=True):
            order = best(line, self._scorer.reach(k, mask))
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

    @cached_property
    def _reaches(self) -> dict[str, _Reach]:
        """How far players can move each part of a score."""
        gives, wants, parts = self._given[1], self._wanted[1], self._masses[2]
        told = self._scorer.units.told.statements[self._columns]
        return {
            "lost": _Reach.of(gives),
            "won": _Reach.of(-gives),
            "wants": _Reach.of(wants),
            "mass": _Reach.of(np.abs(parts).sum(axis=1)[:, None]),
            "told": _Reach.of(told[:, None]),
        }

    def _bounds(self, most: int) -> tuple[Floats, Floats]:
        """Between which scores every item stays while at most `most` players are off, filters aside."""
        reach = {name: part.by(most) for name, part in self._reaches.items()}
        rest, always, parts = self._masses
        whole = rest + np.abs(always + parts.sum(axis=0)).sum()
        power = self._scorer.funnel.config.mass_power
        masses = [max(whole + sign * float(reach["mass"][0]), 1.0) ** power for sign in (-1, 1)]
        less, more = self._given[0] - reach["lost"], self._given[0] + reach["won"]
        low = np.minimum(less / masses[0], less / masses[1]) + self._common
        high = np.maximum(more / masses[0], more / masses[1]) + self._common
        if weight := self._scorer.weight(PREFERENCE):
            wanted, told = self._wanted[0], float(self._scorer.units.told.statements.sum())
            least = weight * np.maximum(wanted - reach["wants"], 0.0) / max(told, 1.0) ** 0.5
            largest = weight * wanted / max(told - float(reach["told"][0]), 1.0) ** 0.5
            low, high = low + np.minimum(least, largest), high + np.maximum(least, largest)
        return low, high


@dataclass(frozen=True)
class _Reach:
    """The largest positive part of each column, and the sum of them: how far some of the parts can go."""

    largest: Floats
    total: Floats

    @classmethod
    def of(cls, parts: Floats) -> _Reach:
        """From parts (m, n)."""
        if not len(parts):
            return cls(np.zeros(parts.shape[1]), np.zeros(parts.shape[1]))
        positive = np.maximum(parts, 0.0)
        return cls(positive.max(axis=0), positive.sum(axis=0))

    def by(self, most: int) -> Floats:
        """The most that `most` of the parts can sum up to, column by column: an upper bound, (n,)."""
        return np.asarray(np.minimum(most * self.largest, self.total))
