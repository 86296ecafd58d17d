"""A taste as arrays, unit by unit, before any wish: made once for a taste however many lists it makes.

Everything is kept as coordinates (which unit, which item): ten thousand remembered things touch a few tens
of thousand of the hundred million cells that masks over the catalogue would have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..filters import Rule, of_limits
from ..types import Preference, Taste
from .config import FunnelConfig
from .values import ValueRows

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Rarities are multiples of this, so that their sums are exact in whatever order they are made.
_GRAIN = 2.0**-40


@dataclass(frozen=True)
class Cells:
    """Coordinates: unit places, catalogue rows and one number each, all of shape (cells,)."""

    units: Ints
    rows: Ints
    values: Floats

    def over(self, units: int, rows: int) -> Any:
        """As a sparse (units, rows) array; what stands in one cell is added up."""
        from scipy.sparse import csr_array

        return csr_array((self.values, (self.units, self.rows)), shape=(units, rows))


@dataclass(frozen=True)
class Told:
    """A taste over its `players` (p of them) and one last unit that is always on.

    `liked` holds history weights. `blocks` are the items that units forbid, in the order of their rules:
    their values are places in `reasons`. `stated` are the liked values, `owners[s]` the unit that states
    value s; `valued` are the items that have them: its units are places in `stated`, its values rarities.
    `limits` are always on.
    """

    players: tuple[str, ...]
    places: dict[str, int]
    history: Cells
    blocks: Cells
    reasons: tuple[str, ...]
    stated: tuple[Preference, ...]
    owners: Ints
    valued: Cells
    limits: tuple[Rule, ...]
    size: int

    @cached_property
    def block_counts(self) -> Any:
        """Sparse (p + 1, items) counts of the rules by which a unit forbids an item."""
        cells = Cells(self.blocks.units, self.blocks.rows, np.ones(len(self.blocks.rows)))
        return cells.over(len(self.players) + 1, self.size)

    @cached_property
    def wanted(self) -> Any:
        """Sparse (p + 1, items) sums of the rarities of the values that a unit states and an item has."""
        owners = self.owners[self.valued.units]
        return Cells(owners, self.valued.rows, self.valued.values).over(len(self.players) + 1, self.size)

    @cached_property
    def statements(self) -> Floats:
        """How many values each unit states, shape (p + 1,)."""
        return np.bincount(self.owners, minlength=len(self.players) + 1).astype(np.float64)


def told(catalog: Catalog, config: FunnelConfig, values: ValueRows, taste: Taste) -> Told:
    """Take a taste apart. Raises `UsageError` for an attribute the catalogue does not have."""
    facts, preferences = taste.facts, taste.preferences
    groups = tuple(tuple(dict.fromkeys(ids)) for ids in (taste.disliked, taste.liked, taste.seen))
    named = (facts.get(item, item) for ids in (taste.liked, taste.disliked, taste.seen) for item in ids)
    stating = (one.fact_id for one in preferences if one.fact_id)
    players = tuple(dict.fromkeys((*named, *stating)))
    places = dict(zip(players, range(len(players)), strict=True))
    held = [_items(catalog, places, facts, ids) for ids in groups]
    rows = [values.rows(one.attribute, one.value) for one in preferences]
    owners = _array([places[one.fact_id] if one.fact_id else len(players) for one in preferences])
    likes = np.array([one.polarity >= 0 for one in preferences], dtype=np.bool_)
    against = np.flatnonzero(~likes).tolist()
    said, forbidden = _spread([rows[at] for at in against])
    units = np.concatenate([*(unit for unit, _ in held), owners[~likes][said]])
    blocked = np.concatenate([*(row for _, row in held), forbidden])
    rules = np.concatenate([np.repeat((0, 1, 2), [len(unit) for unit, _ in held]), 3 + said])
    disliked = [f"disliked {preferences[at].attribute}: {preferences[at].value}" for at in against]
    weights = np.repeat((-config.dislike, 1.0), [len(held[0][0]), len(held[1][0])])
    stated = np.flatnonzero(likes).tolist()
    return Told(
        players=players,
        places=places,
        history=Cells(*map(np.concatenate, zip(*held[:2], strict=True)), values=weights),
        blocks=Cells(units, blocked, rules.astype(np.float64)),
        reasons=("disliked", "liked already", "seen already", *disliked),
        stated=tuple(preferences[at] for at in stated),
        owners=owners[likes],
        valued=_rare([rows[at] for at in stated], len(catalog), config.rarity_power),
        limits=tuple(of_limits(catalog, taste)),
        size=len(catalog),
    )


def _items(
    catalog: Catalog, places: dict[str, int], facts: Any, ids: Sequence[str]
) -> tuple[Ints, Ints]:
    """Units and rows of the items that the catalogue has."""
    rows = catalog.index_of(ids)
    units = _array([places[facts.get(item, item)] for item in ids])
    return units[rows >= 0], rows[rows >= 0]


def _spread(lists: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Lists of rows as coordinates: the place of the list, and the row."""
    sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    return np.repeat(np.arange(len(lists)), sizes), np.concatenate([_array([]), *lists])


def _rare(lists: Sequence[Ints], size: int, power: float) -> Cells:
    """Items of the stated values, by rarity: the rarer a value, the more it says that somebody names it."""
    places, rows = _spread(lists)
    sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    rarity = np.maximum(np.log(size / (1.0 + sizes)), 0.1) ** power
    return Cells(places, rows, (np.round(rarity / _GRAIN) * _GRAIN)[places])


def _array(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
