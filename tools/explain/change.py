"""What would change it: the smallest set of remembered things without which the item leaves the list."""

from __future__ import annotations

from .case import Case
from .explainers import Explainer
from .game import Game
from .result import Explanation
from .search import Smallest
from .why import asks, nothing_known


def change(case: Case, explainer: Explainer | None = None) -> Explanation:
    """The removal that takes the item out, re-checked on the real list; or the reason why there is none."""
    before = case.list_without()
    if case.item_id not in before:
        reason = f"{case.item_label} is not in this list, so nothing has to change for it to leave"
        return _answer(case, before, before, "not_listed", reason)
    game = case.game()
    if not game.players:
        return _answer(case, before, before, "nothing_known", nothing_known(case))
    method = explainer or Smallest()
    found = method.find(game)
    if found.players is None:
        code, reason = _why_none(case, game, found.minimal and len(game.players) == case.told)
        after = case.list_without(case.everything)
        return _answer(case, before, after, code, reason, game, method=method.name)
    after = case.list_without(frozenset(found.players))
    # With only some of very many things looked at, larger sets cannot be called smallest.
    whole = len(game.players) == case.told
    return _answer(
        case,
        before,
        after,
        "",
        "",
        game,
        players=found.players,
        minimal=found.minimal and (whole or len(found.players) == 1),
        method=method.name,
    )


def _why_none(case: Case, game: Game, complete: bool) -> tuple[str, str]:
    """Why nothing was found: measured by forgetting everything, not guessed."""
    item = case.item_label
    if case.item_id in case.list_without(case.everything):
        if len(case.list_without()) < case.k:
            return "short_list", f"so few fit what you asked that {item} stays whatever is forgotten"
        if asks(case):
            return "wish", f"{item} is here by what you asked for: nothing you told me before holds it"
        return "popularity", f"{item} is here by popularity alone: nothing you told me holds it"
    if complete:
        return "none", f"no set of remembered things takes {item} out of the list"
    return "budget", f"no set was found within {game.queries} tries"


def _answer(
    case: Case,
    before: tuple[str, ...],
    after: tuple[str, ...],
    code: str,
    reason: str,
    game: Game | None = None,
    *,
    players: tuple[str, ...] = (),
    minimal: bool = False,
    method: str = "",
) -> Explanation:
    return Explanation(
        kind="change",
        item_id=case.item_id,
        label=case.item_label,
        change=tuple(case.unit_label(player) for player in players),
        change_ids=players,
        verified=bool(players) and case.item_id not in after,
        before=case.labels(before),
        after=case.labels(after),
        before_ids=before,
        after_ids=after,
        queries=game.queries if game is not None else 0,
        reason=reason,
        reason_code=code,
        minimal=minimal,
        rank=before.index(case.item_id) + 1 if case.item_id in before else None,
        method=method,
    )
