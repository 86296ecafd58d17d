"""One question about one item: who asked, from which list, and the real recommender to check answers on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ...recommenders.catalog import Catalog
from ...recommenders.types import Taste, Wish
from ..taste import TasteView
from ..views import FunnelView, ListScorer
from .game import Game
from .screen import MOST, extreme, narrowed, strongest


@dataclass
class Case:
    """The item asked about and the list it is or is not in.

    `wish` is the request the list answered, `shown` the items that were left out because they had been shown
    before.
    """

    item_id: str
    funnel: FunnelView
    catalog: Catalog
    view: TasteView
    wish: Wish = field(default_factory=Wish)
    k: int = 10
    shown: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.row = self.catalog.row(self.item_id)
        self.item_label = self.catalog.get(self.item_id).label
        # Earlier lists count as part of the request, so that a counterfactual list leaves them out as well.
        hidden = tuple(i for i in self.shown if i != self.item_id and i not in self.wish.exclude_items)
        self.wish = replace(self.wish, exclude_items=(*self.wish.exclude_items, *hidden))
        self._real: dict[frozenset[str], tuple[str, ...]] = {}
        self._quick: dict[frozenset[str], tuple[str, ...]] = {}
        self._narrow: ListScorer | None = None

    @property
    def taste(self) -> Taste:
        """The taste the list was made from."""
        return self.view.taste

    def real_list(self, taste: Taste, wish: Wish | None = None) -> tuple[str, ...]:
        """Ids of the list the recommender makes for another taste or wish, without the trail of a list."""
        model = self.funnel.scorer(taste, self.wish if wish is None else wish)
        return model.lists(np.ones((1, len(model.players)), dtype=np.bool_), self.k)[0]

    def list_without(self, units: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Ids of the list the recommender makes for the taste without these things. Made once for each set.

        Every answer is checked on these; `likely_list` is for searching.
        """
        if units not in self._real:
            self._real[units] = self.real_list(self.forgetting(units))
        return self._real[units]

    def likely_list(self, units: frozenset[str]) -> tuple[str, ...]:
        """The same list asked of the model by switching the things off: cheaper, and without its reasons."""
        if units not in self._quick:
            self.likely_lists([units])
        return self._quick[units]

    def likely_lists(self, sets: Sequence[frozenset[str]]) -> None:
        """Make several such lists in one batch."""
        if not sets:
            return
        model = self._narrow if self._narrow is not None else self.model
        if not all(units.issubset(model.players) for units in sets):
            model = self.model
        place = {player: at for at, player in enumerate(model.players)}
        masks = np.ones((len(sets), len(place)), dtype=np.bool_)
        for row, units in zip(masks, sets, strict=True):
            row[[place[unit] for unit in units if unit in place]] = False
        self._quick |= zip(sets, model.lists(masks, self.k), strict=True)

    @cached_property
    def model(self) -> ListScorer:
        """The recommender for this taste and wish, to be asked with parts switched off."""
        return self.funnel.scorer(self.taste, self.wish)

    def forgetting(self, units: frozenset[str]) -> Taste:
        """The taste without these fact ids and (fact-less) item ids."""
        facts = units & self._named
        return self.taste.without(items=units - facts, facts=facts)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Ids of all facts that the taste rests on."""
        stated = (p.fact_id for p in self.taste.preferences if p.fact_id is not None)
        return frozenset((*self.taste.facts.values(), *stated))

    @cached_property
    def everything(self) -> frozenset[str]:
        """All remembered things that could be taken away."""
        items = (*self.taste.liked, *self.taste.disliked, *self.taste.seen)
        units = {self.taste.facts.get(item, item) for item in items}
        return frozenset(units | {p.fact_id for p in self.taste.preferences if p.fact_id is not None})

    @property
    def told(self) -> int:
        """How many remembered things there are."""
        return len(self.everything)

    def game(self, sign: int = 0, most: int = MOST) -> Game:
        """The game for this item and list, checked on lists and not on scores alone.

        A list is more than the best `k` scores (it avoids doubles), so a listed item may stand a little below
        place `k` by score: the game then watches for it to fall from where it stands. Of very many remembered
        things only the `most` that move the item most are players. With a `sign` those alone that hold it
        (-1) or push it down (+1) are.
        """
        if sign:
            columns, queries = extreme(self.model, self.row, sign, most)
        else:
            columns, queries = strongest(self.model, self.row, most)
        scorer = narrowed(self.model, columns)
        self._narrow = scorer if isinstance(scorer, ListScorer) else None
        game = Game(scorer, self.row, self.k, check=lambda gone: self.item_id not in self.likely_list(gone))
        game.queries = queries
        if self.item_id in self.list_without():
            game.k = max(self.k, int(game.without([()]).rank[0]))
        return game

    def unit_label(self, unit: str) -> str:
        """What a remembered thing is called: the fact's words, or the item's title."""
        fact = self.view.facts.get(unit)
        if fact is not None:
            return fact.label
        return self.catalog.get(unit).label if unit in self.catalog else unit

    def labels(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Item labels."""
        return tuple(self.catalog.get(item_id).label for item_id in ids)
