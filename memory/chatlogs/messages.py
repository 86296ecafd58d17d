"""Chat logs of the common shapes: lists of `{role, content}`, files of conversations, exports with a mapping."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...errors import DataError
from .chats import Chat, Found, Said, moment
from .lines import Skipped, bytes_of, parsed_lines, reason_of
from .mapping import branch

SPEAKERS = {"user": "user", "human": "user", "assistant": "agent", "ai": "agent", "model": "agent"}
"""Roles that are turns. `system`, `developer`, `tool` and `function` are none and are left out without a word."""
SILENT = frozenset({"system", "developer", "tool", "function"})
TIMES = ("timestamp", "created_at", "create_time", "time", "date", "at")
HINT = 'Give JSON such as [{"role": "user", "content": "I love westerns"}, ...].'
BROKEN = (ValueError, TypeError, KeyError, AttributeError)


@dataclass
class _Reading:
    """What has been read of one file so far. `number` counts conversations, those that are broken as well."""

    file: str
    chats: list[Chat] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    number: int = 0

    def skip(self, line: int | None, reason: str) -> None:
        self.skipped.append(Skipped(file=self.file, line=line, reason=reason))


def read_messages(file: Path) -> Found:
    """Conversations of a JSON or JSON Lines file, of whichever shape. Broken parts are among the skipped.

    Raises `DataError` where the file cannot be read or no message in it can be used.
    """
    return parse_messages(bytes_of(file), str(file))


def parse_messages(data: bytes, name: str) -> Found:
    """The same for the bytes of a file in hand; `name` is what it is called in complaints."""
    reading = _Reading(name)
    for line, raw in _values(data):
        if isinstance(raw, Exception):
            reading.skip(line, reason_of(raw))
            continue
        for conversation in _conversations(raw):
            _take(reading, line, conversation)
    if not reading.chats:
        detail = f" ({reading.skipped[0].reason})" if reading.skipped else ""
        raise DataError(f"No conversation could be read{detail}", where=name, hint=HINT)
    return Found(tuple(reading.chats), tuple(reading.skipped))


def _values(data: bytes) -> Iterator[tuple[int | None, Any]]:
    """The file as one JSON value, or line by line where it is several."""
    try:
        yield None, json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield from parsed_lines(data.split(b"\n"))


def _conversations(raw: Any) -> Iterator[Any]:
    """The conversations in a value, each as an object; what is none is given as it is."""
    if isinstance(raw, list):
        if any(isinstance(one, dict) and "role" in one for one in raw):
            yield {"messages": raw}
            return
        for one in raw:
            yield from _conversations(one)
    elif isinstance(raw, dict) and isinstance(raw.get("conversations"), list):
        yield from _conversations(raw["conversations"])
    elif isinstance(raw, dict) and "role" in raw and not {"messages", "mapping"} & set(raw):
        yield {"messages": [raw]}
    else:
        yield raw


def _take(reading: _Reading, line: int | None, raw: Any) -> None:
    """Read one conversation; what is broken in it is noted, and the rest of it is read."""
    reading.number += 1
    try:
        messages = _messages(raw)
    except BROKEN as error:
        reading.skip(line, f"conversation {reading.number}: {reason_of(error)}")
        return
    said: list[Said] = []
    for place, message in enumerate(messages, 1):
        try:
            one = _said(message)
        except BROKEN as error:
            reading.skip(line, f"conversation {reading.number}, message {place}: {reason_of(error)}")
            continue
        if one is not None and one.text.strip():
            said.append(one)
    if said:
        own = str(raw.get("id") or raw.get("conversation_id") or "")
        reading.chats.append(Chat(own or str(reading.number), tuple(said), _time(raw), own))


def _messages(raw: Any) -> list[Any]:
    if not isinstance(raw, dict):
        raise TypeError("a conversation is a list of messages or an object")
    if isinstance(raw.get("mapping"), dict):
        return branch(raw["mapping"], raw.get("current_node"))
    messages = raw["messages"]
    if not isinstance(messages, list):
        raise TypeError("messages is no list")
    return messages


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
