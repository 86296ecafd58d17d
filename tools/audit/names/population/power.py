"""How much is needed to see how little: two-sided 5 %, 80 % power, normal approximations."""

from __future__ import annotations

from math import ceil, sqrt

Z = 1.959964 + 0.841621
"""z of 97.5 % plus z of 80 %."""


def pairs_needed(effect: float) -> int:
    """Items for a paired mean gap of so many standard deviations of the differences."""
    return ceil((Z / effect) ** 2)


def flips_needed(rate: float, floor: float) -> int:
    """Answers an arm for a flip rate against a floor (unpooled variance)."""
    return ceil(Z**2 * (rate * (1 - rate) + floor * (1 - floor)) / (rate - floor) ** 2)


def least_gap(deviation: float, count: int) -> float:
    """The least paired mean gap that `count` items show, in the unit of `deviation` (of the differences)."""
    return Z * deviation / sqrt(max(count, 1))


def least_rate(floor: float, count: int) -> float:
    """The least flip rate above `floor` that `count` answers an arm show; 1 where none does."""
    low, high = floor, 1.0
    if flips_needed(1.0, min(floor, 0.999)) > count:
        return 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if middle - floor > 1e-9 and flips_needed(middle, floor) <= count:
            high = middle
        else:
            low = middle
    return high
