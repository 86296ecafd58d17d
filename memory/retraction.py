"""Retractions: which open facts a taking-back reaches, and what ends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .decisions import Decision, close, known_until, skipped
from .schema import Schema, covers
from .types import Cardinality, Claim, ConflictPolicy, Fact, OpKind, Outcome, Status


def retract(claim: Claim, facts: Sequence[Fact], schema: Schema, now: datetime) -> tuple[Decision, ...]:
    """Close every open fact the claim reaches; a claim that reaches none is skipped with the reason."""
    reached = [fact for fact in facts if _reaches(claim, fact)]
    matching = [fact for fact in reached if claim.polarity in (0, fact.polarity)]
    if not matching:
        return (skipped("held only the other way round" if reached else "nothing that holds matches"),)
    closable = [fact for fact in matching if not _newer(fact, claim, now)]
    if not closable:
        return (skipped("what holds is newer than the taking back"),)
    return tuple(_end(fact, schema, now, claim.valid_from) for fact in closable)


def _reaches(claim: Claim, fact: Fact) -> bool:
    if not covers(claim.attribute, fact.attribute):
        return False
    if claim.ref is not None and fact.ref is not None:
        return claim.ref == fact.ref
    if claim.ref is not None and not claim.value_norm:
        return False
    return claim.value_norm in ("", fact.value_norm)


def _newer(fact: Fact, claim: Claim, now: datetime) -> bool:
    when = claim.valid_from
    return when is not None and when < now and known_until(fact) > when


def _end(fact: Fact, schema: Schema, now: datetime, when: datetime | None) -> Decision:
    rules = schema[fact.attribute]
    kind, outcome, status = OpKind.RETRACT, Outcome.RETRACTED, Status.RETRACTED
    if rules.cardinality is Cardinality.LIST:
        kind, outcome, status = OpKind.COMPLETE, Outcome.COMPLETED, Status.COMPLETED
    elif rules.conflict_policy is ConflictPolicy.ELEMENT_EDIT:
        kind = OpKind.EDIT_ELEMENT
    reason = "done or dropped" if outcome is Outcome.COMPLETED else "taken back"
    return Decision(kind, outcome, reason, before=fact, changed=close(fact, status, now, when))
