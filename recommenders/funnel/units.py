"""What a taste and a wish are made of, unit by unit: everything remembered that could be taken away alone.

A unit is one fact id, or the item id where no fact is known. Taking units away here and `Taste.without`
there are the same thing. What has no id of its own (limits, preferences without a fact, the wish) is always
on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..filters import Rule, forbidden, of_items, of_wish, tally
from ..sparse import as_csr
from ..types import Wish
from .config import FunnelConfig
from .told import Cells, Told

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Units:
    """A taste (`told`) and a wish over `players` (p of them) plus one last unit that is always on.

    `history` holds the signed weights that units give items, `fixed` the rules that nothing takes away and
    `anchors` the rows of what the wish wants to be like.
    """

    catalog: Catalog
    told: Told
    history: Cells
    fixed: tuple[Rule, ...]
    anchors: Ints

    @property
    def players(self) -> tuple[str, ...]:
        """Ids of the units that can be switched off."""
        return self.told.players

    @cached_property
    def weighing(self) -> tuple[Ints, Any]:
        """The places (n,) of the units that have a history, and their weights, sparse (n, items)."""
        units, places = np.unique(self.history.units, return_inverse=True)
        cells = Cells(places.ravel(), self.history.rows, self.history.values)
        return units, cells.over(len(units), len(self.catalog))

    @cached_property
    def always(self) -> Bools:
        """Items that are forbidden whatever is remembered, shape (items,)."""
        return forbidden(self.fixed, len(self.catalog))

    def blocked(self, masks: Bools) -> Bools:
        """Which items are filtered under masks (b, p), shape (b, items)."""
        hit: Bools = (summed(masks, self.told.block_counts) > 0) | self.always
        return hit

    def dropped(self, mask: Bools) -> dict[str, int]:
        """Items filtered under one mask (p,), by reason. Each counts once, for the first rule against it."""
        cells, count = self.told.blocks, self.told.rules
        on = np.append(mask, True)[cells.units]
        rules, rows = cells.values[on].astype(np.int64), cells.rows[on]
        first = np.full(len(self.catalog), count, dtype=np.int64)
        # Of several values for one place the last is kept: backwards, that is the first rule.
        first[rows[::-1]] = rules[::-1]
        counts: dict[str, int] = {}
        hits = np.bincount(first, minlength=count + 1)[:count]
        for rule in np.flatnonzero(hits).tolist():
            reason = self.told.reason(rule)
            counts[reason] = counts.get(reason, 0) + int(hits[rule])
        for reason, dropped in tally(self.fixed, first == count).items():
            counts[reason] = counts.get(reason, 0) + dropped
        return counts


def summed(masks: Bools, units: Any) -> Floats:
    """Sums over the units that are on: masks (b, p) and a sparse (p + 1, n) array to (b, n).

    Whatever is fewer is summed, what is on or what is off. For numbers whose sums are exact: both are then
    the same to the last digit.
    """
    held = np.diff(units.indptr) > 0
    places, last = np.flatnonzero(held[:-1]), units[[-1]]
    part, on = units[places], masks[:, places]
    always: Floats = np.asarray(last.toarray())
    if 2 * int(on.sum()) <= on.size:
        return np.asarray((as_csr(on) @ part).toarray() + always)
    everything = np.asarray(part.sum(axis=0)) + always
    return np.asarray(everything - (as_csr(~on) @ part).toarray())


def units_of(
    catalog: Catalog, config: FunnelConfig, told: Told, wish: Wish, shown: tuple[str, ...] = ()
) -> Units:
    """A taste beside a wish. Raises `UsageError` for an attribute the catalogue does not have."""
    near = config.background if wish.like else 1.0
    fixed = [*told.limits, *of_wish(catalog, wish), *of_items(catalog, "shown before", shown)]
    if wish.query.strip():
        fixed.append(_matching(catalog, wish.query))
    anchors = catalog.index_of(dict.fromkeys(wish.like))
    anchors = anchors[anchors >= 0]
    always = np.full(len(anchors), len(told.players), dtype=np.int64)
    history = Cells(
        np.concatenate([told.history.units, always]),
        np.concatenate([told.history.rows, anchors]),
        np.concatenate([told.history.values * near, np.ones(len(anchors))]),
    )
    return Units(catalog, told, history, tuple(fixed), anchors)


def _matching(catalog: Catalog, query: str) -> Rule:
    """Forbid what the text search does not find."""
    return Rule(f"does not match {query.strip()[:60]!r}", ~catalog.text_search.matches(query))
