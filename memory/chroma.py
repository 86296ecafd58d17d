"""Vectors in Chroma, one folder a user, so that an erasure can throw whole files away.

Chroma keeps deleted vectors in its files, even after a collection is dropped; hence the folder a user. Only
ids and vectors go in, never a word. Telemetry is off and no embedding function is set.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ..errors import StoreError
from .embedder import Vectors
from .hnsw_files import scrub
from .index import IndexBroken

COLLECTION = "facts"
CURRENT = "current"
"""Names the generation of a user's index and the folder that holds it."""

BATCH = 2000
T = TypeVar("T")


class ChromaIndex:
    """A `VectorIndex` on disk under `folder`. Opened lazily; a damaged folder is `IndexBroken`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._clients: dict[str, Any] = {}
        self._collections: dict[str, Any] = {}

    def upsert(self, user_id: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors."""
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            batch = np.asarray(vectors[part], dtype=np.float32)
            self._call(user_id, _adding(list(ids[part]), batch))
        if ids:
            self._scrub(user_id)

    def _scrub(self, user_id: str) -> None:
        try:
            with self._lock:
                scrub(self._place(user_id))
        except OSError as error:
            raise IndexBroken(f"its files cannot be cleaned: {error}") from error

    def delete(self, user_id: str, ids: Sequence[str]) -> None:
        """Take vectors out of every answer (their bytes go with `reset`)."""
        if ids:
            self._call(user_id, lambda c: c.delete(ids=list(ids)))
            self._scrub(user_id)

    def get(self, user_id: str, ids: Sequence[str] | None = None) -> dict[str, Vectors]:
        """The vectors of these ids, as far as they are there."""
        if not self._place(user_id).exists() or (ids is not None and not ids):
            return {}
        wanted = None if ids is None else list(ids)
        found = self._call(user_id, lambda c: c.get(ids=wanted, include=["embeddings"]))
        return {
            str(fact_id): np.asarray(vector, dtype=np.float32)
            for fact_id, vector in zip(found["ids"], found["embeddings"], strict=True)
        }

    def query(self, user_id: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The nearest by cosine similarity, best first."""
        if k <= 0 or not self._place(user_id).exists():
            return []
        point = np.asarray(vector, dtype=np.float32)[None, :]
        found = self._call(
            user_id,
            lambda c: (
                c.query(query_embeddings=point, n_results=k, include=["distances"]) if c.count() else None
            ),
        )
        if found is None:
            return []
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(str(fact_id), 1.0 - float(distance)) for fact_id, distance in pairs]

    def generation(self, user_id: str) -> int | None:
        """The number written down when the index was started."""
        current = self._current(user_id)
        return None if current is None else current[0]

    def reset(self, user_id: str, generation: int | None) -> int:
        """Remove the user's folder; start a fresh one under `generation` unless that is None."""
        with self._lock:
            return self._reset(user_id, generation)

    def _reset(self, user_id: str, generation: int | None) -> int:
        place = self._place(user_id)
        count = 0
        if place.exists():
            with suppress(IndexBroken):
                count = int(self._call(user_id, lambda c: c.count()))
        self._release(user_id)
        try:
            if place.exists():
                shutil.rmtree(place)
            if generation is not None:
                # A name never used before: chromadb keeps a folder it failed to open in a cache of its
                # own for the life of the process, and would fail again on anything put in its place.
                name = uuid.uuid4().hex
                for folder in (self._folder, place, place / name):
                    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                (place / CURRENT).write_text(f"{generation} {name}")
                self._call(user_id, lambda c: c.count())
        except OSError as error:
            raise StoreError(
                f"The vector index cannot be written: {error.strerror or error}",
                where=str(place),
                hint="Give yourself write permission there; nothing but a cache is kept in it.",
            ) from error
        return count

    def files(self) -> list[Path]:
        """Every file of every user."""
        return sorted(path for path in self._folder.rglob("*") if path.is_file())

    def close(self) -> None:
        """Close the clients that were opened."""
        for user_id in list(self._clients):
            self._release(user_id)

    def _place(self, user_id: str) -> Path:
        # A digest: user ids may hold anything, and a folder's name should not say whose it is.
        return self._folder / hashlib.sha256(user_id.encode()).hexdigest()[:32]

    def _current(self, user_id: str) -> tuple[int, str] | None:
        try:
            generation, name = (self._place(user_id) / CURRENT).read_text().split()
            return int(generation), name
        except (OSError, ValueError):
            return None

    def _collection(self, user_id: str) -> Any:
        if user_id not in self._collections:
            import chromadb
            from chromadb.config import Settings

            current = self._current(user_id)
            if current is None:
                raise IndexBroken("no index was started for this user")
            settings = Settings(anonymized_telemetry=False)
            folder = self._place(user_id) / current[1]
            client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._clients[user_id] = client
            self._collections[user_id] = client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collections[user_id]

    def _call(self, user_id: str, action: Callable[[Any], T]) -> T:
        with self._lock:
            try:
                return action(self._collection(user_id))
            except Exception as error:
                # Chroma raises errors of many kinds for a damaged folder, down to plain RuntimeError.
                self._release(user_id)
                raise IndexBroken(f"{type(error).__name__}: {error}") from error

    def _release(self, user_id: str) -> None:
        self._collections.pop(user_id, None)
        client = self._clients.pop(user_id, None)
        if client is not None:
            with suppress(Exception):
                client.close()


def _adding(ids: list[str], vectors: Vectors) -> Callable[[Any], None]:
    def add(collection: Any) -> None:
        collection.upsert(ids=ids, embeddings=vectors)

    return add
