"""The messages of many chats in the one order in which they were said, each with an id of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from .chats import Chat, Said


@dataclass(frozen=True, slots=True)
class Placed:
    """One message: the number of its chat in the file, when it was said, and an id that is the same at every
    reading of the file, or of a later one in which the chat has grown."""

    chat: int
    said: Said
    at: datetime
    message_id: str


def in_order(chats: Sequence[Chat], undated: datetime) -> list[Placed]:
    """All messages by the time they were said; those said at one moment as they stand in the file.

    A message without a time has that of the one before it; a chat without any has that of the dated chat
    before it in the file, else of the one after it, else `undated`. Inside a chat no message is earlier than
    the one before it.
    """
    seen: Counter[str] = Counter()
    placed = [
        one
        for number, (chat, begun) in enumerate(zip(chats, _begun(chats, undated), strict=True))
        for one in _of_chat(number, chat, begun, seen)
    ]
    return sorted(placed, key=lambda one: one.at)


def _begun(chats: Sequence[Chat], undated: datetime) -> list[datetime]:
    known = [chat.begun for chat in chats]
    last = next((at for at in known if at is not None), undated)
    found = []
    for at in known:
        last = at or last
        found.append(last)
    return found


def _of_chat(number: int, chat: Chat, begun: datetime, seen: Counter[str]) -> Iterator[Placed]:
    at = begun if chat.said[0].at is None else chat.said[0].at
    words = hashlib.sha256(chat.own_id.encode())
    for said in chat.said:
        at = max(at, said.at or at)
        # All that went before tells messages apart, so equal words of two chats are two messages.
        for part in (said.speaker, said.text, said.at.isoformat() if said.at else ""):
            words.update(part.encode("utf-8", "surrogatepass") + b"\0")
        name = words.hexdigest()[:32]
        seen[name] += 1
        yield Placed(number, said, at, f"log:{name}:{seen[name]}")
