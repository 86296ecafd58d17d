"""A taste as arrays, unit by unit, before any wish: made once for a taste however many lists it makes.

Everything is kept as coordinates (which unit, which item): ten thousand remembered things touch a few tens
of thousand of the hundred million cells that masks over the catalogue would have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..filters import Rule, of_limits
from ..patching import changed
from ..types import Preference, Taste
from .config import FunnelConfig
from .values import ValueRows

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Rarities are multiples of this, so that their sums are exact in whatever order they are made.
_GRAIN = 2.0**-40
_OF_ITEMS = ("disliked", "liked already", "seen already")


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
class Read:
    """Preferences looked up (n of them): the fact behind each, its value's number, whether it is a liking."""

    preferences: tuple[Preference, ...]
    facts: list[str | None]
    numbers: Ints
    likes: Bools


@dataclass(frozen=True)
class Told:
    """A taste over its `players` (p of them) and one last unit that is always on.

    `history` holds the weights that units give items. `blocks` are the items that units forbid, in the order
    of their rules: their values are numbers of `reason`. Of the liked values `owners[s]` is the unit that
    states value s, and `valued` are the items that have it: its units are numbers of `stated`, its values
    rarities. `limits` are always on.
    """

    players: tuple[str, ...]
    history: Cells
    blocks: Cells
    read: Read
    owners: Ints
    valued: Cells
    limits: tuple[Rule, ...]
    size: int

    @property
    def rules(self) -> int:
        """How many rules there are."""
        return len(_OF_ITEMS) + len(self.read.preferences) - len(self.owners)

    def reason(self, rule: int) -> str:
        """Why a rule forbids."""
        if rule < len(_OF_ITEMS):
            return _OF_ITEMS[rule]
        preference = self.read.preferences[self._kinds[1][rule - len(_OF_ITEMS)]]
        return f"disliked {preference.attribute}: {preference.value}"

    def stated(self, value: int) -> Preference:
        """A liked value."""
        preference: Preference = self.read.preferences[self._kinds[0][value]]
        return preference

    @cached_property
    def _kinds(self) -> tuple[Ints, Ints]:
        """Places of the liked and of the disliked preferences."""
        return np.flatnonzero(self.read.likes), np.flatnonzero(~self.read.likes)

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


def told(
    catalog: Catalog, config: FunnelConfig, values: ValueRows, taste: Taste, before: Told | None = None
) -> Told:
    """Take a taste apart; what it shares with one taken apart `before` is not looked up again.

    Raises `UsageError` for an attribute the catalogue does not have.
    """
    facts, read = taste.facts, _read(taste.preferences, values, before.read if before is not None else None)
    groups = tuple(tuple(dict.fromkeys(ids)) for ids in (taste.disliked, taste.liked, taste.seen))
    named = [facts.get(item, item) for ids in (taste.liked, taste.disliked, taste.seen) for item in ids]
    players = tuple(dict.fromkeys((*named, *filter(None, read.facts))))
    places = dict(zip(players, range(len(players)), strict=True))
    held = [_items(catalog, places, facts, ids) for ids in groups]
    which, rows = values.rows(read.numbers)
    owners = _array([places[one] if one else len(players) for one in read.facts])
    likes = read.likes
    # Of the values each is counted in its own kind: which of the liked, which of the disliked.
    place = np.where(likes, np.cumsum(likes), np.cumsum(~likes)) - 1
    good = likes[which]
    units = np.concatenate([*(unit for unit, _ in held), owners[which[~good]]])
    blocked = np.concatenate([*(row for _, row in held), rows[~good]])
    rules = np.concatenate([np.repeat((0, 1, 2), [len(unit) for unit, _ in held]), 3 + place[which[~good]]])
    weights = np.repeat((-config.dislike, 1.0), [len(held[0][0]), len(held[1][0])])
    rare = _rarity(np.bincount(which, minlength=len(likes)), len(catalog), config.rarity_power)
    return Told(
        players=players,
        history=Cells(
            np.concatenate([held[0][0], held[1][0]]), np.concatenate([held[0][1], held[1][1]]), weights
        ),
        blocks=Cells(units, blocked, rules.astype(np.float64)),
        read=read,
        owners=owners[likes],
        valued=Cells(place[which[good]], rows[good], rare[which[good]]),
        limits=tuple(of_limits(catalog, taste)),
        size=len(catalog),
    )


def _read(preferences: tuple[Preference, ...], values: ValueRows, before: Read | None) -> Read:
    """Look preferences up, those of `before` excepted."""
    if before is None:
        before = Read((), [], _array([]), np.empty(0, dtype=np.bool_))
    start, old_end, new_end = changed(before.preferences, preferences)
    fresh = preferences[start:new_end]
    numbers = _array([values.number(one.attribute, one.value) for one in fresh])
    likes = np.array([one.polarity >= 0 for one in fresh], dtype=np.bool_)
    return Read(
        preferences,
        [*before.facts[:start], *(one.fact_id for one in fresh), *before.facts[old_end:]],
        np.concatenate([before.numbers[:start], numbers, before.numbers[old_end:]]),
        np.concatenate([before.likes[:start], likes, before.likes[old_end:]]),
    )


def _items(
    catalog: Catalog, places: dict[str, int], facts: Mapping[str, str], ids: Sequence[str]
) -> tuple[Ints, Ints]:
    """Units and rows of the items that the catalogue has."""
    rows = catalog.index_of(ids)
    units = _array([places[facts.get(item, item)] for item in ids])
    return units[rows >= 0], rows[rows >= 0]


def _rarity(counts: Ints, size: int, power: float) -> Floats:
    """How rare values are: the rarer a value, the more it says that somebody names it."""
    rarity = np.maximum(np.log(size / (1.0 + counts)), 0.1) ** power
    return np.asarray(np.round(rarity / _GRAIN) * _GRAIN)


def _array(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
