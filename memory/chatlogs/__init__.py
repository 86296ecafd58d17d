"""Chat logs held with other assistants: read from the common file shapes, and heard into memory in order of time."""

from __future__ import annotations

from .importing import ChatImport, import_chats
from .messages import parse_messages, read_messages

__all__ = ["ChatImport", "import_chats", "parse_messages", "read_messages"]
