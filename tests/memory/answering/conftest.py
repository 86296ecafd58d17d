"""A story told to a memory: each call is one message at the clock's moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tastekeeper.memory import Memory, fold
from tastekeeper.memory.answering import Answered
from tastekeeper.memory.types import Claim, ClaimKind, Fact, WriteReport

USER = "ana"


class Story:
    """Shorthand for what a user says over time, and for asking about it."""

    def __init__(self, memory: Memory, clock: Any) -> None:
        self.memory, self.clock, self.count = memory, clock, 0

    def at(self, text: str) -> Story:
        """Move the clock: `2025-06-03 09:00`."""
        self.clock.at = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return self

    def tell(self, attribute: str, value: str, polarity: int = 0, *, user: str = USER, **fields: Any) -> Fact:
        """State a value; gives the fact that holds."""
        report = self._say(Claim(
            kind=ClaimKind.ASSERT, attribute=attribute, value_norm=fold(value), value_text=value, start=0,
            end=len(value), polarity=polarity, **fields,
        ), user)  # fmt: skip
        fact = report.entries[-1].fact
        assert fact is not None, report
        return fact

    def drop(self, attribute: str, value: str, **fields: Any) -> WriteReport:
        """Take a value back."""
        return self._say(Claim(
            kind=ClaimKind.RETRACT, attribute=attribute, value_norm=fold(value), value_text=value, start=0,
            end=len(value), **fields,
        ), USER)  # fmt: skip

    def _say(self, claim: Claim, user: str) -> WriteReport:
        self.count += 1
        return self.memory.apply(user, f"m{self.count}", claim.value_text, [claim])

    def like(self, attribute: str, value: str) -> Fact:
        return self.tell(attribute, value, 1)

    def dislike(self, attribute: str, value: str) -> Fact:
        return self.tell(attribute, value, -1)

    def spend(self, kind: str, amount: float, day: str = "", unit: str = "$") -> Fact:
        when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else self.clock.at
        return self.tell(f"spending.{kind}", f"{amount:g}", number=amount, unit=unit, happens_at=when)

    def walk(self, steps: int, day: str) -> Fact:
        when = datetime.fromisoformat(day).replace(tzinfo=UTC)
        return self.tell("activity.steps", str(steps), number=float(steps), unit="steps", happens_at=when)

    def aim(self, measure: str, value: float, unit: str, polarity: int) -> Fact:
        return self.tell(f"goal.{measure}", f"{value:g}", polarity, number=value, unit=unit)

    def plan(self, name: str, day: str, **fields: Any) -> Fact:
        when = datetime.fromisoformat(day).replace(tzinfo=UTC)
        ends = when.replace(hour=0, minute=0) + timedelta(days=1)
        return self.tell("calendar.event", name, happens_at=when, expires_at=ends, **fields)

    def write(self, subject: str, **fields: Any) -> None:
        for name, values in fields.items():
            for value in values if isinstance(values, list) else [values]:
                number = {"number": float(value), "unit": "$"} if isinstance(value, int) else {}
                self.tell(f"document.{name}", str(value), subject=f"document:{subject}", **number)

    def ask(self, question: str, at: datetime | None = None, user: str = USER) -> Answered:
        return self.memory.answer(user, question, at)


@pytest.fixture
def story(path, clock, index):
    with Memory.open(path, clock=clock, index=index) as memory:
        yield Story(memory, clock).at("2025-06-28 15:00")
