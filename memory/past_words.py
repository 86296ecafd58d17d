"""Words of the past that are heard only now: they hold from when they were said, and end nothing said since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .decisions import Decision, Origin, close, draft, same_value, skipped
from .facts import closed_facts_of
from .schema import AttributeSchema
from .transaction import Transaction
from .types import Cardinality, Claim, ClaimKind, ConflictPolicy, Fact, OpKind, Outcome, Status

ENDED = frozenset({Status.RETRACTED, Status.COMPLETED, Status.SUPERSEDED})


def since_said(claim: Claim, said_at: datetime) -> Claim:
    """The claim as it was meant when it was said: without a beginning of its own it begins then."""
    return claim if claim.valid_from is not None else claim.model_copy(update={"valid_from": said_at})


def ended_since(txn: Transaction, claim: Claim, live: Sequence[Fact], origin: Origin) -> Decision | None:
    """What becomes of an old claim whose value was taken back after it was said, or None where it was not.

    `live` are the open facts that the claim touches. What stands in its place is for the resolver to judge.
    """
    rules = txn.schema[claim.attribute]
    if claim.kind is ClaimKind.RETRACT or rules.conflict_policy is ConflictPolicy.APPEND_ONLY:
        return None
    if any(_in_place(fact, claim, rules) for fact in live):
        return None
    later = [fact for fact in _closed(txn, claim, rules) if (fact.valid_to or txn.now) > txn.said_at]
    if not later:
        return None
    if any(fact.valid_from <= txn.said_at for fact in later):
        return skipped("known, and taken back since")
    first = min(later, key=lambda fact: fact.valid_to or txn.now)
    past = close(draft(claim, rules, txn.now, origin), first.status, txn.now, first.valid_to)
    reason = "taken back since it was said; kept as past"
    return Decision(OpKind.ADD, Outcome.STORED, reason, opened=past, after=past.fact_id)


def _in_place(fact: Fact, claim: Claim, rules: AttributeSchema) -> bool:
    if (fact.attribute, fact.subject) != (claim.attribute, claim.subject):
        return False
    return rules.cardinality is Cardinality.SINGLE or _same(fact, claim, rules)


def _closed(txn: Transaction, claim: Claim, rules: AttributeSchema) -> list[Fact]:
    single = rules.cardinality is Cardinality.SINGLE
    facts = closed_facts_of(txn.connection, txn.user_id, claim.attribute, claim.subject)
    return [fact for fact in facts if fact.status in ENDED and (single or _same(fact, claim, rules))]


def _same(fact: Fact, claim: Claim, rules: AttributeSchema) -> bool:
    if rules.cardinality is Cardinality.EVENT and fact.happens_at != claim.happens_at:
        return False
    return same_value(fact, claim) and fact.polarity * claim.polarity >= 0
