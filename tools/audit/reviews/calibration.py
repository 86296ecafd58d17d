"""From the raw likelihood estimate to a share: blends with a known share, and a monotone curve through them.

A table fitted on finite text reads some human sentences as written by a model and the other way round, so the
raw estimate is too high near 0 and too low near 1. Blends of held-out reviews show by how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .likelihood import Floats, solve

LEVELS = (0.0, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.6, 0.8, 1.0)
REPEATS = 24
BLEND_SENTENCES = 500
LOW_LEVEL = 0.1


@dataclass(frozen=True, slots=True)
class Side:
    """Held-out sentences of one origin: their gains under the table, and the review each belongs to."""

    gains: Floats
    review_of: NDArray[np.intp]

    def take(self, count: int, rng: np.random.Generator) -> Floats:
        """About `count` sentences: whole reviews in random order, the last one cut short."""
        if count == 0:
            return self.gains[:0]
        order = rng.permutation(np.unique(self.review_of))
        rank = np.empty(int(self.review_of.max()) + 1, dtype=np.intp)
        rank[order] = np.arange(len(order))
        return self.gains[np.argsort(rank[self.review_of], kind="stable")[:count]]


@dataclass(frozen=True, slots=True)
class Blend:
    """One blend: the true share of sentences from the model side, and the raw estimate."""

    true: float
    raw: float


def blends(
    human: Side,
    model: Side,
    rng: np.random.Generator,
    *,
    levels: Sequence[float] = LEVELS,
    repeats: int = REPEATS,
    size: int = BLEND_SENTENCES,
) -> tuple[Blend, ...]:
    """Mix whole reviews to each level and estimate. A level is left out where a side is too small for it."""
    made = []
    for level in levels:
        fits = [size]
        if level > 0:
            fits.append(int(len(model.gains) / level))
        if level < 1:
            fits.append(int(len(human.gains) / (1 - level)))
        total = min(fits)
        for _ in range(repeats):
            written = round(level * total)
            mixed = np.concatenate([human.take(total - written, rng), model.take(written, rng)])
            made.append(Blend(written / total, solve(mixed)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A non-decreasing, piecewise linear curve from raw estimates to shares.

    `spread` is the standard deviation of a blend's error around the curve that is not due to which sentences
    were drawn; it widens intervals.
    """

    raw: tuple[float, ...]
    share: tuple[float, ...]
    spread: float = 0.0

    def apply(self, raw: Floats | float) -> Floats:
        """Shares for raw estimates, shape unchanged."""
        return np.asarray(np.interp(raw, self.raw, self.share), dtype=np.float64)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"raw": list(self.raw), "share": list(self.share), "spread": self.spread}

    @classmethod
    def from_dict(cls, card: Mapping[str, Any]) -> Calibration:
        """What `as_dict` gave."""
        return cls(tuple(card["raw"]), tuple(card["share"]), float(card["spread"]))


IDENTITY = Calibration((0.0, 1.0), (0.0, 1.0))


def fit_calibration(made: Iterable[Blend]) -> Calibration:
    """Isotonic regression of the mean raw estimate on the level, read backwards.

    Raw values below the mean at level 0 are 0. Levels that the raw estimate cannot tell apart are pooled.
    """
    from sklearn.isotonic import IsotonicRegression

    levels, means = level_means(made)
    rising = IsotonicRegression().fit_transform(levels, means)
    raw, share = [], []
    for value in np.unique(rising):
        raw.append(float(value))
        share.append(float(levels[rising == value].mean()))
    share[0] = 0.0 if levels[0] == 0 else share[0]
    return Calibration(tuple(raw), tuple(share))


def level_means(made: Iterable[Blend]) -> tuple[Floats, Floats]:
    """The levels present, ascending, and the mean raw estimate at each."""
    listed = list(made)
    levels = np.unique([blend.true for blend in listed])
    means = [np.mean([blend.raw for blend in listed if blend.true == level]) for level in levels]
    return levels, np.asarray(means)


@dataclass(frozen=True, slots=True)
class BlendErrors:
    """Errors of calibrated estimates on blends, in points (hundredths of a share)."""

    by_level: Mapping[str, float]
    """Mean absolute error at each level."""
    bias: Mapping[str, float]
    """Mean signed error at each level."""

    @property
    def mean(self) -> float:
        """Mean over the levels."""
        return float(np.mean(list(self.by_level.values())))

    @property
    def worst(self) -> float:
        """The largest mean absolute error of a level."""
        return max(self.by_level.values())

    @property
    def low(self) -> float:
        """The largest at levels up to 10 %, where most real samples lie."""
        return max(value for level, value in self.by_level.items() if float(level) <= LOW_LEVEL + 1e-9)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"by_level": dict(self.by_level), "bias": dict(self.bias)}


def blend_errors(made: Iterable[Blend], curve: Calibration) -> BlendErrors:
    """How far calibrated estimates of blends are from the truth, in points."""
    errors: dict[str, list[float]] = {}
    for blend in made:
        gap = 100 * (float(curve.apply(blend.raw)) - blend.true)
        errors.setdefault(f"{blend.true:.3f}", []).append(gap)
    return BlendErrors(
        {level: float(np.mean(np.abs(gaps))) for level, gaps in errors.items()},
        {level: float(np.mean(gaps)) for level, gaps in errors.items()},
    )
