"""How much the aspects of a review say about its rating, or about the decision on a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .likelihood import Floats

FEWEST_REVIEWS = 100
REPLICATES = 500
FOLDS = 5
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Information:
    """Mutual information of one aspect and the outcome, in bits: corrected for chance, with a 95 % interval.

    `chance` is the 95th percentile under shuffled outcomes; a value below it says nothing.
    """

    aspect: str
    bits: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Nested:
    """One step of nested regressions: cross-validated share of the outcome's variance explained with all steps up
    to this one, and what this step added, with a 95 % interval from a bootstrap of reviews."""

    step: str
    explained: float
    added: float
    low: float
    high: float


def mutual_information(left: NDArray[np.intp], right: NDArray[np.intp]) -> float:
    """Bits shared by two discrete variables given as codes from 0, less the Miller-Madow bias; at least 0."""
    counts = np.zeros((int(left.max()) + 1, int(right.max()) + 1))
    np.add.at(counts, (left, right), 1)
    joint = counts / len(left)
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    held = joint > 0
    bits = float((joint[held] * np.log2(joint[held] / (rows @ columns)[held])).sum())
    cells = int(held.sum()) - int((rows > 0).sum()) - int((columns > 0).sum()) + 1
    return float(max(0.0, bits - cells / (2 * len(left) * np.log(2))))


def classes(outcome: Floats, most: int = 5) -> NDArray[np.intp]:
    """Codes of an outcome: its values where they are few, else its quantiles."""
    values = np.unique(outcome)
    if len(values) > most:
        edges = np.unique(np.quantile(outcome, np.linspace(0, 1, most + 1)[1:-1]))
        return np.searchsorted(edges, outcome, side="right").astype(np.intp)
    return np.searchsorted(values, outcome).astype(np.intp)


def aspect_information(
    signs: NDArray[np.int64], outcome: Floats, names: Sequence[str], *, seed: int = 0
) -> tuple[Information, ...]:
    """Information of each aspect, most informative first. `signs` (reviews, aspects) codes absent, negative,
    neutral and positive as 0 to 3; with under 100 reviews there is none."""
    if len(outcome) < FEWEST_REVIEWS:
        return ()
    rng = np.random.default_rng(seed)
    codes, found = classes(outcome), []
    for column, name in enumerate(names):
        values = signs[:, column].astype(np.intp)
        picks = rng.integers(0, len(codes), (REPLICATES, len(codes)))
        drawn = [mutual_information(values[rows], codes[rows]) for rows in picks]
        shuffled = [mutual_information(values, rng.permutation(codes)) for _ in range(REPLICATES)]
        low, high = np.percentile(drawn, [2.5, 97.5])
        bits, chance = mutual_information(values, codes), float(np.percentile(shuffled, 95))
        found.append(Information(name, bits, float(low), float(high), chance))
    return tuple(sorted(found, key=lambda one: -one.bits))


def nested_regressions(steps: Mapping[str, Floats], outcome: Floats, *, seed: int = 0) -> tuple[Nested, ...]:
    """Ridge regressions with one more block of columns each; blocks have shape (reviews, columns).

    Explained variance is on held-out folds, so an empty block adds nothing on average (or a little less).
    """
    if len(outcome) < FEWEST_REVIEWS or float(outcome.std()) == 0:
        return ()
    rng = np.random.default_rng(seed)
    folds = rng.permutation(len(outcome)) % FOLDS
    picks = rng.integers(0, len(outcome), (REPLICATES, len(outcome)))
    total = (outcome - _fold_means(outcome, folds)) ** 2
    before, columns, found = total, np.zeros((len(outcome), 0)), []
    for name, block in steps.items():
        columns = np.hstack([columns, block])
        errors = (outcome - _predicted(columns, outcome, folds)) ** 2
        gains = (before - errors)[picks].sum(axis=1) / total[picks].sum(axis=1)
        low, high = np.percentile(gains, [2.5, 97.5])
        added = float((before - errors).sum() / total.sum())
        found.append(Nested(name, float(1 - errors.sum() / total.sum()), added, float(low), float(high)))
        before = errors
    return tuple(found)


def _fold_means(outcome: Floats, folds: NDArray[np.intp]) -> Floats:
    return np.asarray([outcome[folds != fold].mean() for fold in range(FOLDS)])[folds]


def _predicted(columns: Floats, outcome: Floats, folds: NDArray[np.intp]) -> Floats:
    """Held-out predictions of ridge regression on standardised columns."""
    found = np.zeros(len(outcome))
    for fold in range(FOLDS):
        inside, outside = folds != fold, folds == fold
        middle, spread = columns[inside].mean(axis=0), columns[inside].std(axis=0) + 1e-12
        design, mean = (columns[inside] - middle) / spread, outcome[inside].mean()
        square = design.T @ design + RIDGE * np.eye(design.shape[1])
        slopes = np.linalg.solve(square, design.T @ (outcome[inside] - mean))
        found[outside] = mean + ((columns[outside] - middle) / spread) @ slopes
    return found
