"""A chat as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .lines import Skipped

MILLISECONDS = 1e11
"""Numbers from here on are milliseconds since 1970: as seconds they would lie thousands of years ahead."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `speaker` is `user` or `agent`."""

    speaker: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation. `own_id` is the id its file gives it, empty where it gives none; `id` is never empty."""

    id: str
    said: tuple[Said, ...]
    at: datetime | None = None
    own_id: str = ""

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
    """A time given as ISO text or as (milli)seconds since 1970; None where it is neither. UTC without a zone."""
    if value is None or isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000 if value >= MILLISECONDS else value, UTC)
        read = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
