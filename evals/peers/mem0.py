"""mem0 (`mem0ai`), with its default vector store (Qdrant, a folder on this disk) and the product's embedder.

Without a chat model, messages are kept as they are (`infer=False`): mem0's own path for raw memories. With one, its
pipeline extracts memories from each conversation (`infer=True`). mem0 keeps no date of saying that its search
would use: `timestamp` and `reference_date` are refused outside its hosted platform.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import ModelError
from ...memory.embedder import Embedder
from . import presence
from .memory import Message, Remembered

if TYPE_CHECKING:
    from .chat import SharedChat

MEMORIES: dict[str, Any] = {
    "type": "object",
    "properties": {
        "memory": {
            "type": "array",
            "maxItems": 8,
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}, "attributed_to": {"enum": ["user", "assistant"]}},
                "required": ["text", "attributed_to"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["memory"],
    "additionalProperties": False,
}
"""The form that mem0's extraction prompt asks for, as a schema: a model bound to it cannot miss the form."""


class Mem0Memory:
    """One user's memories in mem0 under `folder`. `chat` (a model bound to `MEMORIES`) turns extraction on.

    Raises `MissingExtraError` when mem0 is not installed.
    """

    def __init__(self, folder: Path, user: str, embedder: Embedder, chat: SharedChat | None = None) -> None:
        presence.require("mem0")
        # It makes a settings folder in the user's home when it is imported, unless it is given another.
        os.environ["MEM0_DIR"] = str(folder / "settings")
        # It warns at every opening that its optional keyword and entity parts (spaCy, fastembed) are absent.
        logging.getLogger("mem0").setLevel(logging.ERROR)
        from langchain_core.language_models import FakeListChatModel
        from mem0 import Memory

        from .embedding import SharedEmbeddings

        self._user = "_".join(user.split())  # mem0 refuses an id with blanks
        self._infer = chat is not None
        self._memory: Any = Memory.from_config(
            {
                "embedder": {
                    "provider": "langchain",
                    "config": {"model": SharedEmbeddings(embedder), "embedding_dims": embedder.dimension},
                },
                # mem0 does not open without a model; this one is never called in the raw path.
                "llm": {
                    "provider": "langchain",
                    "config": {"model": chat or FakeListChatModel(responses=[])},
                },
                "vector_store": {
                    "provider": "qdrant",
                    "config": {
                        "collection_name": "memories",
                        "embedding_model_dims": embedder.dimension,
                        "path": str(folder / "qdrant"),
                        "on_disk": True,
                    },
                },
                "history_db_path": str(folder / "history.db"),
            }
        )

    def add(self, messages: Sequence[Message], at: datetime) -> tuple[Remembered, ...]:
        """See `PeerMemory`. Raises `ModelError` when mem0's extraction fails."""
        from mem0.exceptions import MemoryError as Mem0Error

        said = [{"role": role, "content": words} for role, words in messages]
        try:
            result = self._memory.add(
                said, user_id=self._user, infer=self._infer, metadata={"created_at": at.isoformat()}
            )
        except Mem0Error as error:
            raise ModelError(f"mem0 could not extract memories: {error}", where="mem0") from error
        return tuple(Remembered(str(one["id"]), str(one["memory"])) for one in result["results"])

    def search(self, query: str, limit: int) -> tuple[Remembered, ...]:
        """See `PeerMemory`. mem0's own threshold (0.1) stays."""
        found = self._memory.search(query, filters={"user_id": self._user}, top_k=limit)["results"]
        return tuple(Remembered(str(one["id"]), str(one["memory"]), float(one["score"])) for one in found)

    def delete(self, memory_id: str) -> None:
        """See `PeerMemory`."""
        self._memory.delete(memory_id)

    def delete_all(self) -> None:
        """mem0's own way to delete everything about the user."""
        self._memory.delete_all(user_id=self._user)

    def close(self) -> None:
        """See `PeerMemory`."""
        self._memory.vector_store.client.close()
        self._memory.close()
