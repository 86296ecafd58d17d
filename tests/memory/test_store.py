"""The file itself: modes, migrations, damage, locks, other processes, sudden death."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tastekeeper.errors import StoreError
from tastekeeper.memory import Memory, migrations
from tastekeeper.memory.store import Store

USER = "ana"
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Memory.open(path, clock=FixedClock(datetime(2026, 3, 1, tzinfo=UTC)), timeout=30) as memory:
    for number in range(count):
        value = f"{name} {number}"
        memory.apply("ana", f"{name}-{number}", value, [Claim(kind=ClaimKind.ASSERT,
            attribute="movies.genre", value_norm=value, value_text=value, start=0,
            end=len(value), polarity=1)])
        print(number, flush=True)
"""


def child(path: Path, name: str, count: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_only_the_owner_can_read(desk, path, like):
    desk.say(like("western"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for name in ("-wal", "-shm"):
        assert stat.S_IMODE(path.with_name(path.name + name).stat().st_mode) == 0o600


def test_the_promised_pragmas(desk):
    with desk.memory._store.reading() as connection:
        values = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "secure_delete", "foreign_keys", "busy_timeout", "user_version")
        }
    assert values == {
        "journal_mode": "wal",
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "user_version": migrations.LATEST,
    }


def test_the_ledger_cannot_be_changed_or_cut(desk, like, path):
    desk.say(like("western"), like("drama"))
    with sqlite3.connect(path) as connection:
        for sql in (
            "DELETE FROM op_ledger",
            "UPDATE op_ledger SET reason = 'x'",
            "UPDATE op_ledger SET payload = NULL",
            "UPDATE op_ledger SET hash = 'x', payload = NULL, salt = NULL",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)
    connection.close()
    assert desk.memory.verify(USER).ok


def test_tampering_is_found(desk, like, path):
    desk.say(like("western"), like("drama"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE fact SET polarity = -1 WHERE value_norm = 'drama'")
        connection.execute("DROP TRIGGER ledger_stands")
        connection.execute("UPDATE op_ledger SET reason = 'forged' WHERE seq = 1")
    connection.close()
    problems = " ".join(desk.memory.verify(USER).problems)
    assert "was changed after it was written" in problems
    assert "differs from what the ledger says" in problems
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER ledger_keeps")
        connection.execute("DELETE FROM op_ledger WHERE seq = 2")
    connection.close()
    assert "the end of the ledger is missing" in desk.memory.verify(USER).problems


def test_the_database_itself_refuses_a_second_live_row(desk, like, path):
    desk.say(like("western"))
    names = [name for name in _columns(path) if name not in ("seq", "fact_id")]
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute(
            f"INSERT INTO fact (fact_id, {', '.join(names)}) SELECT 'other', {', '.join(names)} FROM fact"
        )
    connection.close()


def _columns(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(fact)")]
    connection.close()
    return names


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_corrupt_file_is_named_and_left_alone(path, clock, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="corrupt") as caught:
        Memory.open(path, clock=clock)
    assert str(path) in str(caught.value)
    assert "left as it is" in str(caught.value)
    assert path.read_bytes() == content


def test_damage_in_the_middle_is_a_clear_error(path, clock, like):
    with Memory.open(path, clock=clock) as memory:
        for number in range(200):
            memory.apply(USER, f"m{number}", f"value {number}", [like(f"value {number}")])
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xaa" * (size - 4096 * 3))
    with (
        pytest.raises(StoreError, match=r"corrupt|failed") as caught,
        Memory.open(path, clock=clock) as memory,
    ):
        memory.verify(USER)
    assert str(path) in str(caught.value)
    assert path.stat().st_size == size


def test_another_programs_database_is_refused(path, clock):
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="some other program's database"):
        Memory.open(path, clock=clock)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_and_untouched(path, clock, like):
    with Memory.open(path, clock=clock) as memory:
        memory.apply(USER, "m", "western", [like("western")])
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"schema version {migrations.LATEST + 1}") as caught:
        Memory.open(path, clock=clock)
    assert "not touched" in str(caught.value)
    assert path.read_bytes() == before


def test_each_upgrade_starts_from_the_schema_before_it(tmp_path):
    for version in range(migrations.LATEST):
        with sqlite3.connect(tmp_path / f"{version}.db", isolation_level=None) as connection:
            assert migrations.upgrade(connection, migrations.MIGRATIONS[:version]) == version
            assert migrations.upgrade(connection) == migrations.LATEST
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        connection.close()


def test_an_upgrade_keeps_what_is_there_and_a_failing_one_leaves_no_trace(path, clock, like, monkeypatch):
    with Memory.open(path, clock=clock) as memory:
        memory.apply(USER, "m", "western", [like("western")])
        kept = memory.facts(USER)

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half_done (x)")
        connection.execute("SELECT * FROM nothing")

    def works(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE added (x)")

    with sqlite3.connect(path, isolation_level=None) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrations.upgrade(connection, (*migrations.MIGRATIONS, fails))
        assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.LATEST
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half_done'").fetchone()
    connection.close()
    with Memory.open(path, clock=clock) as memory:
        assert memory.facts(USER) == kept
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, works))
    with sqlite3.connect(path, isolation_level=None) as connection:
        assert migrations.upgrade(connection, migrations.MIGRATIONS) == migrations.LATEST + 1
    connection.close()


def test_a_locked_database_is_said_so_and_works_afterwards(path, clock, like):
    with Memory.open(path, clock=clock, timeout=0.05) as memory:
        memory.apply(USER, "m1", "western", [like("western")])
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked by another process") as caught:
                memory.apply(USER, "m2", "drama", [like("drama")])
            assert str(path) in str(caught.value)
            assert len(memory.facts(USER)) == 1
            other.execute("ROLLBACK")
        other.close()
        memory.apply(USER, "m2", "drama", [like("drama")])
        assert len(memory.facts(USER)) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_is_refused(path, clock):
    path.parent.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        Memory.open(path, clock=clock)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root can write")
def test_a_folder_nobody_can_write_is_refused(clock):
    with pytest.raises(StoreError, match="cannot be written") as caught:
        Memory.open("/proc/self/memory.db", clock=clock)
    assert "choose another place" in str(caught.value)


def test_a_folder_in_place_of_the_file(tmp_path, clock):
    with pytest.raises(StoreError, match="is a folder"):
        Memory.open(tmp_path, clock=clock)


def test_a_file_that_may_only_be_read(path, clock, like, monkeypatch):
    with Memory.open(path, clock=clock) as memory:
        memory.apply(USER, "m", "western", [like("western")])
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="cannot be written"):
        Memory.open(path, clock=clock)


def test_a_closed_memory_says_so(path, clock):
    memory = Memory.open(path, clock=clock)
    memory.close()
    memory.close()
    with pytest.raises(StoreError, match="closed"):
        memory.facts(USER)


def test_an_error_halfway_leaves_nothing_behind(desk, like, monkeypatch):
    from tastekeeper.memory import writer

    desk.say(like("western"))
    before = desk.memory.ledger(USER)
    monkeypatch.setattr(writer, "mark_applied", None)
    monkeypatch.setattr("tastekeeper.memory.facade.mark_applied", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.say(like("drama"), message_id="again")
    monkeypatch.undo()
    assert desk.memory.ledger(USER) == before
    desk.say(like("drama"), message_id="again")
    assert len(desk.live()) == 2
    assert desk.memory.verify(USER).ok


def test_a_killed_process_loses_nothing_it_reported(path, clock):
    process = child(path, "kill", 100_000)
    assert process.stdout is not None
    done = -1
    for line in process.stdout:
        done = int(line)
        if done >= 20:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Memory.open(path, clock=clock) as memory:
        norms = {fact.value_norm for fact in memory.facts(USER)}
        assert {f"kill {number}" for number in range(done + 1)} <= norms
        check = memory.verify(USER)
        assert check.ok, check.problems
        assert check.facts == check.operations == len(norms)


def test_two_processes_write_side_by_side(path, clock):
    writers = [child(path, name, 30) for name in ("one", "two")]
    for process in writers:
        assert process.communicate(timeout=60)[0].splitlines()[-1] == "29"
    with Memory.open(path, clock=clock) as memory:
        assert len(memory.facts(USER)) == 60
        check = memory.verify(USER)
        assert check.ok, check.problems


def test_threads_share_one_memory(desk, like):
    failures = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                value = f"{name} {number}"
                desk.memory.apply(USER, f"{name}{number}", value, [like(value)])
                desk.memory.facts(USER)
                desk.memory.search(USER, value)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(desk.live()) == 60
    assert desk.memory.verify(USER).ok


def test_changes_by_another_connection_are_seen_at_once(path, clock, like, dislike):
    with Memory.open(path, clock=clock) as one, Memory.open(path, clock=clock) as two:
        one.apply(USER, "m1", "western", [like("western")])
        assert [fact.polarity for fact in two.facts(USER)] == [1]
        two.apply(USER, "m2", "western", [dislike("western")])
        assert [fact.polarity for fact in one.facts(USER)] == [-1]
        one.erase(USER, fact_ids=[one.facts(USER)[0].fact_id])
        assert two.facts(USER) == ()


def test_store_transactions_nest(path):
    store = Store.open(path)
    with store.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', '1')")
        with store.writing() as inner:
            inner.execute("INSERT INTO meta VALUES ('b', '2')")
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM meta WHERE key IN ('a', 'b')").fetchone()[0] == 2
    with pytest.raises(StoreError, match="failed"), store.reading() as connection:
        connection.execute("SELECT * FROM nothing")
    store.close()
