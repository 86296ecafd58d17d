"""Which constraints keep one item out: each is tried alone, with every other one lifted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...recommenders.types import Taste, Wish
from ..levers import Lever, levers
from ..views import ListScorer
from .case import Case
from .result import Barrier
from .screen import Groups, only, singles, taken_apart

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Blocked:
    """What keeps an item out, and the taste and wish with exactly that lifted.

    No barriers and `open` False: the item cannot be shown whatever is lifted.
    """

    barriers: tuple[Barrier, ...]
    taste: Taste
    wish: Wish
    open: bool
    queries: int


def find_barriers(case: Case) -> Blocked:
    """Try every constraint in force alone against the item.

    Filters only ever take items away, so the ones that take this item away alone are the ones to name.
    """
    pulls = levers(case.view, case.wish, case.catalog.schema)
    nothing = case.forgetting(case.everything)
    held = [lever for lever in pulls if _closed(case, nothing, pulls, only=lever)]
    facts, free, queries = _forbidding(case, case.funnel.scorer(*_lifted(case.taste, case.wish, pulls)))
    barriers = tuple(Barrier("fact", "", case.unit_label(unit), unit) for unit in facts)
    barriers += tuple(Barrier(lever.source, lever.name, lever.label, lever.unit_id) for lever in held)
    taste, wish = case.forgetting(frozenset(facts)), case.wish
    for lever in held:
        taste, wish = lever.lift(taste, wish)
    return Blocked(barriers, taste, wish, free, len(pulls) + queries)


def _forbidding(case: Case, bare: ListScorer) -> tuple[tuple[str, ...], bool, int]:
    """The remembered things that forbid the item, each alone; whether nothing else does; what-ifs tried."""
    count = len(bare.players)
    if (apart := taken_apart(bare)) is not None:
        columns, always = apart.blockers(case.row)
        facts = () if always else tuple(bare.players[at] for at in columns.tolist())
        return facts, not always, count
    queries = 0

    def dropped(groups: Groups) -> Bools:
        """Whether the item is out when only these things are remembered."""
        nonlocal queries
        queries += len(groups)
        return ~np.isfinite(np.asarray(bare.scores(only(count, groups)))[:, case.row])

    free = not dropped([()])[0]
    facts = tuple(bare.players[at] for at in singles(count, dropped)) if free else ()
    return facts, free, queries


def _lifted(
    taste: Taste, wish: Wish, pulls: tuple[Lever, ...], but: Lever | None = None
) -> tuple[Taste, Wish]:
    for lever in pulls:
        if lever is not but:
            taste, wish = lever.lift(taste, wish)
    return taste, wish


def _closed(case: Case, nothing: Taste, pulls: tuple[Lever, ...], only: Lever) -> bool:
    """Whether the item stays out when this constraint alone is in force and nothing is remembered."""
    scorer = case.funnel.scorer(*_lifted(nothing, case.wish, pulls, but=only))
    masks = np.zeros((1, len(scorer.players)), dtype=np.bool_)
    return not np.isfinite(np.asarray(scorer.scores(masks))[0, case.row])
