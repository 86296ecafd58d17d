"""From a claim to operations: a pure function of the claim, the open facts, the rules and the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from .closings import LOW_CONFIDENCE, named, refusal, unsure
from .decisions import (
    ORIGIN,
    Decision,
    Origin,
    changed,
    close,
    dated,
    draft,
    known_until,
    newer,
    same_value,
    skipped,
)
from .retraction import retract
from .schema import AttributeSchema, Schema
from .types import Cardinality, Claim, ClaimKind, ConflictPolicy, Fact, OpKind, Outcome, Status


def resolve(
    claim: Claim, live: Iterable[Fact], schema: Schema, now: datetime, origin: Origin = ORIGIN
) -> tuple[Decision, ...]:
    """What a claim does to the open facts (active or contested). At least one decision, in order.

    `live` may hold more than matters. Facts of `Decision.opened` carry the ids of `origin`.
    """
    facts = tuple(fact for fact in live if fact.closed_at is None)
    rules = schema[claim.attribute]
    own = tuple(fact for fact in facts if (fact.attribute, fact.subject) == (claim.attribute, claim.subject))
    if claim.closes:
        if (reason := refusal(claim, facts, now)) is not None:
            return (skipped(reason),)
        if claim.confidence < LOW_CONFIDENCE:
            known = any(_agrees(fact, claim) for fact in held(claim, own, rules))
            return unsure(claim, facts, rules, now, origin, known=known)
    if claim.kind is ClaimKind.RETRACT:
        return retract(claim, facts, schema, now)
    return _assert(claim, own, named(claim, facts), schema, now, origin)


def held(claim: Claim, own: Sequence[Fact], rules: AttributeSchema) -> list[Fact]:
    """The open facts that stand where the claim would: nothing for what is only ever added to."""
    if rules.conflict_policy is ConflictPolicy.APPEND_ONLY:
        return []
    if rules.cardinality is Cardinality.SINGLE:
        return list(own)
    same = [fact for fact in own if same_value(fact, claim)]
    if rules.cardinality is Cardinality.EVENT:
        return [fact for fact in same if (fact.happens_at, fact.number) == (claim.happens_at, claim.number)]
    return same


def _assert(
    claim: Claim, own: Sequence[Fact], ended: Sequence[Fact], schema: Schema, now: datetime, origin: Origin
) -> tuple[Decision, ...]:
    rules = schema[claim.attribute]
    single = rules.cardinality is Cardinality.SINGLE
    there = held(claim, own, rules)
    active = [fact for fact in there if fact.status is Status.ACTIVE]
    begun = max(now, claim.valid_from or now)
    agreeing = [fact for fact in active if fact.valid_from <= begun and _agrees(fact, claim)]
    agreeing.sort(key=lambda fact: fact.ref != claim.ref)
    rivals = [fact for fact in there if fact not in agreeing]
    gone = _leaving(claim, own, there, ended, rules, now)
    late = _newer(claim, [fact for fact in rivals if fact.status is Status.ACTIVE], now)
    if late is not None and not agreeing:
        return (_late(claim, late, rules, now, origin),)
    doubtful = single and claim.confidence < LOW_CONFIDENCE and not agreeing
    if doubtful and any(fact in active for fact in rivals):
        return _doubt(claim, next(fact for fact in rivals if fact in active), rules, now, origin)
    if agreeing:
        kept = agreeing[0]
        closings = _closings(claim, [*rivals, *agreeing[1:], *gone], kept.fact_id, schema, now)
        return (*closings, _confirm(claim, kept, rules, now))
    return _open(claim, [*rivals, *gone], schema, now, origin)


def _leaving(
    claim: Claim,
    own: Sequence[Fact],
    there: Sequence[Fact],
    ended: Sequence[Fact],
    rules: AttributeSchema,
    now: datetime,
) -> list[Fact]:
    """What the claim says it takes the place of, by value or by id, beside what stands in its own place."""
    by_value = () if rules.cardinality is Cardinality.EVENT else own
    gone = [fact for fact in by_value if _named(fact, claim) and not newer(fact, claim, now)]
    return [*(f for f in gone if f not in there), *(f for f in ended if f not in there and f not in gone)]


def _agrees(fact: Fact, claim: Claim) -> bool:
    if not same_value(fact, claim) or fact.number != claim.number:
        return False
    if claim.happens_at not in (None, fact.happens_at):
        return False
    if claim.unit and fact.unit and claim.unit != fact.unit:
        return False
    # A neutral mention says nothing against a taste; a taste says more than a neutral mention.
    return claim.polarity in (0, fact.polarity)


def _named(fact: Fact, claim: Claim) -> bool:
    return fact.value_norm in claim.replaces and fact.polarity * claim.polarity >= 0


def _newer(claim: Claim, active: Sequence[Fact], now: datetime) -> Fact | None:
    """A fact known to hold later than a claim that says when it began: the claim is late news."""
    later = [fact for fact in active if newer(fact, claim, now)]
    return min(later, key=known_until, default=None)


def _late(claim: Claim, later: Fact, rules: AttributeSchema, now: datetime, origin: Origin) -> Decision:
    past = close(draft(claim, rules, now, origin), Status.SUPERSEDED, now, min(known_until(later), now))
    reason = "older than what holds; kept as past"
    return Decision(OpKind.ADD, Outcome.STORED, reason, opened=past, after=past.fact_id)


def _confirm(claim: Claim, fact: Fact, rules: AttributeSchema, now: datetime) -> Decision:
    fresh = draft(claim, rules, now, ORIGIN)
    again = changed(
        fact,
        last_confirmed=max(fact.last_confirmed, fresh.last_confirmed),
        times_confirmed=fact.times_confirmed + 1,
        confidence=max(fact.confidence, claim.confidence),
        source_kind="confirmed" if fact.source_kind == "inferred" else fact.source_kind,
        expires_at=fresh.expires_at or fact.expires_at,
        ref=fact.ref or claim.ref,
        unit=fact.unit or claim.unit,
    )
    reason = "already known; said again"
    return Decision(OpKind.CONFIRM, Outcome.CONFIRMED, reason, fact, again, after=fact.fact_id)


def _open(
    claim: Claim, gone: Sequence[Fact], schema: Schema, now: datetime, origin: Origin
) -> tuple[Decision, ...]:
    rules = schema[claim.attribute]
    first = gone[0] if gone else None
    new = draft(claim, rules, now, origin, supersedes=first.fact_id if first else None)
    if first is not None and rules.cardinality is Cardinality.EVENT:
        new = dated(new, claim, first)
    if first is None:
        element = rules.conflict_policy is ConflictPolicy.ELEMENT_EDIT
        kind = OpKind.EDIT_ELEMENT if element else OpKind.ADD
        return (Decision(kind, Outcome.STORED, _why_new(rules), opened=new, after=new.fact_id),)
    if new.ref is None and same_value(first, claim):
        new = changed(new, ref=first.ref)
    head, *rest = _closings(claim, gone, new.fact_id, schema, now)
    opening = Decision(
        head.kind, head.outcome, head.reason, head.before, head.changed, opened=new, after=new.fact_id
    )
    # What makes room comes before what takes it: the database allows one live row at every step.
    return (*rest, opening)


def _why_new(rules: AttributeSchema) -> str:
    return "a new event" if rules.cardinality is Cardinality.EVENT else "new"


def _closings(
    claim: Claim, gone: Sequence[Fact], after: str, schema: Schema, now: datetime
) -> list[Decision]:
    decisions = []
    for fact in gone:
        kind = _closing_kind(fact, claim, schema[fact.attribute])
        ended = close(fact, Status.SUPERSEDED, now, claim.valid_from)
        reason = _why_closed(fact, claim, kind)
        decisions.append(Decision(kind, Outcome.REPLACED, reason, fact, ended, after=after))
    return decisions


def _closing_kind(fact: Fact, claim: Claim, rules: AttributeSchema) -> OpKind:
    if rules.conflict_policy is ConflictPolicy.ELEMENT_EDIT:
        return OpKind.EDIT_ELEMENT
    opposite = fact.polarity * claim.polarity < 0 and fact.status is Status.ACTIVE
    flips = rules.conflict_policy is ConflictPolicy.FLIP_ON_OPPOSITE
    same = fact.attribute == claim.attribute and same_value(fact, claim)
    return OpKind.FLIP if opposite and flips and same else OpKind.REPLACE


def _why_closed(fact: Fact, claim: Claim, kind: OpKind) -> str:
    if fact.status is Status.CONTESTED:
        return "the contradiction is settled by what was said now"
    if kind is OpKind.FLIP:
        return "the opposite of what held"
    if fact.fact_id in claim.closes or fact.value_norm in claim.replaces:
        return "named as what it takes the place of"
    return "a new value takes the place of the old"


def _doubt(
    claim: Claim, rival: Fact, rules: AttributeSchema, now: datetime, origin: Origin
) -> tuple[Decision, ...]:
    """A shaky claim against a single-valued slot: both stay open, neither is used until answered."""
    reason = "conflicts with what held and is not sure; neither is used until settled"
    new = changed(draft(claim, rules, now, origin), status=Status.CONTESTED)
    old = changed(
        rival, fact_id=origin.spare_id, status=Status.CONTESTED, supersedes=rival.fact_id, recorded_at=now
    )
    ended = close(rival, Status.SUPERSEDED, now)
    return (
        Decision(OpKind.REPLACE, Outcome.CONTESTED, reason, rival, ended, old, old.fact_id),
        Decision(OpKind.ADD, Outcome.CONTESTED, reason, opened=new, after=new.fact_id),
    )
