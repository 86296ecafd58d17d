"""What is said in the demonstration, when, and what each answer must keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from .promises import (
    Promise,
    changed_list,
    explains,
    leaves_out,
    lists,
    mostly,
    never,
    newer_than_before,
    receipt,
    remembers,
    says,
    silent_about,
)


@dataclass(frozen=True)
class Line:
    """One message, the promises its answer must keep, and whether the answer is scored by FAMA."""

    text: str
    promises: tuple[Promise, ...] = ()
    probe: Literal["remembering", "recommending"] | None = None


@dataclass(frozen=True)
class Conversation:
    """One dated conversation."""

    at: datetime
    lines: tuple[Line, ...]


SCRIPT = (
    Conversation(
        datetime(2026, 3, 2, 19, 30, tzinfo=UTC),
        (
            Line(
                "Hi! I love science fiction and anything by Stanley Kubrick, but I can't stand musicals.",
                (remembers(3), says("Sci-Fi", "Stanley Kubrick", "Musical")),
            ),
            Line(
                "I've seen Alien and Blade Runner, loved both. What shall I watch tonight?",
                (lists(5), never("Musical"), leaves_out("Alien", "Blade Runner"), mostly("Sci-Fi", 0.6)),
            ),
            Line("Why the first one?", (explains("why"),)),
            Line("And what would change your mind about it?", (explains("change"),)),
            Line("Something newer, please.", (lists(3), newer_than_before(), never("Musical"))),
        ),
    ),
    Conversation(
        datetime(2026, 6, 15, 20, 0, tzinfo=UTC),
        (
            Line(
                "I've changed my mind about sci-fi. These days I'm into westerns.",
                (says("no longer"),),
            ),
            Line(
                "So what should I watch now?",
                (lists(5), changed_list(2), mostly("Western", 0.4), never("Musical")),
                probe="recommending",
            ),
            Line(
                "What do you know about me?",
                (says("Western", "Kubrick", "Musical"), silent_about("Sci-Fi")),
                probe="remembering",
            ),
            Line("Forget that I like Kubrick.", (says("Kubrick"),)),
            Line("What did I use to like?", (says("Sci-Fi"),)),
            Line("Please delete everything you know about me.", (says("undone"),)),
            Line("Yes", (receipt(), remembers(0))),
            Line("What do you know about me?", (silent_about("Western", "Kubrick", "Sci-Fi", "Musical"),)),
        ),
    ),
)
