"""What would bring it in: the fewest new likes that lift an item into the list, checked on the real one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ...recommenders.catalog import Catalog
from ...recommenders.types import Preference, Taste, Wish
from ..views import Masks
from .case import Case
from .game import Game
from .screen import narrowed

SIMILAR = 5
VALUES, ATTRIBUTES = 2, 8
MOST = 4
CHECKS = 8


@dataclass(frozen=True, slots=True)
class Addition:
    """One thing that could be told: a liked attribute value, or a liked item. `key` is unique among them."""

    key: str
    label: str
    preference: Preference | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A verified way in: what to tell, the list it makes, and whether fewer things were all tried."""

    added: tuple[Addition, ...]
    list_ids: tuple[str, ...]
    minimal: bool


def candidates(case: Case) -> tuple[Addition, ...]:
    """Likes that could plausibly help: values the item has, and the items most like it that are not known."""
    item = case.catalog.get(case.item_id)
    every = {value for values in item.attributes.values() for value in values}
    held = {(p.attribute, p.value) for p in case.taste.preferences if p.value in every}
    found = []
    for spec in case.catalog.schema.attributes:
        for value in item.attributes.get(spec.name, ())[:VALUES]:
            if (spec.name, value) not in held:
                wanted = Preference(spec.name, value, 1, f"+{spec.name}:{value}")
                found.append(Addition(f"+{spec.name}:{value}", f"likes {spec.name} {value}", wanted))
    del found[ATTRIBUTES:]
    known = {case.item_id, *case.taste.liked, *case.taste.disliked, *case.taste.seen}
    model = case.funnel.scorer(Taste(), Wish(like=(case.item_id,)))
    near = model.lists(np.ones((1, len(model.players)), dtype=np.bool_), SIMILAR)[0]
    found += [_item(case.catalog, other) for other in near if other not in known]
    return tuple(found)


def with_added(taste: Taste, added: tuple[Addition, ...]) -> Taste:
    """The taste, had these likes been told as well."""
    preferences = tuple(a.preference for a in added if a.preference is not None)
    items = {a.item_id: a.key for a in added if a.item_id is not None}
    return replace(
        taste,
        liked=(*taste.liked, *items),
        preferences=(*taste.preferences, *preferences),
        facts={**taste.facts, **items},
    )


def find_entry(case: Case) -> tuple[Entry | None, int]:
    """The smallest verified set of additions, and the number of scorings. None when `MOST` are not enough.

    All sets of one are tried; then the best is grown by one thing at a time, all next things being tried.
    """
    pool = candidates(case)
    if not pool:
        return None, 0
    model = case.funnel.scorer(with_added(case.taste, pool), case.wish)
    offered = {addition.key for addition in pool}
    columns = [at for at, player in enumerate(model.players) if player in offered]
    game = Game(narrowed(model, columns), case.row, case.k)
    sets: list[tuple[int, ...]] = [(column,) for column in range(len(pool))]
    checks = 0
    while sets and len(sets[0]) <= MOST:
        standing = game.standing(_masks(game, pool, sets))
        for at in np.lexsort((-standing.gap, standing.out)):
            if standing.out[at] or checks >= CHECKS:
                break
            checks += 1
            added = tuple(pool[column] for column in sets[at])
            made = case.real_list(with_added(case.taste, added))
            if case.item_id in made:
                # A set of two is smallest because every one alone has failed.
                return Entry(added, made, len(added) <= 2), game.queries
        best = sets[int(np.argmax(standing.gap))]
        sets = [(*best, column) for column in range(len(pool)) if column not in best]
    return None, game.queries


def _masks(game: Game, pool: tuple[Addition, ...], sets: list[tuple[int, ...]]) -> Masks:
    """Everything that is remembered on, of the additions only those of each set."""
    place = dict(zip(game.players, range(len(game.players)), strict=True))
    offered = [place[addition.key] for addition in pool]
    masks = np.ones((len(sets), len(game.players)), dtype=np.bool_)
    masks[:, offered] = False
    for row, chosen in zip(masks, sets, strict=True):
        row[[offered[column] for column in chosen]] = True
    return masks


def _item(catalog: Catalog, item_id: str) -> Addition:
    return Addition(f"+{item_id}", f"likes {catalog.get(item_id).label}", None, item_id)
