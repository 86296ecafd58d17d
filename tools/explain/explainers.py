"""What every explainer offers, and the two that only order things: leave-one-out and random."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .game import Game


@dataclass(frozen=True, slots=True)
class Removal:
    """A set of players whose absence takes the target out of the list, or None when none was found.

    `minimal` is True when every smaller set was tried. `queries` counts the masks this search scored.
    """

    players: tuple[str, ...] | None
    minimal: bool
    queries: int

    @property
    def found(self) -> bool:
        """Whether there is such a set."""
        return self.players is not None


class Explainer(Protocol):
    """Finds a removal set. Implementations are small and hold no state about a user."""

    name: str

    def find(self, game: Game) -> Removal:
        """A set of players whose absence takes the game's target out, checked before it is returned."""
        ...


def cumulative(game: Game, order: npt.NDArray[np.int64]) -> Removal:
    """Remove players in a fixed order, all prefixes in one batch; the shortest that works is the set."""
    start = game.queries
    prefixes = [order[:size].tolist() for size in range(1, len(order) + 1)]
    if prefixes:
        for size in np.flatnonzero(game.without(prefixes).out):
            gone = prefixes[int(size)]
            if game.really_out(gone):
                names = tuple(game.players[column] for column in gone)
                return Removal(names, minimal=len(names) == 1, queries=game.queries - start)
    return Removal(None, minimal=False, queries=game.queries - start)


class LeaveOneOut:
    """Take each thing away alone and see how far the target's lead over the list's edge shrinks."""

    name = "leave-one-out"

    def influence(self, game: Game) -> npt.NDArray[np.float64]:
        """How much each player holds the target up: lead with everything minus lead without it. Shape [p]."""
        count = len(game.players)
        if not count:
            return np.zeros(0)
        standing = game.without([(), *((column,) for column in range(count))])
        gap = np.nan_to_num(
            standing.gap, posinf=np.finfo(np.float64).max / 4, neginf=np.finfo(np.float64).min / 4
        )
        return np.asarray(gap[0] - gap[1:], dtype=np.float64)

    def find(self, game: Game) -> Removal:
        """Remove in order of influence, strongest first."""
        start = game.queries
        order = np.argsort(-self.influence(game), kind="stable")
        return Removal(*_counted(cumulative(game, order), game, start))


class RandomBaseline:
    """Removes in a random order: what every explainer has to beat. Seeded by the generator it is given."""

    name = "random"

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def find(self, game: Game) -> Removal:
        """Remove in a random order."""
        return cumulative(game, self._rng.permutation(len(game.players)))


def _counted(removal: Removal, game: Game, start: int) -> tuple[tuple[str, ...] | None, bool, int]:
    return removal.players, removal.minimal, game.queries - start
