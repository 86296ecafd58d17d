"""The funnel's scoring, over many what-ifs at once. The list people see is made by this very code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ..sparse import as_csr
from ..types import CandidateSet
from .focus import Focus
from .moves import moves
from .sources import FRESHNESS, KIND, PREFERENCE
from .units import Units, summed

if TYPE_CHECKING:
    from .funnel import Funnel

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Sums of floats differ in the last digits with the size of a batch; what is compared is rounded to this.
DIGITS = 9
_BATCH = 256


@dataclass(frozen=True)
class Scorer:
    """One taste and one wish, to be scored with any of the taste's units switched off."""

    funnel: Funnel
    units: Units
    alike: bool = False

    @property
    def players(self) -> tuple[str, ...]:
        """Ids of the units in the order of a mask's columns: fact ids, item ids where there is no fact."""
        return self.units.players

    def scores(self, masks: npt.ArrayLike) -> Floats:
        """Masks (b, p), True = remembered, to scores (b, items) over `catalog.ids`; -inf where filtered."""
        rows = self._checked(masks)
        out = np.empty((len(rows), len(self.units.catalog)))
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            out[start : start + _BATCH] = self.total(self.shares(part), self.blocked(part))
        return out

    def shares(self, masks: Bools) -> dict[str, Floats]:
        """Each source's weighted scores, shape (b, items) or (1, items) where they are the same for all."""
        return {name: self.weight(name) * part for name, part in self.parts(masks).items()}

    @staticmethod
    def total(shares: Mapping[str, Floats], blocked: Bools) -> Floats:
        """The sum of the shares, -inf where filtered; shape (b, items)."""
        total = np.zeros(blocked.shape)
        for share in shares.values():
            total += share
        return np.where(blocked, -np.inf, np.round(total, DIGITS))

    def rank(self, mask: npt.ArrayLike, k: int) -> CandidateSet:
        """The list for one mask (p,): what `Funnel.recommend` gives for the taste without what is off."""
        from .ranking import ranked

        return ranked(self, self._checked(np.asarray(mask)[None, :])[0], k)

    def lists(self, masks: npt.ArrayLike, k: int) -> list[tuple[str, ...]]:
        """Item ids of the list for each mask (b, p): those of `rank`, without the trail and the reasons."""
        from .ranking import best, diverse

        found = []
        rows = self._checked(masks)
        for mask, scores in zip(rows, self.scores(rows), strict=True):
            order = best(scores, self.reach(k, mask))
            chosen = diverse(self, mask, order, scores[order], k)
            found.append(tuple(self.units.catalog.ids[row] for row in chosen.tolist()))
        return found

    def reach(self, k: int, mask: Bools) -> int:
        """How many of the best are considered for a list of `k` under a mask (p,): more where several stated
        values must find a place, since the titles of the rarest may stand far down."""
        config = self.funnel.config
        several = self.statements(mask[None, :])[0] > 1
        return max(k, config.reach if several else config.pool)

    def blocked(self, masks: Bools) -> Bools:
        """Which items are filtered, shape (b, items)."""
        return self.units.blocked(masks)

    def histories(self, masks: Bools) -> Any:
        """Signed histories over the catalogue, sparse (b, items)."""
        units, weights = self.units.weighing
        on = np.hstack([masks, np.ones((len(masks), 1), dtype=np.bool_)])[:, units]
        rows = as_csr(on) @ weights
        rows.sum_duplicates()
        return rows

    def parts(self, masks: Bools) -> Mapping[str, Floats]:
        """Each source's unweighted scores, shape (b, items) or (1, items) where they are the same for all."""
        histories = self.histories(masks)
        mass = self.mass(histories)
        found: dict[str, Floats] = {}
        for name in (*self.funnel.active, *((KIND,) if self.alike and self.funnel.config.kind else ())):
            if name == PREFERENCE:
                found[name] = self._stated(masks)
            elif name in self.personal:
                found[name] = self.funnel.sources[name].scores(histories) / mass[:, None]
            else:
                found[name] = self._same(name)[None, :]
        return found

    def unmoved(self) -> dict[str, Floats]:
        """The weighted shares that no part of the taste moves, each of shape (items,)."""
        names = (*self.funnel.active, *((KIND,) if self.alike and self.funnel.config.kind else ()))
        moved = {PREFERENCE, *self.personal}
        return {name: self.weight(name) * self._same(name) for name in names if name not in moved}

    def _same(self, name: str) -> Floats:
        """What a source gives everybody, shape (items,)."""
        if name == KIND:
            return self._of_kind
        return self.funnel.fresh if name == FRESHNESS else self.funnel.common(name)

    @cached_property
    def personal(self) -> tuple[str, ...]:
        """The sources in use that answer to a history."""
        sources = self.funnel.sources
        return tuple(name for name in self.funnel.active if name in sources and sources[name].model.personal)

    # What-ifs about one item -------------------------------------------------------------------------

    @property
    def additive(self) -> bool:
        """Whether all scores are sums over the history, as `moves` and `focused` need it."""
        return all(self.funnel.sources[name].model.additive for name in self.personal)

    def focused(self, columns: Sequence[int]) -> Focus:
        """The same scorer with only these players, the others being always on, quick for one item's place.

        Raises `UsageError` where a model is not `additive`.
        """
        self._need_sums()
        return Focus(self, columns)

    def moves(self, row: int) -> Floats:
        """How the score of one row changes when each player alone is off, shape (p,).

        +inf for a player that alone keeps the row out; 0 where it is kept out in any case. Raises
        `UsageError` where a model is not `additive`.
        """
        self._need_sums()
        return moves(self, row)

    def blockers(self, row: int) -> tuple[Ints, bool]:
        """The players that forbid one row, each alone, and whether something unmovable forbids it as well."""
        told = self.units.told
        held = np.unique(told.blocks.units[told.blocks.rows == row])
        always = bool(self.units.always[row]) or len(self.players) in held
        return held[held < len(self.players)], always

    def stacked(self, columns: Ints) -> Any:
        """The history of everything, then that of each of some units alone; sparse (1 + columns, items)."""
        from scipy.sparse import csr_array, vstack

        units, weights = self.units.weighing
        everything = self.histories(np.ones((1, len(self.players)), dtype=np.bool_))
        place = np.full(len(self.players) + 1, -1, dtype=np.int64)
        place[units] = np.arange(len(units))
        held = np.flatnonzero(place[columns] >= 0)
        pick = csr_array((np.ones(len(held)), (held, place[columns][held])), shape=(len(columns), len(units)))
        return csr_array(vstack([everything, pick @ weights]))

    def _need_sums(self) -> None:
        if not self.additive:
            raise UsageError("A model here is no sum over the history", hint="Ask `scores` with masks.")

    def weight(self, name: str) -> float:
        """A source's weight for this wish: a likeness turns what everybody gets down and content up."""
        if name == KIND:
            return self.funnel.config.kind
        weight = self.funnel.config.weights.get(name, 0.0)
        if self.alike and name in self.funnel.common_names:
            return weight * self.funnel.config.echo
        if self.alike and self.funnel.is_content(name):
            return weight * self.funnel.config.kinship
        if self.alike and name == PREFERENCE:
            return weight * self.funnel.config.background
        return weight

    def mass(self, histories: Any) -> Floats:
        """What scores of histories are divided by, shape (b,)."""
        size = np.asarray(abs(histories).sum(axis=1)).ravel()
        return np.asarray(np.maximum(size, 1.0) ** self.funnel.config.mass_power)

    def statements(self, masks: Bools) -> Floats:
        """How many values are stated, shape (b,)."""
        told = self.units.told
        some = np.flatnonzero(told.statements[:-1])
        return np.asarray(masks[:, some] @ told.statements[some] + told.statements[-1])

    def _stated(self, masks: Bools) -> Floats:
        """Sum over the liked values an item has, over the root of how many values were stated."""
        count = np.maximum(self.statements(masks), 1.0)
        return np.asarray(summed(masks, self.units.told.wanted) / np.sqrt(count)[:, None])

    @cached_property
    def _of_kind(self) -> Floats:
        """How far each item shares its categories with those the wish wants it to be like: cosine, (items,).

        A shared actor makes two titles related, not alike: this is what tells a documentary from a thriller.
        """
        catalog = self.units.catalog
        if catalog.category is None:
            return np.zeros(len(catalog))
        values = catalog.matrix(catalog.category).astype(np.float64)
        lengths = np.sqrt(np.maximum(np.asarray(values.sum(axis=1)).ravel(), 1.0))
        anchors = self.units.anchors.tolist()
        shared = np.asarray((values @ values[anchors].T).todense())
        return np.asarray((shared / (lengths[:, None] * lengths[None, anchors])).max(axis=1))

    def values_at(self, mask: Bools, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """The stated values that are on and that some rows have: places in `stated`, in `rows`, rarities."""
        told = self.units.told
        places = np.full(len(self.units.catalog), -1, dtype=np.int64)
        places[rows] = np.arange(len(rows))
        there = np.flatnonzero(places[told.valued.rows] >= 0)
        there = there[np.append(mask, True)[told.owners[told.valued.units[there]]]]
        cells = told.valued
        return cells.units[there], places[cells.rows[there]], cells.values[there]

    def stated_shares(self, mask: Bools, rows: Ints) -> Floats:
        """What each liked value that is on adds to the score of some rows: (values that occur there, rows)."""
        weight = self.weight(PREFERENCE)
        if not len(self.units.told.owners) or not weight:
            return np.zeros((0, len(rows)))
        values, places, rarity = self.values_at(mask, rows)
        which, line = np.unique(values, return_inverse=True)
        added = np.zeros((len(which), len(rows)))
        added[line.ravel(), places] = rarity
        count = max(float(self.statements(mask[None, :])[0]), 1.0)
        return np.asarray(added * (weight / np.sqrt(count)))

    def _checked(self, masks: npt.ArrayLike | Sequence[Sequence[bool]]) -> Bools:
        rows = np.asarray(masks, dtype=np.bool_)
        if rows.ndim != 2 or rows.shape[1] != len(self.players):
            raise UsageError(
                f"Masks have shape {rows.shape}, not (any, {len(self.players)})",
                hint="Give one column for each id of `players`.",
            )
        return rows
