"""The memories that `benchmarks/memory.py` measures. Each is driven by the same three calls: fill, write, recall.

To add one: write a class with the members of `System` and add it to `SYSTEMS`. A system that cannot run says so
by raising `Unavailable` from `open`; the report then carries the reason in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
TASTES = ("movies.genre", "movies.director", "books.author", "music.artist", "travel.place")
SPENDING = ("spending.coffee", "spending.lunch", "spending.dinner", "spending.grocery", "spending.rent")
MESSAGE = 100
"""Facts a message while a store is filled."""


class Unavailable(Exception):
    """A system cannot be run here; the message says why."""


class System(Protocol):
    """One memory with one user. The numbered fact `n` is the same for every system."""

    name: str

    def open(self, folder: Path) -> None:
        """Start with an empty store under the folder."""
        ...

    def fill(self, count: int) -> None:
        """Store the facts 0 to `count` - 1; not timed by call."""
        ...

    def write(self, number: int) -> None:
        """Store what one message says: fact `number`, durably. Timed."""
        ...

    @property
    def recalls(self) -> Mapping[str, Callable[[int], object]]:
        """Ways to ask, by name; each is called with a running number. Timed."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


def sentence(number: int) -> str:
    """The numbered fact in words, for systems that take text."""
    said = fact(number)
    kind = said.attribute.replace(".", " ")
    return f"{kind}: {said.value_text}" + (f" (in {said.subject})" if said.subject != "user" else "")


def fact(number: int) -> Claim:
    """The numbered fact of a life: half of them sums, the rest tastes, things to do, documents, appointments."""
    kind, turn = number % 20, number // 20
    text = f"value {number}"
    fields: dict[str, object] = {"polarity": 0}
    if kind < 10:
        attribute, text = SPENDING[kind % 5], f"${number % 90}"
        fields |= {
            "number": float(number % 90),
            "unit": "$",
            "happens_at": NOW - timedelta(hours=number % 20_000),
        }
    elif kind < 15:
        attribute = TASTES[kind - 10]
        fields["polarity"] = 1 if turn % 3 else -1
    elif kind < 17:
        attribute = "todo.task"
    elif kind < 19:
        attribute, fields["subject"] = "document.objectives", f"document:email:letter {turn // 10}"
    else:
        attribute, fields["happens_at"] = "calendar.event", NOW + timedelta(days=number % 300 + 1)
    return Claim.model_validate(
        {
            "kind": ClaimKind.ASSERT, "attribute": attribute, "value_norm": text.strip("$"), "value_text": text,
            "start": 0, "end": len(text), **fields,
        }
    )  # fmt: skip


class Tastekeeper:
    """This package's memory on disk, without a model and without vectors."""

    name = "tastekeeper"

    def open(self, folder: Path) -> None:
        """Start with an empty store."""
        self.path = folder / "memory.db"
        self.memory = Memory.open(self.path, clock=FixedClock(NOW))

    def fill(self, count: int) -> None:
        """A hundred facts a message."""
        for start in range(0, count, MESSAGE):
            said = [fact(number) for number in range(start, min(start + MESSAGE, count))]
            text, placed = "", []
            for claim in said:
                begin = len(text)
                text += f"{claim.value_text}; "
                placed.append(claim.model_copy(update={"start": begin, "end": begin + len(claim.value_text)}))
            self.memory.apply(USER, f"fill-{start}", text, placed)
        self.memory.settle(USER)

    def write(self, number: int) -> None:
        """By turns something new, a taste turned round, and a thing to do that is done."""
        claim = fact(number)
        if number % 4 == 1:
            claim = fact(20 * (number % 50) + 10).model_copy(
                update={"polarity": 1 if number % 8 == 1 else -1}
            )
        if number % 4 == 3 and (open_tasks := self.memory.facts(USER, attribute="todo.task")):
            task = open_tasks[0]
            claim = claim.model_copy(
                update={"kind": ClaimKind.RETRACT, "attribute": "todo.task", "closes": (task.fact_id,)}
            ).model_copy(update={"subject": "user", "value_norm": ""})
        self.memory.apply(USER, f"turn-{number}", claim.value_text, [claim])

    @property
    def recalls(self) -> Mapping[str, Callable[[int], object]]:
        """One attribute, words, a month's sum."""
        month = timedelta(days=30)
        return {
            "slot": lambda n: self.memory.facts(USER, attribute=TASTES[n % 5]),
            "search": lambda n: self.memory.search(USER, f"movies director value {n % 100}"),
            "aggregate": lambda n: self.memory.total(
                USER, SPENDING[n % 5], NOW - month - timedelta(days=n % 50), NOW - timedelta(days=n % 50)
            ),
        }

    def close(self) -> None:
        """Close the store."""
        self.memory.close()


SYSTEMS: list[Callable[[], System]] = [Tastekeeper]
