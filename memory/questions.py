"""Answers to what was asked: a contradiction, or which of several facts the words ended.

Facts in question together carry the same `question`: the candidates, which held before, and sometimes the
claimed one, which would take the place of the candidate meant (`question` is then the claimed one's id).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import UsageError
from .corrections import claim_of, forget, known
from .decisions import changed, close
from .resolver import held
from .retraction import end
from .rows import FACT_COLUMNS, fact_of
from .transaction import Transaction
from .types import Cardinality, Fact, OpKind, Outcome, Status, WriteEntry
from .writer import relevant

REASON = "settled by the user"


@dataclass(frozen=True, slots=True)
class Question:
    """What one answer settles, as far as it is still open. `claimed` may have been settled already."""

    candidates: tuple[Fact, ...]
    claimed: Fact | None


def answer(txn: Transaction, fact_id: str, *, keep: bool) -> list[WriteEntry]:
    """Settle a contested fact and what hangs on it. Raises `UsageError` for a fact not in question."""
    fact = known(txn, fact_id)
    if fact.status is not Status.CONTESTED:
        raise UsageError("That fact is not in question", hint="List the contested facts to see their ids.")
    if fact.question is None:
        return _keep(txn, fact) if keep else forget(txn, [fact_id], REASON)
    asked = question_of(txn, fact)
    if asked.claimed is not None and asked.claimed.fact_id == fact_id:
        return _claimed(txn, asked, fact, keep=keep)
    return _kept_candidate(txn, asked, fact) if keep else _ended_candidate(txn, asked, fact)


def question_of(txn: Transaction, fact: Fact) -> Question:
    """The question a contested fact is part of."""
    sql = (
        f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = ? AND question = ? AND closed_at IS NULL"
        " AND status = 'contested' ORDER BY seq"
    )
    rows = [fact_of(row) for row in txn.connection.execute(sql, (txn.user_id, fact.question))]
    claimed = next((one for one in rows if _descends(txn, one, fact.question)), None)
    candidates = tuple(one for one in rows if one is not claimed)
    settled = txn.fact(fact.question or "") if claimed is None else None
    if settled is not None and settled.closed_at is None:
        claimed = settled
    return Question(candidates, claimed)


def _descends(txn: Transaction, fact: Fact, ancestor: str | None) -> bool:
    """Whether a row is the ancestor or has taken its place (an undo opens a new row)."""
    current: Fact | None = fact
    while current is not None and current.question == ancestor:
        if current.fact_id == ancestor:
            return True
        current = txn.fact(current.supersedes or "")
    return False


def _claimed(txn: Transaction, asked: Question, fact: Fact, *, keep: bool) -> list[WriteEntry]:
    if not keep:
        return [*forget(txn, [fact.fact_id], REASON), *_free(txn, asked.candidates)]
    if len(asked.candidates) == 1:
        return _ended_candidate(txn, asked, asked.candidates[0])
    # Which of several it takes the place of is still to be said.
    return _keep(txn, fact)


def _kept_candidate(txn: Transaction, asked: Question, fact: Fact) -> list[WriteEntry]:
    entries = _keep(txn, fact)
    claimed = asked.claimed
    if len(asked.candidates) > 1 or claimed is None or claimed.status is not Status.CONTESTED:
        return entries
    # Nothing is left that the claimed value could take the place of.
    if txn.schema[claimed.attribute].cardinality is Cardinality.SINGLE:
        return [*entries, *forget(txn, [claimed.fact_id], REASON)]
    return [*entries, *_keep(txn, claimed)]


def _ended_candidate(txn: Transaction, asked: Question, fact: Fact) -> list[WriteEntry]:
    """What the words ended is known now: it ends as they wanted, and the others hold again."""
    claimed = asked.claimed
    freed = _free(txn, [other for other in asked.candidates if other.fact_id != fact.fact_id])
    if claimed is None:
        decision = end(fact, txn.schema, txn.now)
        assert decision.changed is not None
        return [_write(txn, decision.kind, decision.outcome, fact, decision.changed), *freed]
    closed = close(fact, Status.SUPERSEDED, txn.now)
    entry = _write(txn, OpKind.REPLACE, Outcome.REPLACED, fact, closed, after=claimed.fact_id)
    taken = _keep(txn, claimed, supersedes=fact.fact_id) if claimed.status is Status.CONTESTED else []
    new = txn.fact(claimed.fact_id)
    return [entry.model_copy(update={"fact": new, "previous": entry.fact}), *taken, *freed]


def _free(txn: Transaction, facts: Iterable[Fact]) -> list[WriteEntry]:
    return [entry for fact in facts for entry in _keep(txn, fact)]


def _keep(txn: Transaction, fact: Fact, **fields: object) -> list[WriteEntry]:
    """The fact holds; its rivals for the same value or slot go."""
    entries = []
    for rival in rivals_of(txn, fact):
        entries += forget(txn, [rival.fact_id], REASON)
    settled = changed(
        fact,
        status=Status.ACTIVE,
        question=None,
        source_kind="confirmed",
        last_confirmed=txn.now,
        **fields,
    )
    return [_write(txn, OpKind.RESTORE, Outcome.RESTORED, fact, settled, after=fact.fact_id), *entries]


def _write(
    txn: Transaction, kind: OpKind, outcome: Outcome, fact: Fact, state: Fact, after: str | None = None
) -> WriteEntry:
    op_id, rows = txn.record(
        kind, attribute=fact.attribute, reason=REASON, rows=(state,), before=fact, after=after
    )
    previous = rows[0] if rows[0].closed_at is not None else None
    return WriteEntry(
        outcome=outcome, reason=REASON, fact=rows[0], previous=previous, op_id=op_id, text=fact.value_text
    )


def rivals_of(txn: Transaction, fact: Fact) -> list[Fact]:
    """The other open rows that stand for the same value, or for the same single-valued slot."""
    claim = claim_of(fact)
    return [
        other
        for other in held(claim, relevant(txn, claim), txn.schema[fact.attribute])
        if other.fact_id != fact.fact_id
        and (other.attribute, other.subject) == (fact.attribute, fact.subject)
    ]
