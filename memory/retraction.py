"""Retractions: which open facts a taking-back reaches, and what ends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .closings import named
from .decisions import Decision, close, newer, skipped
from .schema import Schema, about_same, covers
from .types import Cardinality, Claim, ConflictPolicy, Fact, OpKind, Outcome, Status


def retract(claim: Claim, facts: Sequence[Fact], schema: Schema, now: datetime) -> tuple[Decision, ...]:
    """Close every open fact the claim reaches; a claim that reaches none is skipped with the reason.

    A claim that names facts by id (and may: see `closings.refusal`) closes these and no other.
    """
    if claim.closes:
        return tuple(end(fact, schema, now, claim.valid_from) for fact in named(claim, facts))
    reached = [fact for fact in facts if _reaches(claim, fact)]
    matching = [fact for fact in reached if claim.polarity in (0, fact.polarity)]
    if not matching:
        return (skipped("held only the other way round" if reached else "nothing that holds matches"),)
    closable = [fact for fact in matching if not newer(fact, claim, now)]
    if not closable:
        return (skipped("what holds is newer than the taking back"),)
    return tuple(end(fact, schema, now, claim.valid_from) for fact in closable)


def _reaches(claim: Claim, fact: Fact) -> bool:
    if not covers(claim.attribute, fact.attribute) or not about_same(claim.subject, fact.subject):
        return False
    if claim.ref is not None and fact.ref is not None:
        return claim.ref == fact.ref
    if claim.ref is not None and not claim.value_norm:
        return False
    return claim.value_norm in ("", fact.value_norm)


def end(fact: Fact, schema: Schema, now: datetime, when: datetime | None = None) -> Decision:
    """How a fact ends that nothing takes the place of: entries of lists are done, all else is taken back."""
    rules = schema[fact.attribute]
    kind, outcome, status = OpKind.RETRACT, Outcome.RETRACTED, Status.RETRACTED
    if rules.cardinality is Cardinality.LIST:
        kind, outcome, status = OpKind.COMPLETE, Outcome.COMPLETED, Status.COMPLETED
    elif rules.conflict_policy is ConflictPolicy.ELEMENT_EDIT:
        kind = OpKind.EDIT_ELEMENT
    reason = "done or dropped" if outcome is Outcome.COMPLETED else "taken back"
    return Decision(kind, outcome, reason, before=fact, changed=close(fact, status, now, when))
