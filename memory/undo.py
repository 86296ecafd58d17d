"""Taking back what the latest message did: itself in the ledger; repeating it walks further back."""

from __future__ import annotations

import json
from typing import Any

from .decisions import changed, close
from .rows import fact_of_state
from .schema import identity
from .store import scalar
from .transaction import Transaction
from .types import Fact, OpKind, Outcome, Status, WriteEntry

_UNDOABLE = (
    "user_id = ? AND undoes IS NULL AND payload IS NOT NULL AND message_id IS NOT NULL"
    " AND kind NOT IN ('NOOP', 'ERASE', 'EXPIRE')"
    " AND op_id NOT IN (SELECT undoes FROM op_ledger WHERE undoes IS NOT NULL)"
)
NOTHING = "there is nothing left to take back"


def undo(txn: Transaction) -> list[WriteEntry]:
    """Reverse the operations of the latest message that changed something, last one first."""
    row = txn.connection.execute(
        f"SELECT message_id FROM op_ledger WHERE {_UNDOABLE} AND kind <> 'CONFIRM' ORDER BY seq DESC LIMIT 1",
        (txn.user_id,),
    ).fetchone()
    if row is None:
        op_id, _ = txn.record(OpKind.NOOP, attribute="", reason=NOTHING)
        return [WriteEntry(outcome=Outcome.SKIPPED, reason=NOTHING, op_id=op_id)]
    lines = txn.connection.execute(
        f"SELECT op_id, attribute, payload FROM op_ledger WHERE {_UNDOABLE} AND message_id = ?"
        " ORDER BY seq DESC",
        (txn.user_id, row[0]),
    ).fetchall()
    entries = []
    for op_id, attribute, payload in lines:
        entries += _reverse(txn, op_id, attribute, json.loads(payload))
    return entries


def _reverse(txn: Transaction, op_id: str, attribute: str, payload: dict[str, Any]) -> list[WriteEntry]:
    closing: list[tuple[Fact, Fact]] = []
    opening: list[Fact] = []
    restored: list[tuple[Fact, Fact]] = []
    for row in reversed(payload["rows"]):
        current = _standing(txn, row["fact_id"])
        if current is None:
            continue
        was = payload["was"].get(row["fact_id"])
        if was is None:
            if current.closed_at is None:
                closing.append((current, close(current, Status.RETRACTED, txn.now)))
            continue
        before = fact_of_state({**row, **was})
        if current.closed_at is None:
            fields = {name: getattr(before, name) for name in was}
            if current.fact_id != row["fact_id"]:
                # A row put in another's place goes on saying whose.
                fields.pop("supersedes", None)
            restored.append((current, changed(current, **fields)))
        elif before.closed_at is None:
            opening.append(_again(txn, before, current))
    return _write(txn, op_id, attribute, closing, restored, opening)


def _again(txn: Transaction, before: Fact, current: Fact) -> Fact:
    """The row that takes the place of one closed since: a closed row never opens again."""
    return changed(before, fact_id=txn.new_id(), supersedes=current.fact_id, recorded_at=txn.now)


def _write(
    txn: Transaction,
    op_id: str,
    attribute: str,
    closing: list[tuple[Fact, Fact]],
    restored: list[tuple[Fact, Fact]],
    opening: list[Fact],
) -> list[WriteEntry]:
    fitting = [fact for fact in opening if not _taken(txn, fact, {old.fact_id for old, _ in closing})]
    rows = [*(new for _, new in closing), *(new for _, new in restored), *fitting]
    if not rows:
        reason = "overtaken by what was said since"
        txn.record(OpKind.NOOP, attribute=attribute, reason=reason, undoes=op_id)
        return [WriteEntry(outcome=Outcome.SKIPPED, reason=reason)]
    reason = "taken back"
    revives = bool(fitting or restored)
    new_op, kept = txn.record(
        OpKind.RESTORE if revives else OpKind.RETRACT,
        attribute=attribute,
        reason=reason,
        rows=rows,
        before=closing[0][0] if closing else None,
        # Only a row that this operation opened counts as a successor (see `_standing`).
        after=fitting[-1].fact_id if fitting else None,
        undoes=op_id,
        found=[old for old, _ in (*closing, *restored)],
    )
    previous = kept[0] if closing else None
    fact = kept[-1]
    outcome = Outcome.RESTORED if revives else Outcome.RETRACTED
    return [
        WriteEntry(
            outcome=outcome, reason=reason, fact=fact, previous=previous, op_id=new_op, text=fact.value_text
        )
    ]


def _standing(txn: Transaction, fact_id: str) -> Fact | None:
    """The fact, or the row that an earlier undo put in its place."""
    while True:
        successor = scalar(
            txn.connection,
            "SELECT f.fact_id FROM fact f JOIN op_ledger o ON o.fact_after = f.fact_id"
            " WHERE f.supersedes = ? AND f.user_id = ? AND o.undoes IS NOT NULL AND o.kind = 'RESTORE'",
            (fact_id, txn.user_id),
        )
        if successor is None:
            return txn.fact(fact_id)
        fact_id = successor


def _taken(txn: Transaction, fact: Fact, leaving: set[str]) -> bool:
    """Whether another open row already stands for the same identity."""
    if fact.status is not Status.ACTIVE or fact.valid_to is not None:
        return False
    key = identity(txn.schema[fact.attribute], value_norm=fact.value_norm, ref=fact.ref, fact_id=fact.fact_id)
    holder = scalar(
        txn.connection,
        "SELECT fact_id FROM fact WHERE user_id = ? AND subject = ? AND identity = ? AND status = 'active'"
        " AND closed_at IS NULL AND valid_to IS NULL",
        (txn.user_id, fact.subject, key),
    )
    return holder is not None and holder not in leaving
