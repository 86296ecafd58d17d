"""Two things of different kinds in one message, each read by its own reader."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
from tastekeeper.memory.extraction.life import readers
from tastekeeper.memory.extraction.life.conversation import Conversation

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = {
    "todo": ('add "renew passport" to my todo list', "remind me to buy stamps", "I need to call the bank"),
    "calendar": (
        "I have a dentist appointment next Tuesday at 3pm",
        "I've got a haircut booked for Thursday at 10",
    ),
    "spending": ("I spent $12 on lunch", "coffee was £3.40"),
    "activity": ("I walked 9,000 steps today", "slept 7 hours last night"),
    "goal": ("my goal is 10,000 steps a day", "I want to keep coffee under $20 a week"),
}
JOINTS = (" and ", ", and ", " and also ", ". Oh and ", "; ", ", also ", " plus ")
PAIRS = list(permutations(TOLD, 2))


def kinds(text: str, before: str = "") -> list[str]:
    conversation = Conversation(readers())
    if before:
        conversation.hear(before, NOW)
    return sorted(claim.attribute.partition(".")[0] for claim in conversation.hear(text, NOW))


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_two_kinds_in_one_message_are_both_read(first: str, second: str) -> None:
    lost = [
        said
        for one in TOLD[first]
        for other in TOLD[second]
        for joint in JOINTS
        if kinds(said := f"{one}{joint}{other}") != sorted((first, second))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("change the purpose to: find a place, and I spent $5 on coffee", ["document", "spending"]),
        ("I walked 9,000 steps and add a point about parking", ["activity", "document"]),
        ("set the tone to friendly. Also remind me to buy stamps", ["document", "todo"]),
        ("the deadline moved to Monday; I have a dentist appointment on Friday", ["calendar", "document"]),
        ("add a point about the $5 tickets", ["document"]),
    ],
)
def test_what_is_told_beside_a_document_is_not_written_into_it(said: str, wanted: list[str]) -> None:
    before = "I'm writing an email to Bob about the picnic. Purpose: agree on a date."
    assert kinds(said, before) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "If I spent $12 on lunch and I walked 9,000 steps a day, I'd be poor and fit",
        "My sister said she spent $12 on lunch and walked 9,000 steps today",
    ],
)
def test_a_condition_holds_what_follows_it(said: str) -> None:
    assert kinds(said) == []
