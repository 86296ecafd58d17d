"""A file of the first version, brought up to date: what it held is held still, and its record verifies."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.errors import StoreError
from tastekeeper.memory import Memory, ledger, migrations
from tastekeeper.memory.migrations import m0001_initial
from tastekeeper.memory.rows import stamp
from tastekeeper.memory.types import OpKind

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "ana"

OLD_FIELDS = (
    "fact_id", "user_id", "subject", "attribute", "value_norm", "value_text", "polarity", "ref", "number", "unit",
    "valid_from", "valid_to", "recorded_at", "closed_at", "expires_at", "status", "closed_by_op", "supersedes",
    "source_kind", "confidence", "message_id", "span_start", "span_end", "extractor", "last_confirmed",
    "times_confirmed",
)  # fmt: skip
"""What a fact was made of in version 1."""


def old_state(order: int, attribute: str, value: str, **fields: Any) -> dict[str, Any]:
    state: dict[str, Any] = dict.fromkeys(OLD_FIELDS)
    now = stamp(START - timedelta(days=10 - order))
    return {
        **state, "fact_id": f"F{order:025d}", "user_id": USER, "subject": "user", "attribute": attribute,
        "value_norm": value, "value_text": value, "polarity": 1, "valid_from": now, "recorded_at": now,
        "status": "active", "source_kind": "stated", "confidence": 1.0, "message_id": f"m{order}",
        "span_start": 0, "span_end": len(value), "extractor": "rules/1", "last_confirmed": now,
        "times_confirmed": 0, **fields,
    }  # fmt: skip


class OldFile:
    """Writes a file as version 1 did: its schema, its rows, its ledger lines."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None)
        migrations.upgrade(self.connection, migrations.MIGRATIONS[:1])
        self.connection.execute(
            "INSERT INTO head (user_id, profile_version, op_seq, last_hash) VALUES (?, 0, 0, ?)",
            (USER, ledger.GENESIS),
        )
        self.last, self.count = ledger.GENESIS, 0

    def add(self, state: dict[str, Any], identity: str) -> None:
        self.write(OpKind.ADD, state, after=state["fact_id"])
        names = (*OLD_FIELDS, "identity", "last_op")
        self.connection.execute(
            f"INSERT INTO fact ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (*(state[name] for name in OLD_FIELDS), identity, self.count),
        )
        self.connection.execute(
            "INSERT INTO evidence (user_id, fact_id, message_id, span_start, span_end, text)"
            " VALUES (?, ?, ?, 0, ?, ?)",
            (USER, state["fact_id"], state["message_id"], state["span_end"], state["value_text"]),
        )

    def close(self, state: dict[str, Any], kind: OpKind, status: str) -> None:
        moment = stamp(START - timedelta(days=1))
        op_id = f"O{self.count + 1:025d}"
        ended = {**state, "status": status, "closed_at": moment, "valid_to": moment, "closed_by_op": op_id}
        self.write(kind, ended, before=state)
        self.connection.execute(
            "UPDATE fact SET status = ?, closed_at = ?, valid_to = ?, closed_by_op = ?, last_op = ? WHERE fact_id = ?",
            (status, moment, moment, op_id, self.count, state["fact_id"]),
        )

    def write(
        self,
        kind: OpKind,
        state: dict[str, Any],
        before: dict[str, Any] | None = None,
        after: str | None = None,
    ) -> None:
        self.count += 1
        was = {} if before is None else {
            before["fact_id"]: {name: value for name, value in before.items() if state[name] != value}
        }  # fmt: skip
        line = ledger.Line(
            op_id=f"O{self.count:025d}", user_id=USER, time=state["closed_at"] or state["recorded_at"], kind=kind,
            attribute=state["attribute"], actor="user", reason="new", message_id=f"m{self.count}",
            fact_before=before["fact_id"] if before else None, fact_after=after, rows=[state], was=was,
        )  # fmt: skip
        _, self.last = ledger.append(self.connection, line, self.last, bytes(16))
        self.connection.execute(
            "UPDATE head SET last_hash = ?, op_seq = ?, profile_version = ? WHERE user_id = ?",
            (self.last, self.count, self.count, USER),
        )
        self.connection.execute("UPDATE meta SET value = ? WHERE key = 'profile_version'", (str(self.count),))


@pytest.fixture
def old(path: Path) -> Path:
    file = OldFile(path)
    western = old_state(1, "movies.genre", "western")
    file.add(western, "movies.genre\x1fwestern")
    file.add(old_state(2, "movies.year_min", "1990", number=1990.0, polarity=0), "movies.year_min")
    file.add(old_state(3, "todo.task", "buy milk", polarity=0), "todo.task\x1fbuy milk")
    file.add(
        old_state(4, "calendar.event", "dentist", polarity=0, expires_at=stamp(START + timedelta(days=3))),
        f"calendar.event\x1f@F{4:025d}",
    )
    file.close(western, OpKind.RETRACT, "retracted")
    file.connection.close()
    return path


def test_what_an_old_file_holds_is_held_still(old, clock):
    with Memory.open(old, clock=clock) as memory:
        assert memory.stats().schema_version == migrations.LATEST
        held = {(f.attribute, f.value_norm, f.number, f.happens_at) for f in memory.facts(USER)}
        assert held == {
            ("movies.year_min", "1990", 1990.0, None),
            ("todo.task", "buy milk", None, None),
            ("calendar.event", "dentist", None, None),
        }
        check = memory.verify(USER)
        assert check.ok, check.problems
        assert (check.operations, check.facts) == (5, 4)
        assert [fact.value_norm for fact in memory.closed(USER)] == ["western"]
        assert [fact.value_norm for fact, _ in memory.search(USER, "milk")] == ["buy milk"]
        (words,) = memory.evidence(USER, f"F{3:025d}")
        assert words.text == "buy milk"


def test_an_old_file_goes_on_as_if_it_were_new(old, clock, like, drop):
    with Memory.open(old, clock=clock) as memory:
        assert memory.undo(USER).changed  # the retraction of the old file
        memory.apply(USER, "n1", "buy milk", [drop("buy milk", "todo.task")])
        title = like("Launch", "document.title", subject="document:email:launch").model_copy(
            update={"polarity": 0}
        )
        memory.apply(USER, "n2", "Launch", [title])
        # The same appointment again is no second one, though the old file was seeded to think so.
        again = like("dentist", "calendar.event").model_copy(update={"polarity": 0})
        memory.apply(USER, "n3", "dentist", [again])
        assert {f.value_norm for f in memory.facts(USER)} == {"western", "1990", "launch", "dentist"}
        check = memory.verify(USER)
        assert check.ok, check.problems
        clock.advance(days=4)
        memory.expire(USER)
        assert "dentist" not in {f.value_norm for f in memory.facts(USER)}
        receipt = memory.erase(USER, fact_ids=[f"F{3:025d}"])
        assert receipt.clean, receipt.remains
        assert memory.verify(USER).ok


def test_old_lines_are_read_as_they_were_written(old, clock):
    with Memory.open(old, clock=clock) as memory:
        with memory._store.reading() as connection:
            rows = list(ledger.lines(connection, USER))
        assert all("happens_at" not in json.loads(row["payload"])["rows"][0] for row in rows)
        then = memory.facts(USER, as_known_at=START - timedelta(days=2))
        assert "western" in {fact.value_norm for fact in then}


def test_a_changed_line_of_an_old_file_is_found(old, clock):
    with sqlite3.connect(old) as connection:
        connection.execute("DROP TRIGGER ledger_stands")
        connection.execute("UPDATE op_ledger SET reason = 'forged' WHERE seq = 2")
    connection.close()
    with Memory.open(old, clock=clock) as memory:
        assert any("was changed" in problem for problem in memory.verify(USER).problems)


@pytest.mark.parametrize("steps", range(1, 20))
def test_an_upgrade_that_fails_anywhere_leaves_the_old_file(old, clock, steps):
    """Each statement of the upgrade fails in turn; the file stays of version 1 and whole."""
    before = content(old)
    connection = sqlite3.connect(old, isolation_level=None)
    done = 0

    def refuse(action: int, *_: Any) -> int:
        nonlocal done
        # A statement that is compiled against the schema table creates, alters or drops.
        done += action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
        return sqlite3.SQLITE_DENY if done > steps else sqlite3.SQLITE_OK

    connection.set_authorizer(refuse)
    with pytest.raises(sqlite3.DatabaseError):
        migrations.upgrade(connection)
    connection.set_authorizer(None)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()
    assert content(old) == before
    with Memory.open(old, clock=clock) as memory:
        assert memory.verify(USER).ok
        assert len(memory.facts(USER)) == 3


def content(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_file_that_cannot_be_upgraded_is_named(old, clock, monkeypatch):
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("SELECT * FROM nothing")

    monkeypatch.setattr(migrations, "MIGRATIONS", (m0001_initial.upgrade, fails))
    monkeypatch.setattr(migrations.upgrade, "__defaults__", ((m0001_initial.upgrade, fails),))
    before = content(old)
    with pytest.raises(StoreError) as caught:
        Memory.open(old, clock=clock)
    assert str(old) in str(caught.value)
    assert content(old) == before
