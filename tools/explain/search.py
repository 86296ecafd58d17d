"""Explainers that search: verified greedy with pruning, exact minimum, and the two joined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from math import comb

import numpy as np

from .explainers import Removal
from .game import CHUNK, Game, Standing

CHECKS = 16
"""Real lists made at most in one search: a check costs more than a row of scores."""


class VerifiedGreedy:
    """Removes one thing at a time, always what weakens the target most, then puts back what was not needed.

    Smallest first: before a step goes deeper, every set that is one larger than the present one is looked
    at, and only a set after which the target is really gone is returned.
    """

    name = "verified greedy"

    def find(self, game: Game) -> Removal:
        """A set that works and from which nothing can be put back, or none when removing on and on fails."""
        start, checks = game.queries, game.checks
        gone: tuple[int, ...] = ()
        while len(gone) < len(game.players):
            steps = [(*gone, column) for column in range(len(game.players)) if column not in gone]
            standing = game.without(steps)
            for at in _weakest_first(standing):
                if not standing.out[at] or game.checks - checks >= CHECKS:
                    break
                if game.really_out(steps[at]):
                    kept = self._prune(game, steps[at])
                    names = tuple(game.players[column] for column in kept)
                    # A set of two is smallest because every one alone was tried and failed.
                    minimal = len(kept) == 1 or (len(kept) == 2 and game.checks - checks < CHECKS)
                    return Removal(names, minimal, queries=game.queries - start)
            gone = steps[_weakest_first(standing)[0]]
        return Removal(None, minimal=False, queries=game.queries - start)

    def _prune(self, game: Game, gone: tuple[int, ...]) -> tuple[int, ...]:
        """Put back, one by one, whatever the target stays out without."""
        while len(gone) > 1:
            smaller = [gone[:at] + gone[at + 1 :] for at in range(len(gone))]
            standing = game.without(smaller)
            for at in _weakest_first(standing):
                if standing.out[at] and game.really_out(smaller[at]):
                    gone = smaller[at]
                    break
            else:
                return gone
        return gone


class ExactMinimum:
    """Looks at every set in order of size, so that the first that works is as small as any can be.

    It looks at no more than `sets` of them and else refuses: 12 players have 4,095. `below` stops before sets
    of that size.
    """

    name = "exact minimum"

    def __init__(self, sets: int = 2**12 - 1, below: int | None = None) -> None:
        self.sets = sets
        self.below = below

    def affordable(self, players: int) -> bool:
        """Whether the search would look at no more than `sets` sets."""
        sizes = range(1, self._last(players) + 1)
        return sum(comb(players, size) for size in sizes) <= self.sets

    def find(self, game: Game) -> Removal:
        """The smallest set that works; `minimal` with no players means that no set (below the size) works."""
        start, checks = game.queries, game.checks
        count = len(game.players)
        if not self.affordable(count):
            return Removal(None, minimal=False, queries=0)
        for size in range(1, self._last(count) + 1):
            for batch in _batches(count, size):
                standing = game.without(batch)
                for at in _weakest_first(standing):
                    if not standing.out[at]:
                        break
                    if game.checks - checks >= CHECKS:
                        return Removal(None, minimal=False, queries=game.queries - start)
                    if game.really_out(batch[at]):
                        names = tuple(game.players[column] for column in batch[at])
                        return Removal(names, minimal=True, queries=game.queries - start)
        return Removal(None, minimal=True, queries=game.queries - start)

    def _last(self, players: int) -> int:
        return players if self.below is None else min(players, self.below - 1)


class Smallest:
    """Verified greedy, then the exact search below the size it found, where that takes at most `sets` sets.

    256 sets are all pairs of 22 things, or all sets of 8.
    """

    name = "greedy, then exact"

    def __init__(self, sets: int = 256) -> None:
        self._greedy = VerifiedGreedy()
        self._sets = sets

    def find(self, game: Game) -> Removal:
        """The greedy set, or a smaller one; `minimal` when every smaller one was tried."""
        start = game.queries
        first = self._greedy.find(game)
        if first.minimal:
            return first
        exact = ExactMinimum(self._sets, below=len(first.players) if first.players is not None else None)
        better = exact.find(game)
        if better.found or first.players is None:
            return Removal(better.players, better.minimal, game.queries - start)
        return Removal(first.players, better.minimal, game.queries - start)


def _weakest_first(standing: Standing) -> list[int]:
    """Rows by how little of the target's lead is left; sets that put it out come first."""
    order = np.lexsort((standing.gap, ~standing.out))
    return [int(at) for at in order]


def _batches(count: int, size: int) -> Iterator[list[tuple[int, ...]]]:
    sets = combinations(range(count), size)
    while batch := list(islice(sets, CHUNK)):
        yield batch
