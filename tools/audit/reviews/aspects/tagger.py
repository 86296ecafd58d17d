"""The trained tagger: which aspects a sentence carries, and whether it praises or blames."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .....errors import DataError
from .....memory.embedder import Embedder, MiniLMEmbedder
from .labelled import ASPECTS, POLARITIES, Labelled, load_sentences
from .real import real_sentences
from .scores import f1_by_aspect, macro_f1, macro_f1_interval
from .train import CUES, Weights, features, targets, train

WEIGHTS = Path(__file__).with_name("tagger.safetensors")
FORMAT = "tastekeeper-aspect-tagger/1"
FEWEST_REAL = 5
TENSORS = ("aspect", "aspect_bias", "polarity", "polarity_bias")


@dataclass(frozen=True, slots=True)
class Tagged:
    """Aspects of sentences: `flags` (sentences, 8) in the order of `ASPECTS`, `polarity` (sentences,) -1, 0, 1."""

    flags: NDArray[np.bool_]
    polarity: NDArray[np.int64]


class AspectTagger:
    """Tags sentences. The embedder is loaded at the first sentence."""

    def __init__(self, weights: Weights, facts: dict[str, Any], embedder: Embedder | None = None) -> None:
        self.weights = weights
        self.facts = facts
        self._embedder = embedder or MiniLMEmbedder()

    @property
    def quality(self) -> dict[str, Any]:
        """What was measured on the held-out sentences when the tagger was made: macro-F1 and its parts."""
        found: dict[str, Any] = self.facts["quality"]
        return found

    def tag(self, texts: Sequence[str]) -> Tagged:
        """Tag sentences; about 300 a second on one core."""
        if not texts:
            return Tagged(np.zeros((0, len(ASPECTS)), dtype=bool), np.zeros(0, dtype=np.int64))
        given = features(texts, self._embedder.encode(texts))
        polarity = self.weights.polarities(given).astype(np.int64) - POLARITIES.index("none")
        return Tagged(self.weights.flags(given), polarity)

    @classmethod
    def fitted(cls, embedder: Embedder | None = None, *, seed: int = 0) -> AspectTagger:
        """Train on the written and the real sentences of the train split, and measure on those of the test split."""
        used = embedder or MiniLMEmbedder()
        rows = load_sentences("train") + real_sentences("train")
        weights = train(
            rows, features([row.text for row in rows], used.encode([r.text for r in rows])), seed=seed
        )
        made = cls(
            weights, {"embedder": used.name, "cues": _digest(CUES), "seed": seed, "train": len(rows)}, used
        )
        made.facts["quality"] = made.measure(seed=seed)
        return made

    def measure(self, *, seed: int = 0) -> dict[str, Any]:
        """Scores on all sentences that were kept from training: macro-F1 with interval, F1 by aspect, by domain and
        by origin (split, or fresh), polarity accuracy."""
        rows = held_out()
        wanted, found = targets(rows), self.tag([row.text for row in rows])
        low, high = macro_f1_interval(wanted, found.flags, seed=seed)
        names = [POLARITIES.index(row.polarity) - POLARITIES.index("none") for row in rows]
        by_domain = {}
        for name, peer in (("products", False), ("peer", True)):
            at = [place for place, row in enumerate(rows) if (row.domain == "peer") is peer]
            by_domain[name] = macro_f1(wanted[at], found.flags[at])
        by_split = {}
        for split in ("test", "fresh"):
            at = [place for place, row in enumerate(rows) if row.split == split]
            by_split[split] = macro_f1(wanted[at], found.flags[at])
        each = f1_by_aspect(wanted, found.flags)
        return {
            "sentences": len(rows),
            "macro_f1": macro_f1(wanted, found.flags),
            "low": low,
            "high": high,
            "by_aspect": {aspect: float(value) for aspect, value in zip(ASPECTS, each, strict=True)},
            "by_domain": by_domain,
            "by_split": by_split,
            "polarity_accuracy": float(np.mean(found.polarity == np.asarray(names))),
            "real": self._measure_real(real_sentences("test")),
        }

    def _measure_real(self, rows: Sequence[Labelled]) -> dict[str, Any]:
        """Micro-F1 on real sentences, macro-F1 over the aspects that five or more of them carry."""
        wanted, given = targets(rows), self.tag([row.text for row in rows]).flags
        enough = wanted.sum(axis=0) >= FEWEST_REAL
        return {
            "sentences": len(rows),
            "micro_f1": float(2 * (wanted & given).sum() / (wanted.sum() + given.sum())),
            "macro_f1": float(f1_by_aspect(wanted, given)[enough].mean()),
            "aspects": [name for name, kept in zip(ASPECTS, enough, strict=True) if kept],
        }

    def save(self, file: Path = WEIGHTS) -> None:
        """Write weights as safetensors, everything else as JSON in the header."""
        from safetensors.numpy import save_file

        facts = {
            "format": FORMAT,
            "threshold": self.weights.threshold,
            "strength": self.weights.strength,
            **self.facts,
        }
        tensors = {name: np.ascontiguousarray(getattr(self.weights, name), np.float32) for name in TENSORS}
        save_file(tensors, file, metadata={"tagger": json.dumps(facts, sort_keys=True)})

    @classmethod
    def load(cls, file: Path = WEIGHTS, embedder: Embedder | None = None) -> AspectTagger:
        """Read the packaged tagger, or one that `save` wrote. Raises `DataError`."""
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(file, framework="numpy") as opened:
                facts = json.loads((opened.metadata() or {}).get("tagger", "{}"))
                parts = {name: opened.get_tensor(name).astype(np.float64) for name in opened.keys()}  # noqa: SIM118
        except (SafetensorError, OSError, json.JSONDecodeError) as error:
            raise DataError(f"The aspect tagger cannot be read: {error}", where=str(file)) from error
        if facts.get("format") != FORMAT or set(parts) != set(TENSORS):
            raise DataError("The file is not an aspect tagger of this version", where=str(file))
        if facts["cues"] != _digest(CUES):
            raise DataError(
                "The tagger was made with other cue words", where=str(file), hint="Train it again."
            )
        weights = Weights(**parts, threshold=facts.pop("threshold"), strength=facts.pop("strength"))
        facts.pop("format")
        return cls(weights, facts, embedder)


def held_out() -> tuple[Labelled, ...]:
    """The written sentences that no training sees."""
    return load_sentences("test") + load_sentences("fresh")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
