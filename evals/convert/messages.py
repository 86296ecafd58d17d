"""Chat logs of the common shapes: lists of `{role, content}`, files of conversations, exports with a mapping."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...errors import DataError
from ..reading import Skipped, json_lines, reason_of
from .chats import Chat, Found, Said, moment

SPEAKERS = {"user": "user", "human": "user", "assistant": "agent", "ai": "agent", "model": "agent"}
"""Roles that are turns. `system`, `developer`, `tool` and `function` are none and are left out without a word."""
SILENT = frozenset({"system", "developer", "tool", "function"})
TIMES = ("timestamp", "created_at", "create_time", "time", "date", "at")


def read_messages(file: Path) -> Found:
    """Conversations of a JSON or JSON Lines file, of whichever shape. Broken parts are among the skipped.

    Raises `DataError` where no message can be used.
    """
    chats: list[Chat] = []
    skipped: list[Skipped] = []
    for line, raw in _values(file):
        try:
            if isinstance(raw, Exception):
                raise raw
            conversations = list(_conversations(raw))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            skipped.append(Skipped(file=str(file), line=line, reason=reason_of(error)))
            continue
        for conversation in conversations:
            chat = _chat(conversation, str(len(chats) + 1), str(file), line, skipped)
            if chat.said:
                chats.append(chat)
    if not chats:
        detail = f" ({skipped[0].reason})" if skipped else ""
        raise DataError(
            f"No conversation could be read{detail}",
            where=str(file),
            hint='Give JSON such as [{"role": "user", "content": "I love westerns"}, ...].',
        )
    return Found(tuple(chats), tuple(skipped))


def _values(file: Path) -> Iterator[tuple[int | None, Any]]:
    """The file as one JSON value, or line by line where it is several."""
    try:
        yield None, json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"The file cannot be read: {error.strerror or error}", where=str(file)) from error
    except (ValueError, RecursionError):
        yield from json_lines(file)


def _conversations(raw: Any) -> Iterator[Any]:
    if isinstance(raw, list):
        if raw and all(isinstance(one, dict) and "role" in one for one in raw):
            yield {"messages": raw}
            return
        for one in raw:
            yield from _conversations(one)
        return
    if not isinstance(raw, dict):
        raise TypeError("a conversation must be a list of messages or an object")
    if "conversations" in raw and isinstance(raw["conversations"], list):
        yield from _conversations(raw["conversations"])
    elif "messages" in raw or "mapping" in raw:
        yield raw
    elif "role" in raw:
        yield {"messages": [raw]}
    else:
        raise KeyError("messages")


def _chat(raw: dict[str, Any], number: str, file: str, line: int | None, skipped: list[Skipped]) -> Chat:
    said: list[Said] = []
    for place, message in enumerate(_messages(raw), 1):
        try:
            one = _said(message)
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            reason = f"conversation {number}, message {place}: {reason_of(error)}"
            skipped.append(Skipped(file=file, line=line, reason=reason))
            continue
        if one is not None and one.text.strip():
            said.append(one)
    identity = str(raw.get("id") or raw.get("conversation_id") or number)
    return Chat(identity, tuple(said), _time(raw))


def _messages(raw: dict[str, Any]) -> list[Any]:
    if isinstance(raw.get("mapping"), dict):
        return _branch(raw["mapping"], raw.get("current_node"))
    messages = raw.get("messages")
    return messages if isinstance(messages, list) else []


def _branch(mapping: dict[str, Any], current: str | None) -> list[Any]:
    """The messages on the way from the root to the current node; all by time where there is none."""
    nodes = {name: node for name, node in mapping.items() if isinstance(node, dict)}
    path: list[Any] = []
    seen: set[str] = set()
    while current in nodes and current not in seen:
        seen.add(current)
        path.append(nodes[current].get("message"))
        current = nodes[current].get("parent")
    if not path:
        path = [node.get("message") for node in nodes.values()]
        path.sort(key=lambda message: (message or {}).get("create_time") or 0, reverse=True)
    return [message for message in reversed(path) if message]


def _said(message: dict[str, Any]) -> Said | None:
    author = message.get("author")
    role = str(author.get("role") if isinstance(author, dict) else message["role"]).lower()
    if role in SILENT:
        return None
    if role not in SPEAKERS:
        raise ValueError(f"the role {role!r} is unknown")
    return Said(SPEAKERS[role], _text(message["content"]), _time(message))


def _text(content: Any) -> str:
    """Plain text, or the text parts of a list; pictures and the like are left out."""
    if isinstance(content, str):
        return content
    if isinstance(content, dict):
        content = content.get("parts") or [content.get("text", "")]
    if content is None:
        return ""
    if not isinstance(content, list):
        raise TypeError("content is neither text nor a list of parts")
    parts = [part.get("text", "") if isinstance(part, dict) else part for part in content]
    return "\n".join(part for part in parts if isinstance(part, str) and part)


def _time(raw: dict[str, Any]) -> Any:
    return next((found for name in TIMES if (found := moment(raw.get(name)))), None)
