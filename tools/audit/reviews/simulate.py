"""Synthetic sentences from known tables: what the estimator is checked against where the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .likelihood import Floats, excess

BLOCK = 4_000_000
SENTENCE_WORDS = 12.0


@dataclass(frozen=True, slots=True)
class KnownTables:
    """Occurrence rates of words for both origins, shape (words,) each, known exactly."""

    human: Floats
    model: Floats

    def log_ratios(self, drawn: NDArray[np.bool_]) -> Floats:
        """log Q - log P of sentences given as flags (sentences, words)."""
        off = np.log1p(-self.model) - np.log1p(-self.human)
        return np.asarray(off.sum() + drawn @ (np.log(self.model / self.human) - off), dtype=np.float64)


def made_up_tables(words: int, seed: int, strength: float = 0.5) -> KnownTables:
    """Rates with a long tail, as words have, and log-normal changes of `strength` between the origins."""
    rng = np.random.default_rng(seed)
    human = 1.0 / (np.arange(words) + 2.0) ** 0.9
    human = np.minimum(0.5, SENTENCE_WORDS * human / human.sum())
    model = np.clip(human * np.exp(strength * rng.standard_normal(words)), 1e-5, 0.6)
    return KnownTables(human, model)


def simulated_gains(tables: KnownTables, written: NDArray[np.bool_], rng: np.random.Generator) -> Floats:
    """Gains (`Q/P - 1`) of random sentences; `written` says which are a model's: shape (sentences,)."""
    gains = np.empty(len(written))
    size = max(1, BLOCK // len(tables.human))
    human, model = tables.human.astype(np.float32), tables.model.astype(np.float32)
    for begin in range(0, len(written), size):
        part = written[begin : begin + size]
        chances = rng.random((len(part), len(human)), dtype=np.float32)
        drawn = np.where(part[:, None], chances < model, chances < human)
        gains[begin : begin + size] = excess(tables.log_ratios(drawn))
    return gains
