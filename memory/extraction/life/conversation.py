"""A conversation as it is heard: each user message read by every reader, with what went before in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ...types import Claim, Fact
from .heard import Focus, Heard, LifeReader, Said


class Conversation:
    """Hears one conversation turn by turn. The assistant's turns give context and never a value."""

    def __init__(self, readers: Sequence[LifeReader]) -> None:
        self._readers = tuple(readers)
        self._turns: list[Said] = []
        self._focus = Focus()

    def answer(self, text: str) -> None:
        """Take note of what the assistant said."""
        self._turns.append(Said("assistant", text))

    def hear(self, text: str, at: datetime, live: Sequence[Fact] = ()) -> tuple[Claim, ...]:
        """The claims of the user's next message, in the order of its words."""
        claims: list[Claim] = []
        taken: list[tuple[int, int]] = []
        for reader in self._readers:
            reading = reader(Heard(text, at, tuple(self._turns), live, self._focus, tuple(taken)))
            claims.extend(reading.claims)
            taken.extend([*reading.taken, *((claim.start, claim.end) for claim in reading.claims)])
            self._focus = reading.focus
        self._turns.append(Said("user", text))
        return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))
