"""Transcripts made of chats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from ...memory.chatlogs.chats import Chat
from ..fama.lines import FORMAT

UNDATED_FROM = datetime(2000, 1, 1, 12, 0, tzinfo=UTC)
"""Chats that give no time at all are put a day apart from here on; the order is all that matters then."""


def transcript_lines(
    chats: Sequence[Chat], persona: str, period: str = "all", play: str = "listen"
) -> Iterator[str]:
    """A transcript of format 1, line by line. Dialogues held with another assistant are listened to."""
    yield _line({"type": "transcript", "version": FORMAT, "persona": persona, "period": period, "play": play})
    for chat, at in _dated(chats):
        turns = [{"speaker": one.speaker, "text": one.text} for one in chat.said]
        yield _line({"type": "session", "id": chat.id, "at": at.isoformat(), "turns": turns})


def _dated(chats: Iterable[Chat]) -> list[tuple[Chat, datetime]]:
    """In order of time; an undated chat comes a day after the one before it in the file."""
    last = UNDATED_FROM - timedelta(days=1)
    found: list[tuple[Chat, datetime]] = []
    for chat in chats:
        last = chat.begun or last + timedelta(days=1)
        found.append((chat, last))
    return sorted(found, key=lambda pair: pair[1])


def _line(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)
