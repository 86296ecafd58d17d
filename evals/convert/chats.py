"""A chat as it was found, and transcripts made of chats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ..fama.lines import FORMAT
from ..reading import Skipped

UNDATED_FROM = datetime(2000, 1, 1, 12, 0, tzinfo=UTC)
"""Chats that give no time at all are put a day apart from here on; the order is all that matters then."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `speaker` is `user` or `agent`."""

    speaker: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation."""

    id: str
    said: tuple[Said, ...]
    at: datetime | None = None

    @property
    def begun(self) -> datetime | None:
        """Its own time, or that of its first dated message."""
        return self.at or next((one.at for one in self.said if one.at), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file held, and what of it could not be used."""

    chats: tuple[Chat, ...]
    skipped: tuple[Skipped, ...] = ()


def moment(value: Any) -> datetime | None:
    """A time given as ISO text or as seconds since 1970; None where it is neither. UTC where no zone is given."""
    if value is None or isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        read = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


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
