"""The reference table: how often each word stands in a human sentence, and in one a model wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....errors import DataError
from .corpus import occurrences
from .likelihood import Floats, excess

FORMAT = "tastekeeper-review-table/1"
SMOOTHING = 0.5


@dataclass(frozen=True)
class ReferenceTable:
    """Counts of sentences by word on both sides, with what is known of where they come from.

    `human[t]` and `model[t]` count the sentences that hold `words[t]`, out of `human_sentences` and
    `model_sentences`. `smoothing` is added to each count, twice to each total. `facts` is JSON-ready: domain,
    generator, hashes of the texts, calibration and its errors (see `fitting`).
    """

    words: tuple[str, ...]
    human: NDArray[np.int64]
    model: NDArray[np.int64]
    human_sentences: int
    model_sentences: int
    smoothing: float = SMOOTHING
    facts: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, int]:
        """Column of each word."""
        return {word: at for at, word in enumerate(self.words)}

    @cached_property
    def human_rates(self) -> Floats:
        """P: the smoothed share of human sentences with each word."""
        return _rates(self.human, self.human_sentences, self.smoothing)

    @cached_property
    def model_rates(self) -> Floats:
        """Q: the smoothed share of model-written sentences with each word."""
        return _rates(self.model, self.model_sentences, self.smoothing)

    @cached_property
    def base(self) -> float:
        """Log ratio of a sentence with none of the words: the sum of log(1 - q) - log(1 - p)."""
        return float(np.sum(np.log1p(-self.model_rates) - np.log1p(-self.human_rates)))

    @cached_property
    def deltas(self) -> Floats:
        """What each word adds to the log ratio: log(q / p) - [log(1 - q) - log(1 - p)]."""
        p, q = self.human_rates, self.model_rates
        return np.asarray(np.log(q / p) - (np.log1p(-q) - np.log1p(-p)), dtype=np.float64)

    def log_ratios(self, word_sets: Sequence[frozenset[str]]) -> Floats:
        """log Q(x) - log P(x) of each sentence, by one product with a sparse matrix: shape (sentences,)."""
        return np.asarray(self.base + occurrences(word_sets, self.index) @ self.deltas, dtype=np.float64)

    def gains(self, word_sets: Sequence[frozenset[str]]) -> Floats:
        """`Q/P - 1` of each sentence, what the likelihood is made of."""
        return excess(self.log_ratios(word_sets))

    @property
    def digest(self) -> str:
        """SHA-256 over words and counts: the identity of the table."""
        made = hashlib.sha256("\n".join(self.words).encode())
        for counts in (self.human, self.model):
            made.update(np.ascontiguousarray(counts, dtype="<i8").tobytes())
        made.update(f"{self.human_sentences} {self.model_sentences} {self.smoothing}".encode())
        return made.hexdigest()

    def save(self, file: Path) -> None:
        """Write one safetensors file: counts as tensors, everything else as JSON in its header."""
        from safetensors.numpy import save_file

        facts = {
            "format": FORMAT,
            "human_sentences": self.human_sentences,
            "model_sentences": self.model_sentences,
            "smoothing": self.smoothing,
            "sha256": self.digest,
            "facts": dict(self.facts),
        }
        text = np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8)
        tensors = {
            "words": text,
            "human": np.ascontiguousarray(self.human, dtype=np.int64),
            "model": np.ascontiguousarray(self.model, dtype=np.int64),
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        save_file(tensors, file, metadata={"table": json.dumps(facts, ensure_ascii=False, sort_keys=True)})

    @classmethod
    def load(cls, file: Path) -> ReferenceTable:
        """Read what `save` wrote. Raises `DataError` for a missing, foreign or damaged file."""
        from safetensors import SafetensorError, safe_open

        if not file.is_file():
            raise DataError(
                f"There is no table {file.name}", where=str(file.parent), hint="Make one with `fit`."
            )
        try:
            with safe_open(file, framework="numpy") as opened:
                facts = json.loads((opened.metadata() or {}).get("table", "{}"))
                tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
        except (SafetensorError, json.JSONDecodeError, OSError) as error:
            raise DataError(f"{file.name} is not a reference table: {error}", where=str(file)) from error
        return _checked(facts, tensors, file)


def _checked(facts: dict[str, Any], tensors: dict[str, Any], file: Path) -> ReferenceTable:
    if facts.get("format") != FORMAT or set(tensors) != {"words", "human", "model"}:
        raise DataError(
            f"{file.name} is not a reference table of this version",
            where=str(file),
            hint=f"Expected format {FORMAT}; make one with `tastekeeper audit reviews fit`.",
        )
    table = ReferenceTable(
        words=tuple(bytes(tensors["words"]).decode().split("\n")),
        human=tensors["human"],
        model=tensors["model"],
        human_sentences=int(facts["human_sentences"]),
        model_sentences=int(facts["model_sentences"]),
        smoothing=float(facts["smoothing"]),
        facts=facts["facts"],
    )
    if table.digest != facts["sha256"]:
        raise DataError(
            f"{file.name} is damaged: its hash is not the recorded one",
            where=str(file),
            hint="Fit the table again, or restore the file.",
        )
    return table


def _rates(counts: NDArray[np.int64], sentences: int, smoothing: float) -> Floats:
    return np.asarray((counts + smoothing) / (sentences + 2 * smoothing), dtype=np.float64)
