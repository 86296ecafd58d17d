"""Finding the few remembered things that matter among thousands, by asking about groups of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ..views import AdditiveScorer, ListScorer, Masks, MaskScorer, Scores

FAN = 8
WIDTH = 32
MOST = 48
"""So many players are looked at one by one; of more, only the strongest groups' members are."""

FEW = 24
"""So many are looked at of more than `MOST` where each is judged alone: nobody can use a longer answer."""
DIGITS = 9
"""What scores are compared to: smaller differences are those of rounding."""

Groups = list[tuple[int, ...]]


class Narrowed:
    """A scorer with fewer players: those left out are always remembered."""

    def __init__(self, scorer: MaskScorer, columns: Sequence[int]) -> None:
        self._scorer = scorer
        self._columns = list(columns)
        self.players = tuple(scorer.players[column] for column in columns)

    def scores(self, masks: Masks) -> Scores:
        """Masks [b, fewer] to scores [b, n]."""
        rows = np.ones((len(masks), len(self._scorer.players)), dtype=np.bool_)
        rows[:, self._columns] = masks
        return self._scorer.scores(rows)


def strongest(scorer: MaskScorer, row: int, most: int = MOST) -> tuple[tuple[int, ...], int]:
    """The columns that move the score of one item most when they go; all when they are few.

    Returns the columns and the number of masks scored. A group is judged by what its absence as a whole
    does, so two members that cancel out can be missed; where scores can be taken apart everything is judged
    on its own.
    """
    count = len(scorer.players)
    if count > most and (apart := taken_apart(scorer)) is not None:
        order = np.argsort(-np.abs(apart.moves(row)), kind="stable")[:FEW]
        return tuple(sorted(order.tolist())), count
    groups: Groups = (
        [(column,) for column in range(count)] if count <= most else _split([tuple(range(count))])
    )
    queries = 0
    while sum(map(len, groups)) > most:
        queries += len(groups) + 1
        scores = np.asarray(scorer.scores(without(count, [(), *groups])))[:, row]
        with np.errstate(invalid="ignore"):
            moved = np.nan_to_num(np.abs(scores[1:] - scores[0]), nan=0.0, posinf=np.inf)
        keep = max(most // max(map(len, groups)), WIDTH // 4)
        best = [groups[int(at)] for at in np.argsort(-moved, kind="stable")[:keep]]
        groups = best if max(map(len, best)) == 1 else _split(best)
    return tuple(sorted(column for group in groups for column in group))[:most], queries


def extreme(scorer: MaskScorer, row: int, sign: int, most: int) -> tuple[tuple[int, ...], int]:
    """The columns whose absence lowers (`sign` -1) or raises (+1) the score of one item most.

    Returns the columns and the number of what-ifs looked at. Everything is looked at where scores can be
    taken apart; else it is `strongest` that tells which.
    """
    apart = taken_apart(scorer)
    if apart is None:
        return strongest(scorer, row)
    moved = np.round(apart.moves(row), DIGITS)
    order = np.argsort(moved, kind="stable")
    order = order[::-1] if sign > 0 else order
    chosen = order[(sign * moved[order] > 0) & np.isfinite(moved[order])][:most]
    return tuple(sorted(chosen.tolist())), len(moved)


def taken_apart(scorer: MaskScorer) -> AdditiveScorer | None:
    """The scorer, where its scores can be taken apart."""
    return scorer if isinstance(scorer, AdditiveScorer) and scorer.additive else None


def narrowed(scorer: ListScorer, columns: Sequence[int]) -> MaskScorer:
    """The scorer with only these players, in the quickest form it has."""
    if (apart := taken_apart(scorer)) is not None:
        return apart.focused(columns)
    return scorer if len(columns) == len(scorer.players) else Narrowed(scorer, columns)


def singles(count: int, passes: Callable[[Groups], npt.NDArray[np.bool_]]) -> tuple[int, ...]:
    """The columns that pass a test which a group passes whenever one of its members does.

    Groups that fail are dropped whole, so a few among thousands are found in a few dozen tests.
    """
    groups: Groups = [tuple(range(count))] if count else []
    while groups:
        passed = passes(groups)
        groups = [group for group, good in zip(groups, passed, strict=True) if good][: WIDTH * 2]
        if all(len(group) == 1 for group in groups):
            return tuple(sorted(column for group in groups for column in group))
        groups = _split(groups)
    return ()


def _split(groups: Groups) -> Groups:
    """Every group in up to `FAN` parts."""
    return [
        tuple(part.tolist())
        for group in groups
        for part in np.array_split(np.array(group), min(FAN, len(group)))
    ]


def without(count: int, groups: Groups) -> Masks:
    """Masks with everything but each group remembered. Shape [groups, count]."""
    rows = np.ones((len(groups), count), dtype=np.bool_)
    for row, group in zip(rows, groups, strict=True):
        row[list(group)] = False
    return rows


def only(count: int, groups: Groups) -> Masks:
    """Masks with nothing but each group remembered. Shape [groups, count]."""
    return ~without(count, groups)
