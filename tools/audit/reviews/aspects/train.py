"""Training the tagger: one softmax over the eight aspects and "none", on sentence embeddings and word cues."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .labelled import ASPECTS, POLARITIES, Labelled
from .scores import macro_f1

Floats = NDArray[np.float64]

CUES = Path(__file__).with_name("cues.json")
CUE_SCALE = 0.5
MOST_CUES = 2
STRENGTHS = (0.3, 1.0, 3.0, 10.0)
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.5)
FOLDS, ROUNDS = 5, 3
NONE = len(ASPECTS)


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear layers over features: aspects and none (9 rows), polarity (3 rows), with the choices that made them.

    A sentence carries every aspect whose chance is `threshold` or more, and the likeliest one if it is not "none".
    """

    aspect: Floats
    aspect_bias: Floats
    polarity: Floats
    polarity_bias: Floats
    threshold: float
    strength: float

    def flags(self, features: Floats) -> NDArray[np.bool_]:
        """Which aspects each sentence carries: (sentences, 8)."""
        return assigned(_softmax(features @ self.aspect.T + self.aspect_bias), self.threshold)

    def polarities(self, features: Floats) -> NDArray[np.intp]:
        """Place in `POLARITIES` of the likeliest polarity: (sentences,)."""
        return np.asarray(np.argmax(features @ self.polarity.T + self.polarity_bias, axis=1))


def features(texts: Sequence[str], vectors: NDArray[np.floating]) -> Floats:
    """Embeddings and counts of cue words side by side: (sentences, dimension + cues)."""
    counts = np.asarray(
        [[min(len(cue.findall(text)), MOST_CUES) for cue in _cues()] for text in texts], dtype=np.float64
    ).reshape(len(texts), len(_cues()))
    return np.hstack([np.asarray(vectors, dtype=np.float64), CUE_SCALE * counts])


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    listed = json.loads(CUES.read_text(encoding="utf-8"))
    return tuple(re.compile(cue, re.IGNORECASE) for aspect in ASPECTS for cue in listed[aspect])


def targets(rows: Sequence[Labelled]) -> NDArray[np.bool_]:
    """Which aspects each sentence carries: (sentences, 8)."""
    return np.asarray([[aspect in row.aspects for aspect in ASPECTS] for row in rows], dtype=bool)


def assigned(chances: Floats, threshold: float) -> NDArray[np.bool_]:
    """From chances (sentences, 9) to aspects (sentences, 8)."""
    given = chances[:, :NONE] >= threshold
    likeliest = chances.argmax(axis=1)
    rows = np.flatnonzero(likeliest < NONE)
    given[rows, likeliest[rows]] = True
    return np.asarray(given, dtype=bool)


def train(rows: Sequence[Labelled], given: Floats, *, seed: int = 0) -> Weights:
    """Choose strength and threshold by cross-validated macro-F1 on these rows, then fit on all of them."""
    wanted = targets(rows)
    best = (-1.0, STRENGTHS[0], THRESHOLDS[0])
    for strength in STRENGTHS:
        drawn = [cross_fitted(given, wanted, strength, seed + turn) for turn in range(ROUNDS)]
        for threshold in THRESHOLDS:
            score = float(np.mean([macro_f1(wanted, assigned(one, threshold)) for one in drawn]))
            best = max(best, (score, strength, threshold))
    _, strength, threshold = best
    aspect, bias = _aspect_layer(given, wanted, strength)
    signed = [at for at, row in enumerate(rows) if row.polarity in POLARITIES]
    signs = [POLARITIES.index(rows[at].polarity) for at in signed]
    polarity, polarity_bias = _layer(given[signed], signs, strength)
    return Weights(aspect, bias, polarity, polarity_bias, threshold, strength)


def cross_fitted(given: Floats, wanted: NDArray[np.bool_], strength: float, seed: int) -> Floats:
    """Chances for sentences from models that did not see them: (sentences, 9)."""
    folds = np.random.default_rng(seed).permutation(len(given)) % FOLDS
    chances = np.zeros((len(given), NONE + 1))
    for fold in range(FOLDS):
        inside, outside = folds != fold, folds == fold
        layer, bias = _aspect_layer(given[inside], wanted[inside], strength)
        chances[outside] = _softmax(given[outside] @ layer.T + bias)
    return chances


def _aspect_layer(given: Floats, wanted: NDArray[np.bool_], strength: float) -> tuple[Floats, Floats]:
    """A sentence with two aspects stands in the training set twice, one without any as "none"."""
    full = np.column_stack([wanted, ~wanted.any(axis=1)])
    places, classes = np.nonzero(full)
    return _layer(given[places], classes.tolist(), strength)


def _layer(given: Floats, classes: Sequence[int], strength: float) -> tuple[Floats, Floats]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=3000)
    model.fit(given, classes)
    return np.asarray(model.coef_), np.asarray(model.intercept_)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
