"""Time is injected: nothing in the package reads the wall clock except `SystemClock`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Anything that knows the time."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


@dataclass
class FixedClock:
    """A clock that stands still until it is moved: for tests, demos and replays."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            self.at = self.at.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The moment the clock was last set to."""
        return self.at

    def advance(self, **delta: float) -> None:
        """Move forward, e.g. `clock.advance(days=3)`."""
        self.at += timedelta(**delta)
