"""What a taste is made of, unit by unit: everything remembered that could be taken away on its own.

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
from ..filters import Rule, of_dislike, of_items, of_limits, of_wish
from ..types import Preference, Taste, Wish
from .config import FunnelConfig

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Units:
    """A taste and a wish as arrays over `players` (p of them) plus one last unit that is always on.

    `weights[place][row]` is the signed history weight a unit gives an item; `rules` are (unit place, rule)
    pairs and `stated` (unit place, preference) pairs of the liked attribute values.
    """

    catalog: Catalog
    players: tuple[str, ...]
    weights: tuple[dict[int, float], ...]
    rules: tuple[tuple[int, Rule], ...]
    stated: tuple[tuple[int, Preference], ...]

    @cached_property
    def history(self) -> Any:
        """Sparse (p + 1, items) array of signed weights."""
        from scipy.sparse import csr_array

        cells = [
            (place, row, weight) for place, rows in enumerate(self.weights) for row, weight in rows.items()
        ]
        places = np.array([place for place, _, _ in cells], dtype=np.int64)
        rows = np.array([row for _, row, _ in cells], dtype=np.int64)
        weights = np.array([weight for _, _, weight in cells], dtype=np.float64)
        return csr_array((weights, (places, rows)), shape=(len(self.players) + 1, len(self.catalog)))

    @cached_property
    def blocks(self) -> Any:
        """Sparse (p + 1, items) counts of the rules by which a unit forbids an item."""
        from scipy.sparse import csr_array

        held: list[list[npt.NDArray[np.int64]]] = [[] for _ in range(len(self.players) + 1)]
        for place, rule in self.rules:
            held[place].append(np.flatnonzero(rule.forbids))
        flat = [rows for of_unit in held for rows in of_unit]
        indices = np.concatenate(flat) if flat else np.empty(0, dtype=np.int64)
        sizes = [sum(len(rows) for rows in of_unit) for of_unit in held]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        shape = (len(held), len(self.catalog))
        return csr_array((np.ones(len(indices)), indices, starts), shape=shape)

    @cached_property
    def liking(self) -> Floats:
        """Which unit states which liked value, (p + 1, stated)."""
        liking = np.zeros((len(self.players) + 1, len(self.stated)))
        liking[[place for place, _ in self.stated], np.arange(len(self.stated))] = 1.0
        return liking

    def full(self, masks: Bools) -> Floats:
        """Masks (b, p) as numbers (b, p + 1) with the last unit on."""
        return np.hstack([masks, np.ones((len(masks), 1))])


class _Builder:
    """Collects what each unit says. The unit `""` stands for what is always on."""

    def __init__(self, catalog: Catalog, taste: Taste) -> None:
        self.catalog, self.taste = catalog, taste
        items = (*taste.liked, *taste.disliked, *taste.seen)
        stated = (preference.fact_id for preference in taste.preferences)
        self.players = tuple(dict.fromkeys((*(self.unit(item) for item in items), *(f for f in stated if f))))
        self.places = {player: place for place, player in enumerate(self.players)}
        self.places[""] = len(self.players)
        self.weights: list[dict[int, float]] = [{} for _ in range(len(self.places))]
        self.rules: list[tuple[int, Rule]] = []
        self.stated: list[tuple[int, Preference]] = []

    def unit(self, item: str) -> str:
        """The unit of an item of the taste."""
        return self.taste.facts.get(item, item)

    def items(self, reason: str, ids: tuple[str, ...], weight: float) -> None:
        """Items of the taste: filtered for `reason`, and in the history with `weight`."""
        for item in dict.fromkeys(ids):
            place = self.places[self.unit(item)]
            for rule in of_items(self.catalog, reason, (item,)):
                self.rules.append((place, rule))
            self.weigh(place, item, weight)

    def weigh(self, place: int, item: str, weight: float) -> None:
        """Add to what a unit says of an item; an item the catalogue lacks says nothing."""
        if weight and item in self.catalog:
            row = self.catalog.row(item)
            self.weights[place][row] = self.weights[place].get(row, 0.0) + weight

    def always(self, rules: list[Rule]) -> None:
        """Rules that no unit can take away."""
        self.rules += [(self.places[""], rule) for rule in rules]

    def preference(self, preference: Preference) -> None:
        """A liked value is stated, a disliked one forbids."""
        place = self.places[preference.fact_id or ""]
        if preference.polarity < 0:
            self.rules.append((place, of_dislike(self.catalog, preference)))
        else:
            self.stated.append((place, preference))


def units_of(
    catalog: Catalog, config: FunnelConfig, taste: Taste, wish: Wish, shown: tuple[str, ...] = ()
) -> Units:
    """Take a taste and a wish apart. Raises `UsageError` for an attribute the catalogue does not have."""
    build = _Builder(catalog, taste)
    near = config.background if wish.like else 1.0
    build.items("disliked", taste.disliked, -config.dislike * near)
    build.items("liked already", taste.liked, near)
    build.items("seen already", taste.seen, 0.0)
    for preference in taste.preferences:
        build.preference(preference)
    build.always(of_limits(catalog, taste))
    build.always(of_wish(catalog, wish))
    build.always(of_items(catalog, "shown before", shown))
    if wish.query.strip():
        build.always([_matching(catalog, wish.query)])
    for item in dict.fromkeys(wish.like):
        build.weigh(build.places[""], item, 1.0)
    return Units(catalog, build.players, tuple(build.weights), tuple(build.rules), tuple(build.stated))


def _matching(catalog: Catalog, query: str) -> Rule:
    """Forbid what the text search does not find."""
    return Rule(f"does not match {query.strip()[:60]!r}", ~catalog.text_search.matches(query))
