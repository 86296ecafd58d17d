"""Sums and counts are dated by the dialogue; appointments keep their day."""

from __future__ import annotations

from datetime import UTC, datetime

from tastekeeper.evals.memora.dating import dated_as_told
from tastekeeper.memory.extraction.life import readers
from tastekeeper.memory.extraction.life.conversation import Conversation

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)


def heard(text: str, told: bool) -> list[tuple[str, str]]:
    every = tuple(dated_as_told(reader) if told else reader for reader in readers())
    claims = Conversation(every).hear(text, AT)
    return [(claim.attribute, claim.happens_at.date().isoformat()) for claim in claims if claim.happens_at]


def test_a_sum_of_yesterday_stands_on_the_day_of_the_dialogue():
    text = "I spent $37.36 on groceries yesterday."
    assert heard(text, told=False) == [("spending.grocery", "2025-05-31")]
    assert heard(text, told=True) == [("spending.grocery", "2025-06-01")]


def test_an_appointment_keeps_its_day():
    text = "I have a dentist appointment on June 5th."
    assert heard(text, told=True) == heard(text, told=False) == [("calendar.event", "2025-06-05")]
