"""Choosing probe names so that no cell's names are longer or commoner than another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Pools = Mapping[str, Sequence[tuple[str, float]]]
"""Candidates by cell, each with its frequency on the Zipf scale (log10 of occurrences in a billion words)."""
Chosen = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]

LENGTH_SCALE = 2.0
"""How many letters weigh as much as one unit of the Zipf scale."""


@dataclass(frozen=True)
class _Aim:
    frequency: float
    length: float


def match(pools: Pools, per_half: int, *, frequency: float, length: float, rounds: int = 20) -> Chosen:
    """Two disjoint halves a cell, each with mean frequency and mean length as near the aims as swaps can bring it.

    Deterministic: begins with the candidates nearest the aims and swaps one name at a time while that helps.
    """
    aim = _Aim(frequency, length)
    return {cell: _halves(list(candidates), per_half, aim, rounds) for cell, candidates in pools.items()}


def _halves(
    candidates: list[tuple[str, float]], per_half: int, aim: _Aim, rounds: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ordered = sorted(candidates, key=lambda one: (_away([one], aim), one[0]))
    halves = [ordered[0 : 2 * per_half : 2], ordered[1 : 2 * per_half : 2]]
    rest = ordered[2 * per_half :]
    for _ in range(rounds):
        if not (_swap(halves[0], rest, aim) | _swap(halves[1], rest, aim) | _exchange(halves, aim)):
            break
    first, second = (tuple(sorted(name for name, _ in half)) for half in halves)
    return first, second


def _away(names: Sequence[tuple[str, float]], aim: _Aim) -> float:
    """Squared distance of the means from the aims, in units of the Zipf scale."""
    count = len(names)
    frequency = sum(value for _, value in names) / count - aim.frequency
    length = (sum(len(name) for name, _ in names) / count - aim.length) / LENGTH_SCALE
    return frequency**2 + length**2


def _swap(half: list[tuple[str, float]], rest: list[tuple[str, float]], aim: _Aim) -> bool:
    """The best exchange with a name that is not chosen, where one helps."""
    now = _away(half, aim)
    best = min(
        (
            (_away([*half[:i], new, *half[i + 1 :]], aim), i, j)
            for i in range(len(half))
            for j, new in enumerate(rest)
        ),
        default=(now, 0, 0),
    )
    if best[0] >= now - 1e-12:
        return False
    half[best[1]], rest[best[2]] = rest[best[2]], half[best[1]]
    return True


def _exchange(halves: list[list[tuple[str, float]]], aim: _Aim) -> bool:
    """The best exchange between the halves, where one helps."""
    one, two = halves
    now = _away(one, aim) + _away(two, aim)
    for i in range(len(one)):
        for j in range(len(two)):
            one[i], two[j] = two[j], one[i]
            if _away(one, aim) + _away(two, aim) < now - 1e-12:
                return True
            one[i], two[j] = two[j], one[i]
    return False
