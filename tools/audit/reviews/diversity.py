"""Lexical diversity that does not fall with length: MTLD and the moving-average type-token ratio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

FACTOR = 0.72
WINDOW = 50
FEWEST = 50
"""Words below which neither measure is given."""


def mtld(tokens: Sequence[str], factor: float = FACTOR) -> float | None:
    """Mean length of stretches that keep a type-token ratio above `factor` (McCarthy and Jarvis 2010).

    The mean of a forward and a backward pass; None for under 50 words.
    """
    if len(tokens) < FEWEST:
        return None
    return (_pass(tokens, factor) + _pass(tokens[::-1], factor)) / 2


def _pass(tokens: Iterable[str], factor: float) -> float:
    seen: set[str] = set()
    length, total, factors = 0, 0, 0.0
    for token in tokens:
        length += 1
        total += 1
        seen.add(token)
        if len(seen) / length <= factor:
            factors += 1
            seen, length = set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - factor)
    return total / factors if factors else float(total)


def mattr(tokens: Sequence[str], window: int = WINDOW) -> float | None:
    """Mean type-token ratio over all windows of `window` words; None for fewer words than that."""
    if len(tokens) < window:
        return None
    counts = Counter(tokens[:window])
    types = total = len(counts)
    for place in range(window, len(tokens)):
        counts[tokens[place]] += 1
        types += counts[tokens[place]] == 1
        gone = tokens[place - window]
        counts[gone] -= 1
        types -= counts[gone] == 0
        total += types
    return total / (window * (len(tokens) - window + 1))
