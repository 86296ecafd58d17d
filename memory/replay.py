"""The report of a message that was already applied, read back from the ledger."""

from __future__ import annotations

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
        f"SELECT {OPERATION_COLUMNS} FROM op_ledger"
        " WHERE user_id = ? AND message_id = ? AND seq BETWEEN ? AND ? ORDER BY seq"
    )
    rows = connection.execute(sql, (user_id, message_id, *stretch))
    done = [operation_of(row) for row in rows]
    ids = {fact_id for op in done for fact_id in (op.fact_before, op.fact_after) if fact_id}
    known = get_facts(connection, user_id, sorted(ids))
    return [_entry(op, known.get(op.fact_before or ""), known.get(op.fact_after or "")) for op in done]


def _entry(op: Operation, before: Fact | None, after: Fact | None) -> WriteEntry:
    ended = before if op.kind is not OpKind.CONFIRM else None
    fact = after or before
    return WriteEntry(
        outcome=_outcome(op, before, after),
        reason=op.reason,
        fact=fact,
        previous=ended,
        op_id=op.op_id,
        text=fact.value_text if fact else "",
    )


def _outcome(op: Operation, before: Fact | None, after: Fact | None) -> Outcome:
    if op.kind is OpKind.EDIT_ELEMENT:
        return Outcome.STORED if before is None else Outcome.RETRACTED if after is None else Outcome.REPLACED
    if after is not None and after.status is Status.CONTESTED and op.kind in (OpKind.ADD, OpKind.REPLACE):
        return Outcome.CONTESTED
    return _OUTCOMES[op.kind]
