"""LangMem over a LangGraph store, with the product's embedder: in this process, or in SQLite on disk.

Without a chat model, LangMem's own tools write every message and search (what an agent's hot path calls). With one,
its store manager reads each conversation, compares it with what it finds, and inserts, updates or deletes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...errors import ModelError, UsageError
from ...memory.embedder import Embedder
from . import presence
from .memory import Message, Remembered

if TYPE_CHECKING:
    from .chat import SharedChat

NAMESPACE = "memories"


def keeps_on_disk() -> bool:
    """Whether this Python's sqlite3 loads extensions, which the vectors of LangGraph's SQLite store need."""
    return hasattr(sqlite3.Connection, "enable_load_extension")


class LangMemMemory:
    """One user's memories in LangMem under `folder` (None: in this process only). `chat` turns the manager on.

    Raises `MissingExtraError` when langmem is not installed and `UsageError` for a folder where this Python
    cannot keep vectors on disk.
    """

    def __init__(
        self, folder: Path | None, user: str, embedder: Embedder, chat: SharedChat | None = None
    ) -> None:
        presence.require("langmem")
        from langmem import create_manage_memory_tool, create_memory_store_manager, create_search_memory_tool

        self._namespace = (NAMESPACE, user.replace(".", "_"))  # LangGraph refuses a namespace with dots
        self._connection: sqlite3.Connection | None = None
        self._store: Any = self._open(folder, embedder)
        self._write: Any = create_manage_memory_tool(self._namespace, store=self._store)
        self._find: Any = create_search_memory_tool(
            self._namespace, store=self._store, response_format="content_and_artifact"
        )
        self._manager: Any = None
        if chat is not None:
            # Deleting is off by default; with it the manager may at least take back what no longer holds.
            self._manager = create_memory_store_manager(
                chat, namespace=self._namespace, store=self._store, enable_deletes=True
            )

    def add(self, messages: Sequence[Message], at: datetime) -> tuple[Remembered, ...]:
        """See `PeerMemory`. Raises `ModelError` when the manager fails."""
        if self._manager is None:
            return tuple(Remembered(self._written(words), words) for _, words in messages)
        said = [{"role": role, "content": words} for role, words in messages]
        try:
            made = self._manager.invoke({"messages": said})
            return tuple(Remembered(str(put["key"]), _words(put["value"])) for put in made)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"LangMem could not extract memories: {error!r}", where="langmem") from error

    def search(self, query: str, limit: int) -> tuple[Remembered, ...]:
        """See `PeerMemory`."""
        call = {
            "name": "search_memory",
            "args": {"query": query, "limit": limit},
            "id": "1",
            "type": "tool_call",
        }
        items = self._find.invoke(call).artifact
        return tuple(Remembered(item.key, _words(item.value), item.score) for item in items)

    def delete(self, memory_id: str) -> None:
        """See `PeerMemory`."""
        self._write.invoke({"action": "delete", "id": UUID(memory_id)})

    def close(self) -> None:
        """See `PeerMemory`."""
        if self._connection is not None:
            self._connection.close()

    def _written(self, words: str) -> str:
        """Write one memory; the tool answers in words that end in the new id."""
        return str(self._write.invoke({"content": words, "action": "create"})).split()[-1]

    def _open(self, folder: Path | None, embedder: Embedder) -> Any:
        from .embedding import SharedEmbeddings

        index: Any = {"dims": embedder.dimension, "embed": SharedEmbeddings(embedder), "fields": ["content"]}
        if folder is None:
            from langgraph.store.memory import InMemoryStore

            return InMemoryStore(index=index)
        if not keeps_on_disk():
            raise UsageError(
                "LangGraph's SQLite store cannot keep vectors with this Python: its sqlite3 loads no extensions",
                where="langmem",
                hint="Use a Python built with --enable-loadable-sqlite-extensions, or no folder.",
            )
        from langgraph.store.sqlite import SqliteStore

        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "store.db", check_same_thread=False, isolation_level=None)
        store = SqliteStore(self._connection, index=index)
        store.setup()
        return store


def _words(value: Any) -> str:
    """The words of a stored memory: the tool keeps a string, the manager an object with `content`."""
    content = value.get("content") if isinstance(value, dict) else value
    if isinstance(content, dict):
        content = content.get("content", content)
    return str(content)
