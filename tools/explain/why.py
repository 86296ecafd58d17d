"""Why is it here: what each remembered thing does to the item's place, taken away alone and re-scored."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np

from .case import Case
from .game import Game, Standing
from .result import Explanation, Influence

SHOWN = 5
"""Influences reported, strongest first."""


def why(case: Case) -> Explanation:
    """What holds the item at its rank. `verified` when the strongest one was re-checked on a real list."""
    before = case.list_without()
    game = case.game(sign=-1, most=SHOWN)
    standing = game.without([(), *((column,) for column in range(len(game.players)))])
    if case.item_id not in before:
        return _answer(
            case, before, game, standing, (), "not_listed", f"{case.item_label} is not in this list"
        )
    ranked = influences(case, game, standing)
    strongest = tuple(islice((part for part in ranked if part.score_change < 0), SHOWN))
    case.likely_lists([frozenset({part.unit_id}) for part in strongest])
    holding = tuple(_placed(case, part, before) for part in strongest)
    if not case.model.players:
        return _answer(case, before, game, standing, (), "nothing_known", nothing_known(case))
    if not holding:
        reason = f"taking away any one thing you told me does not lower {case.item_label}"
        return _answer(case, before, game, standing, (), "no_single", reason)
    return _answer(case, before, game, standing, holding, "", "")


def influences(case: Case, game: Game, standing: Standing) -> tuple[Influence, ...]:
    """One influence per player from a standing of [everything, each one off]; most upholding first.

    Ranks are places among all items by score; `rank_without` is None where the item is filtered out.
    """
    parts = []
    for column, player in enumerate(game.players):
        change = float(standing.score[column + 1] - standing.score[0])
        if not np.isfinite(change):
            continue
        parts.append(
            Influence(
                unit_id=player,
                label=case.unit_label(player),
                rank_with=int(standing.rank[0]),
                rank_without=int(standing.rank[column + 1]) or None,
                score_change=change,
            )
        )
    return tuple(sorted(parts, key=lambda part: part.score_change))


def _placed(case: Case, part: Influence, before: tuple[str, ...]) -> Influence:
    """The influence with the places of the real lists, with and without the thing."""
    after = case.likely_list(frozenset({part.unit_id}))
    without = after.index(case.item_id) + 1 if case.item_id in after else None
    return replace(part, rank_with=before.index(case.item_id) + 1, rank_without=without)


def nothing_known(case: Case) -> str:
    """The reason when there is nothing to take away."""
    asked = "what you asked for and " if asks(case) else ""
    return f"{case.item_label} is here by {asked}popularity: nothing is remembered that could hold it"


def asks(case: Case) -> bool:
    """Whether the request itself narrows or steers the list."""
    wish = case.wish
    bounds = (wish.year_min, wish.year_max, wish.runtime_min, wish.runtime_max, wish.popularity)
    return bool(wish.require or wish.like or wish.query or any(bound is not None for bound in bounds))


def _answer(
    case: Case,
    before: tuple[str, ...],
    game: Game,
    standing: Standing,
    parts: tuple[Influence, ...],
    code: str,
    reason: str,
) -> Explanation:
    after = case.list_without(frozenset({parts[0].unit_id})) if parts else before
    rank = before.index(case.item_id) + 1 if case.item_id in before else int(standing.rank[0])
    return Explanation(
        kind="why",
        item_id=case.item_id,
        label=case.item_label,
        influences=parts,
        verified=bool(parts) and (case.item_id in after) == (parts[0].rank_without is not None),
        before=case.labels(before),
        after=case.labels(after),
        before_ids=before,
        after_ids=after,
        queries=game.queries,
        reason=reason,
        reason_code=code,
        rank=rank or None,
        method="leave-one-out",
    )
