"""Leaks in other words, by sentence embeddings. They widen what counts as a leak and never grant presence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from .words import Text, stems

if TYPE_CHECKING:
    from ...memory.embedder import Embedder

LIKE = 0.75
"""Cosine of MiniLM vectors from which a passage says a forgotten value in other words. See docs/evals.md."""
MARGIN = 0.05
"""How much nearer the passage must be to the forgotten value than to any value that holds."""
_PIECES = re.compile(r"[,;:]\s+(?:(?:and|or|but)\s+)?|\s+(?:and|or|but)\s+|\s[-–—]\s")
SHORTEST = 2
"""Passages and values of fewer words are left to the words themselves: one word means too much."""


@cache
def embedder() -> Embedder:
    """The packaged sentence model, read once a process."""
    from ...memory.embedder import MiniLMEmbedder

    return MiniLMEmbedder()


class Meaning:
    """Compares passages of an answer with forgotten values. Loads its model at the first comparison."""

    def __init__(self, model: Embedder | None = None) -> None:
        self._model = model
        self._known: dict[str, Sequence[float]] = {}

    def leak(self, text: Text, target: str, valid: Sequence[str]) -> str | None:
        """The passage that says `target` in other words, if one does and says none of `valid` better."""
        if len(stems(target)) < SHORTEST:
            return None
        passages = tuple(dict.fromkeys(piece for sentence in text.sentences for piece in pieces(sentence)))
        if not passages:
            return None
        self._learn([target, *valid, *passages])
        best: tuple[float, str] | None = None
        for passage in passages:
            near = self._cosine(passage, target)
            rival = max((self._cosine(passage, other) for other in valid), default=0.0)
            if near >= LIKE and near >= rival + MARGIN and (best is None or near > best[0]):
                best = (near, passage)
        return None if best is None else f"{best[0]:.2f} like {best[1][:80]!r}"

    def _learn(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            model = self._model or embedder()
            self._known.update(zip(new, model.encode(new).tolist(), strict=True))

    def _cosine(self, one: str, other: str) -> float:
        return sum(a * b for a, b in zip(self._known[one], self._known[other], strict=True))


def pieces(sentence: str) -> list[str]:
    """A sentence, and its clauses and list items where it has several."""
    parts = [part.strip(" .!?•*-–—") for part in _PIECES.split(sentence)]
    found = [sentence.strip(" .!?•*-–—"), *(parts if len(parts) > 1 else [])]
    return [piece for piece in found if len(stems(piece)) >= SHORTEST]
