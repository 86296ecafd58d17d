"""What the user does to facts by hand: forget, restore, edit. Each is an operation in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..errors import UsageError
from ..fold import fold
from .decisions import Origin, changed, close
from .resolver import held, resolve
from .transaction import Transaction
from .types import Cardinality, Claim, ClaimKind, Fact, OpKind, Outcome, Status, WriteEntry
from .writer import record_decisions, relevant

UNKNOWN_HINT = "List the facts (or their history) to see the ids."


def _skipped(txn: Transaction, fact: Fact, reason: str) -> WriteEntry:
    op_id, _ = txn.record(OpKind.NOOP, attribute=fact.attribute, reason=reason)
    return WriteEntry(outcome=Outcome.SKIPPED, reason=reason, fact=fact, op_id=op_id, text=fact.value_text)


def known(txn: Transaction, fact_id: str) -> Fact:
    """A fact of the user by id. Raises `UsageError` when there is none."""
    fact = txn.fact(fact_id)
    if fact is None:
        raise UsageError(f"No fact {fact_id!r} of this user", hint=UNKNOWN_HINT)
    return fact


def claim_of(fact: Fact, **fields: object) -> Claim:
    """The claim that would state a fact again."""
    claim = Claim(
        kind=ClaimKind.ASSERT,
        attribute=fact.attribute,
        value_norm=fact.value_norm,
        value_text=fact.value_text,
        start=0,
        end=0,
        polarity=fact.polarity,
        ref=fact.ref,
        number=fact.number,
        unit=fact.unit,
        confidence=fact.confidence,
        rule="by hand",
        subject=fact.subject,
        happens_at=fact.happens_at,
    )
    return claim.model_copy(update=fields)


def forget(txn: Transaction, fact_ids: Sequence[str], reason: str) -> list[WriteEntry]:
    """Close facts for good reason; they stay in the history and leave everything else."""
    entries = []
    for fact in [known(txn, fact_id) for fact_id in dict.fromkeys(fact_ids)]:
        if fact.closed_at is not None:
            entries.append(_skipped(txn, fact, "it holds no more already"))
            continue
        ended = close(fact, Status.RETRACTED, txn.now)
        op_id, rows = txn.record(
            OpKind.RETRACT, attribute=fact.attribute, reason=reason, rows=(ended,), before=fact
        )
        entries.append(
            WriteEntry(
                outcome=Outcome.RETRACTED,
                reason=reason,
                fact=rows[0],
                previous=rows[0],
                op_id=op_id,
                text=fact.value_text,
            )
        )
    return entries


def restore(txn: Transaction, fact_id: str) -> list[WriteEntry]:
    """Make a closed fact hold again from now on, as a new row; what contradicts it gives way."""
    old = known(txn, fact_id)
    if old.closed_at is None:
        return [_skipped(txn, old, "it still holds")]
    claim = again(txn, old)
    live = held(claim, relevant(txn, claim), txn.schema[old.attribute])
    if any(_is_stated(fact, old) for fact in live):
        return [_skipped(txn, old, "the same value holds again already")]
    return _restate(txn, claim, old, kind=OpKind.RESTORE, outcome=Outcome.RESTORED, reason="restored")


def again(txn: Transaction, old: Fact, **fields: object) -> Claim:
    """The claim that states a fact anew. An event keeps its day, whenever it is stated, and its end if that
    is still to come."""
    if txn.schema[old.attribute].cardinality is Cardinality.EVENT and old.happens_at is None:
        fields = {"happens_at": old.valid_from, **fields}
    if old.expires_at is not None and old.expires_at > txn.now:
        fields = {"expires_at": old.expires_at, **fields}
    return claim_of(old, **fields)


def _moved(old: Fact, happens_at: datetime | None) -> dict[str, object]:
    """The new moment of a thing; its end moves along."""
    if happens_at is None:
        return {}
    if old.happens_at is None or old.expires_at is None:
        return {"happens_at": happens_at}
    return {"happens_at": happens_at, "expires_at": old.expires_at + (happens_at - old.happens_at)}


def _is_stated(fact: Fact, old: Fact) -> bool:
    same = fact.ref == old.ref if fact.ref and old.ref else fact.value_norm == old.value_norm
    return same and fact.status is Status.ACTIVE and fact.polarity == old.polarity


def _restate(
    txn: Transaction, claim: Claim, old: Fact, *, kind: OpKind, outcome: Outcome, reason: str
) -> list[WriteEntry]:
    """State a value by hand through the resolver, under the name of the given operation."""
    origin = Origin(
        txn.user_id,
        txn.message_id,
        old.extractor,
        "confirmed",
        fact_id=txn.new_id(),
        spare_id=txn.new_id(),
    )
    decisions = []
    for decision in resolve(claim, relevant(txn, claim), txn.schema, txn.now, origin):
        if decision.opened is not None:
            opened = changed(decision.opened, supersedes=old.fact_id)
            decision = type(decision)(
                kind, outcome, reason, decision.before, decision.changed, opened, opened.fact_id
            )
        decisions.append(decision)
    return record_decisions(txn, decisions, claim, "")


def edit(
    txn: Transaction,
    fact_id: str,
    *,
    value_text: str | None = None,
    value_norm: str | None = None,
    polarity: int | None = None,
    number: float | None = None,
    ref: str | None = None,
    unit: str | None = None,
    happens_at: datetime | None = None,
) -> list[WriteEntry]:
    """Correct an open fact: the old row closes, a new one opens. Raises `UsageError` on nonsense."""
    old = known(txn, fact_id)
    if old.closed_at is not None:
        raise UsageError("Only what holds can be corrected", hint="Restore it first.")
    text = value_text if value_text is not None else old.value_text
    norm = value_norm if value_norm is not None else fold(text) if value_text is not None else old.value_norm
    if not norm.strip() or not text.strip():
        raise UsageError("A correction needs a value", hint="To remove a fact, forget it.")
    if polarity not in (None, -1, 0, 1):
        raise UsageError(f"Polarity {polarity} is none of -1, 0, 1")
    kept_ref = old.ref if norm == old.value_norm else None
    new = again(
        txn,
        old,
        value_text=text,
        value_norm=norm,
        polarity=old.polarity if polarity is None else polarity,
        number=old.number if number is None else number,
        ref=ref if ref is not None else kept_ref,
        unit=old.unit if unit is None else unit,
        confidence=1.0,
        **_moved(old, happens_at),
    )
    ended = close(old, Status.SUPERSEDED, txn.now)
    reason = "corrected by the user"
    # The old row goes first, whatever its polarity; then the value is stated as if anew.
    txn.record(OpKind.REPLACE, attribute=old.attribute, reason=reason, rows=(ended,), before=old)
    entries = _restate(
        txn,
        new,
        old,
        kind=OpKind.REPLACE,
        outcome=Outcome.REPLACED,
        reason=reason,
    )
    gone = txn.fact(fact_id)
    return [
        entry.model_copy(update={"previous": entry.previous or gone, "outcome": Outcome.REPLACED})
        for entry in entries
    ]
