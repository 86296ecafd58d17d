"""Tasks taken on, finished and dropped, from many voices."""

from __future__ import annotations

from tastekeeper.memory.extraction.life.todos import read_todos
from tastekeeper.memory.types import Claim, ClaimKind, Fact

from .cases import Case, alike, check, every, fact, read


def shown(claim: Claim) -> str:
    if claim.kind is ClaimKind.ASSERT:
        return f"+ {claim.value_text}"
    if claim.confidence < 0.5:
        return f"? {claim.value_text}"
    return f"{'-' if claim.closes else '!'} {claim.value_text}"


def open_tasks(live: tuple[str, ...]) -> list[Fact]:
    return [fact("todo.task", task, position) for position, task in enumerate(live, start=1)]


def wrong(case: Case) -> list[str]:
    found = [shown(claim) for claim in read(read_todos, case, open_tasks(case.live))]
    wanted = [part for entry in case.wanted for part in _either(entry)]
    return check(found, wanted, lambda one, other: one[0] == other[0] and alike(one[2:], other[2:]))


def _either(entry: str) -> list[str]:
    """`? A ? B` is two claims of which the user is asked."""
    return [f"? {part.strip()}" for part in entry.split("?") if part.strip()] if entry[0] == "?" else [entry]


@every("todos")
def test_todos(case: Case) -> None:
    assert wrong(case) == []
