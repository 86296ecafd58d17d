"""Killed between any two statements of a write: nothing committed is lost, nothing half-written is seen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "ana"
DOCUMENT = "document:email:launch"
TEXT = "milk bread western drama heist 20 15 grow dentist"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked to be killed")


def claim(attribute: str, value: str, kind: ClaimKind = ClaimKind.ASSERT, **fields) -> Claim:
    start = TEXT.index(value)
    return Claim(
        kind=kind, attribute=attribute, value_norm=value, value_text=value, start=start, end=start + len(value),
        **fields,
    )  # fmt: skip


def live(memory: Memory) -> tuple:
    """What a user can see: facts and questions, by what they say."""
    return tuple(
        sorted(
            (f.subject, f.attribute, f.value_norm, f.polarity, f.number or 0, str(f.happens_at))
            for f in facts
        )
        for facts in (memory.facts(USER), memory.contested(USER))
    )


def prepare(path: Path) -> None:
    with Memory.open(path, clock=FixedClock(START)) as memory:
        memory.apply(
            USER,
            "before",
            TEXT,
            [
                claim("todo.task", "milk"),
                claim("todo.task", "bread"),
                claim("movies.genre", "western", polarity=1),
                claim("movies.genre", "drama", polarity=1),
                claim("goal.spending.coffee", "20", number=20.0),
                claim("document.goals", "grow", subject=DOCUMENT),
                claim("calendar.event", "dentist", expires_at=START + timedelta(days=1)),
            ],
        )


def much(memory: Memory) -> None:
    """One message that does nearly everything: closes two, flips, replaces, adds, asks; the clock expires one."""
    facts = {fact.value_norm: fact.fact_id for fact in memory.facts(USER)}
    memory.apply(
        USER,
        "after",
        TEXT,
        [
            claim("movies.genre", "heist", polarity=1, closes=(facts["western"], facts["drama"])),
            claim("goal.spending.coffee", "15", number=15.0),
            claim("document.goals", "grow", ClaimKind.RETRACT, subject=DOCUMENT),
            claim("todo.task", "milk", ClaimKind.RETRACT, closes=(facts["milk"],)),
            claim("todo.task", "bread", ClaimKind.RETRACT, closes=(facts["bread"],), confidence=0.3),
            claim("spending.coffee", "15", number=15.0, happens_at=START),
        ],
    )


def undone(memory: Memory) -> None:
    memory.undo(USER)


def settled(memory: Memory) -> None:
    memory.settle_contested(USER, memory.contested(USER)[0].fact_id, keep=False)


def erased(memory: Memory) -> None:
    memory.erase(USER, attribute="todo.*")


WRITES: dict[str, tuple[Callable[[Memory], None], ...]] = {
    "a message": (much,),
    "an undo": (much, undone),
    "an answer": (much, settled),
    "an erasure": (much, erased),
}


def killed_at(path: Path, statement: int, write: Callable[[Memory], None]) -> bool:
    """Do the write in a process that is killed when it begins its n-th statement; whether it got that far."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(_: str) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            memory = Memory.open(path, clock=FixedClock(START + timedelta(days=2)))
            memory._store._connection.set_trace_callback(count)
            write(memory)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the write failed by itself"
    return False


@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_whole_or_absent_wherever_it_is_killed(tmp_path, name):
    *first, write = WRITES[name]
    template = tmp_path / "template" / "memory.db"
    prepare(template)
    later = FixedClock(START + timedelta(days=2))
    with Memory.open(template, clock=later) as memory:
        for step in first:
            step(memory)
        before = live(memory)
    whole = tmp_path / "whole" / "memory.db"
    shutil.copytree(template.parent, whole.parent)
    with Memory.open(whole, clock=later) as memory:
        write(memory)
        after = live(memory)
    assert before != after
    outcomes = set()
    statement = 0
    while True:
        # Every statement of a message; of the others every third, for the time it takes.
        statement += 1 if name == "a message" else 3
        place = tmp_path / "run"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(template.parent, place)
        killed = killed_at(place / "memory.db", statement, write)
        with Memory.open(place / "memory.db", clock=later) as memory:
            check = memory.verify(USER)
            assert check.ok, (statement, check.problems)
            found = live(memory)
            assert found in (before, after), statement
            outcomes.add(found == after)
            assert memory.facts(USER) == memory.facts(USER, at=later.now())
            if found == before and name == "a message":
                # Sent again, the message does what it would have done.
                write(memory)
                assert live(memory) == after, statement
        if not killed:
            break
    assert statement > 20
    assert outcomes == {True, False}


CHILD = """
import sys
from datetime import UTC, datetime, timedelta
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
now = datetime(2026, 3, 1, tzinfo=UTC)
def claim(attribute, value, kind=ClaimKind.ASSERT, **fields):
    return Claim(kind=kind, attribute=attribute, value_norm=value, value_text=value, start=0, end=len(value), **fields)
with Memory.open(path, clock=FixedClock(now), timeout=60) as memory:
    for number in range(count):
        for user in ("both", name):
            task = f"task {name} {number}"
            memory.apply(user, f"{name}-{number}-a", task, [claim("todo.task", task)])
            memory.apply(user, f"{name}-{number}-b", "5", [claim("spending.coffee", "5", number=5.0)])
            steps = claim("goal.steps", str(number), number=float(number))
            memory.apply(user, f"{name}-{number}-c", str(number), [steps])
            (mine,) = [f for f in memory.facts(user, attribute="todo.task") if f.value_norm == task]
            if number % 2:
                memory.apply(user, f"{name}-{number}-d", task,
                             [claim("todo.task", task, ClaimKind.RETRACT, closes=(mine.fact_id,))])
    print("done", flush=True)
"""


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    path = tmp_path / "memory.db"
    count = 15
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), name, str(count)], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two")
    ]
    for child in children:
        out, _ = child.communicate(timeout=120)
        assert (child.returncode, out) == (0, "done\n")
    with Memory.open(path, clock=FixedClock(START)) as memory:
        for user, writers in (("both", 2), ("one", 1), ("two", 1)):
            check = memory.verify(user)
            assert check.ok, check.problems
            assert memory.total(user, "spending.coffee").count == count * writers
            assert len(memory.facts(user, attribute="todo.task")) == (count + 1) // 2 * writers
            assert len(memory.facts(user, attribute="goal.*")) == 1
            kinds = [op.kind.value for op in memory.ledger(user)]
            assert kinds.count("COMPLETE") == count // 2 * writers
