"""What a memory of ours wrote, read back from its ledger."""

from __future__ import annotations

from datetime import datetime

from ...memory import Memory
from ...memory.reports import HistoryEntry
from ...memory.types import Fact, OpKind, Status
from .systems import Written

EVERY = 10_000_000
KINDS = {
    OpKind.ADD: "open",
    OpKind.RESTORE: "open",
    OpKind.CONFIRM: "confirm",
    OpKind.REPLACE: "replace",
    OpKind.FLIP: "flip",
    OpKind.RETRACT: "close",
    OpKind.COMPLETE: "close",
}


def written(memory: Memory, user: str) -> tuple[Written, ...]:
    """Every change by words, oldest first. What the clock ends and what waits to be settled is left out."""
    found: list[Written] = []
    opened: set[str] = set()
    for entry in reversed(memory.history(user, limit=EVERY)):
        one = _written(entry, opened)
        if one is not None:
            found.append(one)
        if entry.after is not None:
            opened.add(entry.after.fact_id)
    return tuple(found)


def _written(entry: HistoryEntry, opened: set[str]) -> Written | None:
    operation, before, after = entry.operation, entry.before, entry.after
    if operation.actor == "clock" or (after is not None and after.status is Status.CONTESTED):
        return None
    kind = KINDS.get(operation.kind)
    if operation.kind is OpKind.EDIT_ELEMENT:
        kind = "close" if after is None else "open" if before is None else "replace"
    if kind in ("replace", "flip") and (after is None or after.fact_id in opened):
        # One new value may take the place of several: the second closing opens nothing.
        kind = "close"
    if kind in ("replace", "flip") and before is None:
        kind = "open"
    shown = before if kind == "close" else after or before
    if kind is None or shown is None:
        return None
    return _of(kind, operation.time, shown, before if kind in ("replace", "flip") else None)


def _of(kind: str, at: datetime, fact: Fact, old: Fact | None) -> Written:
    return Written(
        kind=kind,
        attribute=fact.attribute,
        value=fact.value_text,
        at=at,
        subject=fact.subject,
        polarity=fact.polarity,
        number=fact.number,
        old=old.value_text if old else "",
        old_number=old.number if old else None,
        happens_at=getattr(fact, "happens_at", None),
    )


def stale(memory: Memory, user: str, ids: tuple[str, ...], at: datetime, now: datetime) -> tuple[str, ...]:
    """Those of the ids that do not hold at `at`, by a fold of the ledger: not the predicate that chose them."""
    if not ids:
        return ()
    valid = {fact.fact_id for fact in memory.facts(user, at=at, as_known_at=max(at, now))}
    return tuple(one for one in ids if one not in valid)
