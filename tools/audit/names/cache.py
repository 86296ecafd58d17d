"""Answers kept by the content of their question, so that an audit that stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from pathlib import Path
from types import TracebackType

from ....errors import StoreError
from ....paths import Paths
from .subject import Output, Served


def response_db(paths: Paths) -> Path:
    """Where the answers lie: a cache that may be deleted at any time."""
    return paths.cache / "audit" / "responses.db"


def content_key(prompt: str, seed: int, served: Served) -> str:
    """SHA-256 over everything that an answer depends on."""
    parts = [prompt, seed, served.model, served.placement, dict(served.params)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


class ResponseCache:
    """A table of answers. Without a path they are kept in memory alone."""

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        place = ":memory:"
        if path is not None:
            file = Path(path)
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            place = str(file)
        try:
            self._connection = sqlite3.connect(place)
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, body TEXT NOT NULL)"
            )
            if path is not None:
                Path(place).chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"The cache of answers cannot be used: {error}",
                where=place,
                hint="Delete the file and try again.",
            ) from error
        self.hits = self.misses = 0

    def get(self, key: str) -> Output | None:
        """The answer kept under a key."""
        row = self._connection.execute("SELECT body FROM answer WHERE key = ?", (key,)).fetchone()
        if row is None:
            self.misses += 1
            return None
        self.hits += 1
        body = json.loads(row[0])
        return body if isinstance(body, str) else tuple(body)

    def put(self, key: str, answer: Output) -> None:
        """Keep an answer, on disk at once."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, json.dumps(answer)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> ResponseCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
