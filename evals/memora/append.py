"""Memory that only grows: every sentence of the user with a line on what the talk was about, found by meaning.

This is what the benchmark's own "LangMem" row amounts to (the transcript in an embedded store, never edited).
The answer recites the nearest entries, oldest first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .systems import Setting, SystemAnswer
from .types import Dialogue

if TYPE_CHECKING:
    from ...memory.embedder import Embedder, Vectors

NEAREST = 20
"""Entries recited."""
POOL = 100
"""Entries that recency re-orders."""
HALF_LIFE_DAYS = 7.0
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence kept."""

    id: str
    at: datetime
    text: str
    embedded: str


class AppendOnly:
    """Nothing is ever taken back. Embedding is put off to the first question."""

    def __init__(self, embedder: Embedder, *, nearest: int = NEAREST, recency: bool = False) -> None:
        self._embedder = embedder
        self._nearest = nearest
        self._recency = recency
        self._entries: list[Entry] = []
        self._vectors: Vectors | None = None

    def ingest(self, dialogue: Dialogue) -> None:
        """Keep every sentence of the user, with the talk's first words as its topic."""
        said = [turn.text for turn in dialogue.turns if turn.speaker == "user"]
        topic = said[0][:120] if said else ""
        sentences = [part.strip() for text in said for part in _SENTENCE.split(text) if part.strip()]
        for number, sentence in enumerate(sentences, 1):
            embedded = f"{sentence} (about: {topic})"
            self._entries.append(Entry(f"{dialogue.id}.{number}", dialogue.at, sentence, embedded))
        self._vectors = None

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        """Recite the nearest entries."""
        found = sorted(self._found(question, at), key=lambda entry: entry.at)
        ids = tuple(entry.id for entry in found)
        text = "\n".join(entry.text for entry in found)
        return SystemAnswer(text, ids, ids, "recital", tuple(entry.text for entry in found))

    def close(self) -> None:
        """Nothing to let go of."""

    def _found(self, question: str, at: datetime) -> Sequence[Entry]:
        if not self._entries:
            return ()
        if self._vectors is None:
            self._vectors = self._embedder.encode([entry.embedded for entry in self._entries])
        likeness = (self._vectors @ self._embedder.encode([question])[0]).tolist()
        ranked = sorted(range(len(likeness)), key=lambda place: (-likeness[place], place))
        if self._recency:
            pool = ranked[:POOL]
            ranked = sorted(pool, key=lambda place: -likeness[place] * _fresh(self._entries[place].at, at))
        return [self._entries[place] for place in ranked[: self._nearest]]


def _fresh(then: datetime, now: datetime) -> float:
    """1 for what was just said, halved every `HALF_LIFE_DAYS`."""
    return math.pow(0.5, max((now - then).total_seconds(), 0.0) / (86400 * HALF_LIFE_DAYS))


def open_rag(_: Setting) -> AppendOnly:
    """Dense retrieval over everything ever said."""
    return AppendOnly(_embedder())


def open_recency(_: Setting) -> AppendOnly:
    """The same with newer entries first."""
    return AppendOnly(_embedder(), recency=True)


def _embedder() -> Embedder:
    from ..fama.meaning import embedder

    return embedder()
