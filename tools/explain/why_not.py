"""Why is it not here: a constraint that drops it, or its distance to the list and what would bridge it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .additions import find_entry
from .barriers import find_barriers
from .case import Case
from .game import Game, Standing
from .result import Explanation
from .screen import taken_apart
from .why import SHOWN, influences


def why_not(case: Case) -> Explanation:
    """What keeps the item out of the list, and a verified way in where one was found."""
    before = case.list_without()
    base = Explanation(
        kind="why_not",
        item_id=case.item_id,
        label=case.item_label,
        before=case.labels(before),
        before_ids=before,
    )
    if case.item_id in before:
        place = before.index(case.item_id) + 1
        reason = f"{case.item_label} is in the list, at place {place}"
        return replace(base, rank=place, reason=reason, reason_code="listed")
    if _kept_out(case):
        return _blocked(case, base, 0)
    game = case.game(sign=1, most=SHOWN)
    standing = game.without([(), *((column,) for column in range(len(game.players)))])
    if standing.rank[0] == 0:
        return _blocked(case, base, game.queries)
    return _outranked(case, base, game, standing)


def _kept_out(case: Case) -> bool:
    """Whether the model says without any scoring that the item is filtered."""
    apart = taken_apart(case.model)
    if apart is None:
        return False
    columns, always = apart.blockers(case.row)
    return always or len(columns) > 0


def _blocked(case: Case, base: Explanation, tried: int) -> Explanation:
    """The item is dropped by constraints: name them, lift exactly them, and show the list that makes."""
    blocked = find_barriers(case)
    queries = tried + blocked.queries
    if not blocked.barriers or not blocked.open:
        reason = f"{case.item_label} cannot be shown in any list of this kind"
        return replace(base, queries=queries, reason=reason, reason_code="never")
    after = case.real_list(blocked.taste, blocked.wish)
    model = case.funnel.scorer(blocked.taste, blocked.wish)
    lifted = Game(model, case.row, case.k).without([()])
    names = tuple(barrier.label for barrier in blocked.barriers)
    rank = int(lifted.rank[0])
    place = after.index(case.item_id) + 1 if case.item_id in after else rank
    return replace(
        base,
        barriers=blocked.barriers,
        change=names,
        change_ids=tuple(b.unit_id for b in blocked.barriers if b.unit_id is not None),
        # Verified: with these lifted, the real model no longer drops the item.
        verified=rank > 0,
        after=case.labels(after),
        after_ids=after,
        queries=queries + 1,
        reason=f"{case.item_label} is left out because of {_and(names)}; else it would be at place {place}",
        reason_code="filtered",
        method="one constraint at a time",
    )


def _outranked(case: Case, base: Explanation, game: Game, standing: Standing) -> Explanation:
    """The item may be shown but others score higher: the gap, what pushes it down, and what would lift it."""
    entry, queries = find_entry(case)
    gap = float(standing.gap[0])
    rank = int(standing.rank[0])
    pushing = tuple(p for p in reversed(influences(case, game, standing)) if p.score_change > 0)[:SHOWN]
    reason, code = f"{case.item_label} is at place {rank}, and the list has {case.k}", "outranked"
    if rank <= case.k:
        reason, code = (
            f"{case.item_label} would be at place {rank} but is too much like what is listed",
            "double",
        )
    found = replace(
        base,
        influences=pushing,
        rank=rank,
        score_gap=gap if np.isfinite(gap) else None,
        queries=game.queries + queries,
        reason=reason,
        reason_code=code,
        method="leave-one-out and smallest additions",
    )
    if entry is None:
        return replace(found, reason=f"{reason}; no few new likes were found that would bring it in")
    return replace(
        found,
        change=tuple(addition.label for addition in entry.added),
        added=tuple(addition.key.removeprefix("+") for addition in entry.added),
        after=case.labels(entry.list_ids),
        after_ids=entry.list_ids,
        verified=case.item_id in entry.list_ids,
        minimal=entry.minimal,
    )


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
