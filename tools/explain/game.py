"""The game every explainer plays: switch remembered things off and watch one item's place in the list.

A scorer is any model that can be asked "what would the scores be, had only these things been told?". Nothing
else is known about it, so the explainers work for every recommender that offers one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ..views import Masks, MaskScorer, Scores

CHUNK = 256
"""Masks scored at once: bounds memory at `CHUNK` x items numbers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the target stands under each of b masks.

    `rank` [b] counts from 1 and is 0 where the target is filtered out. `score` [b] is its score. `gap` [b]
    is its score minus that of the k-th best other item: below 0 it is out of the list, +inf when fewer
    than k others may be shown, -inf when it is filtered itself.
    """

    rank: npt.NDArray[np.int64]
    score: npt.NDArray[np.float64]
    gap: npt.NDArray[np.float64]
    out: npt.NDArray[np.bool_]


class Game:
    """One target item, one list length, one scorer; counts every mask it has scored in `queries`
    and every real list it had made in `checks`.

    `check`, when given, is asked whether the target is really out of the real list with these players
    removed (the scorer is the model; the list may be made of more than its scores). Without it the
    scores decide.
    """

    def __init__(
        self,
        scorer: MaskScorer,
        target: int,
        k: int,
        *,
        check: Callable[[frozenset[str]], bool] | None = None,
    ) -> None:
        if k < 1:
            raise UsageError("A list has at least one place", where=f"k={k}")
        self.scorer = scorer
        self.target = target
        self.k = k
        self.players = tuple(scorer.players)
        self.queries = 0
        self.checks = 0
        self._column = {player: at for at, player in enumerate(self.players)}
        self._check = check

    def columns(self, players: Iterable[str]) -> tuple[int, ...]:
        """Mask columns of these players. Raises `UsageError` for an id that is not in the game."""
        names = tuple(players)
        for name in names:
            if name not in self._column:
                raise UsageError(
                    f"{name!r} is nothing that was remembered here, so it cannot be taken away",
                    hint="Ask with one of the fact ids or item ids of the current taste.",
                )
        return tuple(self._column[name] for name in names)

    def masks(self, removals: Sequence[Sequence[int]]) -> Masks:
        """One row for each removal (columns switched off), everything else remembered. Shape [b, p]."""
        rows = np.ones((len(removals), len(self.players)), dtype=np.bool_)
        for row, gone in zip(rows, removals, strict=True):
            row[list(gone)] = False
        return rows

    def standing(self, masks: Masks) -> Standing:
        """Score `masks` [b, p] in chunks and say where the target stands under each."""
        parts = [self._stand(masks[at : at + CHUNK]) for at in range(0, len(masks), CHUNK)]
        return Standing(
            rank=np.concatenate([part.rank for part in parts]),
            score=np.concatenate([part.score for part in parts]),
            gap=np.concatenate([part.gap for part in parts]),
            out=np.concatenate([part.out for part in parts]),
        )

    def without(self, removals: Sequence[Sequence[int]]) -> Standing:
        """`standing` for removals given as columns."""
        return self.standing(self.masks(removals))

    def really_out(self, columns: Sequence[int]) -> bool:
        """Whether the target leaves the list for good when these columns are off."""
        self.checks += 1
        if self._check is not None:
            return self._check(frozenset(self.players[column] for column in columns))
        return bool(self.without([columns]).out[0])

    def _stand(self, masks: Masks) -> Standing:
        self.queries += len(masks)
        target, scores = self._near(masks)
        own = scores[:, target].astype(np.float64)
        # Ties go to the item that comes first in the catalogue, as in a stable sort.
        above = (scores > own[:, None]).sum(axis=1)
        above += (scores[:, :target] == own[:, None]).sum(axis=1)
        shown = np.isfinite(own)
        rank = np.where(shown, above + 1, 0)
        gap = np.full(len(own), -np.inf)
        gap[shown] = own[shown] - self._kth_other(scores[shown], target)
        return Standing(rank.astype(np.int64), own, gap, (rank == 0) | (rank > self.k))

    def _near(self, masks: Masks) -> tuple[int, Scores]:
        """Scores of the items that matter, and which of them is the target."""
        near = getattr(self.scorer, "near", None)
        if near is None:
            return self.target, np.asarray(self.scorer.scores(masks))
        rows, scores = near(masks, self.target, self.k)
        return int(np.searchsorted(rows, self.target)), scores

    def _kth_other(self, scores: Scores, target: int) -> npt.NDArray[np.float64]:
        """Score of the k-th best item other than the target, row by row; -inf where there is none."""
        others = np.delete(scores, target, axis=1)
        if others.shape[1] < self.k:
            return np.full(len(others), -np.inf)
        place = others.shape[1] - self.k
        return np.asarray(np.partition(others, place, axis=1)[:, place], dtype=np.float64)
