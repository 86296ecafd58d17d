"""What the harness and the benchmarks need of a peer, whatever its own interface looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Message = tuple[str, str]
"""Role (`user` or `assistant`) and words."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One memory: its id and words, and its score where a search brought it up."""

    id: str
    text: str
    score: float | None = None


class PeerMemory(Protocol):
    """A peer's store of one user's memories."""

    def add(self, messages: Sequence[Message], at: datetime) -> tuple[Remembered, ...]:
        """Take in messages said at `at`; gives the memories that were made or changed."""
        ...

    def search(self, query: str, limit: int) -> tuple[Remembered, ...]:
        """The memories that the peer ranks highest, best first."""
        ...

    def delete(self, memory_id: str) -> None:
        """The peer's own way to delete one memory."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...
