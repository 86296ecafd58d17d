"""Looking back: operations with the facts before and after them, and whether the record is whole."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from . import ledger
from .facts import about, get_facts, holds
from .reports import Evidence, HistoryEntry, Verification
from .rows import OPERATION_COLUMNS, fact_of_state, operation_of, state_of
from .types import Fact, Operation


def operations(connection: sqlite3.Connection, user_id: str) -> tuple[Operation, ...]:
    """The user's ledger, oldest first."""
    sql = f"SELECT {OPERATION_COLUMNS} FROM op_ledger WHERE user_id = ? ORDER BY seq"
    return tuple(operation_of(row) for row in connection.execute(sql, (user_id,)))


def history(
    connection: sqlite3.Connection,
    user_id: str,
    now: datetime,
    attribute: str | None,
    value_norm: str | None,
    limit: int,
) -> tuple[HistoryEntry, ...]:
    """What happened, newest first; operations that changed nothing are left out."""
    where, parameters = about(attribute)
    if value_norm is not None:
        facts = "SELECT fact_id FROM fact WHERE user_id = :user AND value_norm = :norm"
        where += f" AND (fact_before IN ({facts}) OR fact_after IN ({facts}))"
    sql = (
        f"SELECT {OPERATION_COLUMNS} FROM op_ledger WHERE user_id = :user AND kind <> 'NOOP'{where}"
        " ORDER BY seq DESC LIMIT :limit"
    )
    rows = connection.execute(
        sql, {"user": user_id, "norm": value_norm, "limit": max(limit, 0), **parameters}
    )
    done = [operation_of(row) for row in rows]
    ids = {fact_id for op in done for fact_id in (op.fact_before, op.fact_after) if fact_id}
    known = get_facts(connection, user_id, sorted(ids))
    return tuple(_entry(op, known, now) for op in done)


def _entry(op: Operation, known: dict[str, Fact], now: datetime) -> HistoryEntry:
    before = known.get(op.fact_before or "")
    after = known.get(op.fact_after or "")
    left = after or before
    past = left is None or not holds(left, now)
    shown = before if before is not None and before.closed_at is not None else left
    return HistoryEntry(operation=op, before=before, after=after, past=past, interval=interval(shown))


def interval(fact: Fact | None) -> str:
    """The time a fact held, as ISO dates: `2026-01-02 to 2026-03-04`, or `since 2026-01-02`."""
    if fact is None:
        return ""
    if fact.closed_at is None and fact.valid_to is None:
        return f"since {fact.valid_from.date().isoformat()}"
    end = fact.valid_to or fact.closed_at
    return f"{fact.valid_from.date().isoformat()} to {end.date().isoformat() if end else ''}"


def evidence_of(connection: sqlite3.Connection, user_id: str, fact_id: str) -> tuple[Evidence, ...]:
    """The user's words behind a fact, oldest first."""
    rows = connection.execute(
        "SELECT fact_id, message_id, span_start, span_end, text FROM evidence"
        " WHERE user_id = ? AND fact_id = ? ORDER BY evidence_id",
        (user_id, fact_id),
    )
    names = ("fact_id", "message_id", "start", "end", "text")
    return tuple(Evidence.model_validate(dict(zip(names, row, strict=True))) for row in rows)


def verify(connection: sqlite3.Connection, user_id: str, facts: tuple[Fact, ...]) -> Verification:
    """Check the hash chain and compare the ledger's fold with the rows (`facts`: all of the user's)."""
    head = connection.execute("SELECT last_hash FROM head WHERE user_id = ?", (user_id,)).fetchone()
    problems = ledger.chain_problems(ledger.lines(connection, user_id), head[0] if head else ledger.GENESIS)
    folded = ledger.fold(ledger.lines(connection, user_id))
    state = {fact.fact_id: state_of(fact) for fact in facts}
    for fact_id in sorted(folded.keys() | state.keys()):
        if fact_id not in state:
            problems.append(f"fact {fact_id} is in the ledger and not in the table")
        elif fact_id not in folded:
            problems.append(f"fact {fact_id} is in the table and not in the ledger")
        elif state_of(fact_of_state(folded[fact_id])) != state[fact_id]:
            problems.append(f"fact {fact_id} differs from what the ledger says")
    count = connection.execute("SELECT count(*) FROM op_ledger WHERE user_id = ?", (user_id,)).fetchone()[0]
    return Verification(user_id=user_id, operations=count, facts=len(state), problems=tuple(problems))
