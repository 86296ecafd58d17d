"""Vector indexes: disposable, rebuilt from SQLite whenever in doubt, and never believed without asking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from .embedder import Embedder, Vectors


class IndexBroken(Exception):
    """An index cannot be read. It is a cache: the answer is to rebuild it, not to stop."""


class VectorIndex(Protocol):
    """Unit vectors of live facts, kept apart by user. Every call may raise `IndexBroken`."""

    def upsert(self, user_id: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), d), or replace those of the same ids."""
        ...

    def delete(self, user_id: str, ids: Sequence[str]) -> None:
        """Take vectors out; unknown ids are ignored."""
        ...

    def get(self, user_id: str, ids: Sequence[str] | None = None) -> dict[str, Vectors]:
        """The vectors of these ids (all when None), as far as they are there; each of shape (d,)."""
        ...

    def query(self, user_id: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosine similarities of the `k` nearest, best first."""
        ...

    def generation(self, user_id: str) -> int | None:
        """The number the user's index was built under; None when there is no index."""
        ...

    def reset(self, user_id: str, generation: int | None) -> int:
        """Throw the user's index away, bytes included, and start an empty one under `generation`.

        With None nothing is started. Gives the number of vectors thrown away (0 if unreadable).
        """
        ...

    def files(self) -> list[Path]:
        """Every file on disk, of all users."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...


@dataclass(slots=True)
class SemanticIndex:
    """What `Memory` needs to search by meaning: a way to embed and a place for vectors."""

    embedder: Embedder
    vectors: VectorIndex


def default_index(folder: Path) -> SemanticIndex:
    """Packaged MiniLM vectors in Chroma under `folder`. Loads nothing yet."""
    from .chroma import ChromaIndex
    from .embedder import MiniLMEmbedder

    return SemanticIndex(MiniLMEmbedder(), ChromaIndex(folder))


class BruteForceIndex:
    """Exact search in memory by one dot product: the reference, and enough below some 50,000 facts."""

    def __init__(self) -> None:
        self._users: dict[str, dict[str, Vectors]] = {}
        self._generations: dict[str, int] = {}

    def upsert(self, user_id: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors."""
        own = self._users.setdefault(user_id, {})
        own.update(
            {
                fact_id: np.array(vector, dtype=np.float32)
                for fact_id, vector in zip(ids, vectors, strict=True)
            }
        )

    def delete(self, user_id: str, ids: Sequence[str]) -> None:
        """Take vectors out."""
        for fact_id in ids:
            self._users.get(user_id, {}).pop(fact_id, None)

    def get(self, user_id: str, ids: Sequence[str] | None = None) -> dict[str, Vectors]:
        """The vectors of these ids, as far as they are there."""
        own = self._users.get(user_id, {})
        return dict(own) if ids is None else {fact_id: own[fact_id] for fact_id in ids if fact_id in own}

    def query(self, user_id: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The nearest by cosine; ties go to the older id."""
        own = self._users.get(user_id, {})
        if not own or k <= 0:
            return []
        ids = sorted(own)
        scores = np.stack([own[fact_id] for fact_id in ids]) @ np.asarray(vector, dtype=np.float32)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(ids[i], float(scores[i])) for i in order]

    def generation(self, user_id: str) -> int | None:
        """The number the user's index was built under."""
        return self._generations.get(user_id)

    def reset(self, user_id: str, generation: int | None) -> int:
        """Start over, or stop keeping anything for the user."""
        count = len(self._users.pop(user_id, {}))
        self._generations.pop(user_id, None)
        if generation is not None:
            self._generations[user_id] = generation
        return count

    def files(self) -> list[Path]:
        """None: everything is in memory."""
        return []

    def close(self) -> None:
        """Forget everything."""
        self._users.clear()
        self._generations.clear()
