"""The report of a message that was already applied, read back from the ledger."""

from __future__ import annotations

import json
import sqlite3

from .facts import get_facts
from .rows import OPERATION_COLUMNS, operation_of
from .types import Fact, Operation, OpKind, Outcome, Status, WriteEntry

_OUTCOMES = {
    OpKind.ADD: Outcome.STORED,
    OpKind.CONFIRM: Outcome.CONFIRMED,
    OpKind.REPLACE: Outcome.REPLACED,
    OpKind.FLIP: Outcome.REPLACED,
    OpKind.RETRACT: Outcome.RETRACTED,
    OpKind.COMPLETE: Outcome.COMPLETED,
    OpKind.EXPIRE: Outcome.EXPIRED,
    OpKind.RESTORE: Outcome.RESTORED,
    OpKind.ERASE: Outcome.ERASED,
    OpKind.NOOP: Outcome.SKIPPED,
}


def report_of(
    connection: sqlite3.Connection, user_id: str, message_id: str, stretch: tuple[int, int]
) -> list[WriteEntry]:
    """The entries that a stretch of the ledger stands for. Facts are shown as they are today."""
    sql = (
        f"SELECT {OPERATION_COLUMNS}, payload FROM op_ledger"
        " WHERE user_id = ? AND message_id = ? AND seq BETWEEN ? AND ? ORDER BY seq"
    )
    rows = connection.execute(sql, (user_id, message_id, *stretch)).fetchall()
    done = [operation_of(row[:-1]) for row in rows]
    asked = [_asked(row[-1]) for row in rows]
    ids = {fact_id for op in done for fact_id in (op.fact_before, op.fact_after) if fact_id}
    known = get_facts(connection, user_id, sorted(ids.union(*asked)))
    return [_entry(op, candidates, known) for op, candidates in zip(done, asked, strict=True)]


def _asked(payload: str | None) -> list[str]:
    """The facts that an operation put in question: contested by it, and not opened by it."""
    if payload is None or '"contested"' not in payload:
        return []
    content = json.loads(payload)
    return [
        row["fact_id"]
        for row in content["rows"]
        if row["status"] == Status.CONTESTED.value and row["fact_id"] in content["was"]
    ]


def _entry(op: Operation, asked: list[str], known: dict[str, Fact]) -> WriteEntry:
    before, after = known.get(op.fact_before or ""), known.get(op.fact_after or "")
    candidates = tuple(known[fact_id] for fact_id in asked if fact_id in known)
    if candidates:
        before = None
    fact = after or before
    return WriteEntry(
        outcome=Outcome.CONTESTED if candidates else _outcome(op, before, after),
        reason=op.reason,
        fact=fact,
        previous=before if op.kind is not OpKind.CONFIRM else None,
        op_id=op.op_id,
        text=fact.value_text if fact else "",
        candidates=candidates,
    )


def _outcome(op: Operation, before: Fact | None, after: Fact | None) -> Outcome:
    if op.kind is OpKind.EDIT_ELEMENT:
        return Outcome.STORED if before is None else Outcome.RETRACTED if after is None else Outcome.REPLACED
    if after is not None and after.status is Status.CONTESTED and op.kind in (OpKind.ADD, OpKind.REPLACE):
        return Outcome.CONTESTED
    return _OUTCOMES[op.kind]
