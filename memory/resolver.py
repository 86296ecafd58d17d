"""From a claim to operations: a pure function of the claim, the open facts, the rules and the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from .decisions import Decision, Origin, changed, close, draft, known_until, skipped
from .retraction import retract
from .schema import AttributeSchema, Schema, covers
from .types import Cardinality, Claim, ClaimKind, ConflictPolicy, Fact, OpKind, Outcome, Status

LOW_CONFIDENCE = 0.5
"""Below this, a claim that conflicts with a single-valued slot is asked about instead of believed."""

ORIGIN = Origin()


def resolve(
    claim: Claim, live: Iterable[Fact], schema: Schema, now: datetime, origin: Origin = ORIGIN
) -> tuple[Decision, ...]:
    """What a claim does to the open facts (active or contested). At least one decision, in order.

    `live` may hold more than matters. Facts of `Decision.opened` carry the ids of `origin`.
    """
    facts = tuple(fact for fact in live if fact.closed_at is None)
    if claim.kind is ClaimKind.RETRACT:
        return retract(claim, facts, schema, now)
    rules = schema[claim.attribute]
    own = tuple(fact for fact in facts if fact.attribute == claim.attribute)
    if rules.conflict_policy is ConflictPolicy.APPEND_ONLY or rules.cardinality is Cardinality.EVENT:
        new = draft(claim, rules, now, origin)
        return (Decision(OpKind.ADD, Outcome.STORED, "a new event", opened=new, after=new.fact_id),)
    return _assert(claim, own, rules, now, origin)


def same_value(fact: Fact, claim: Claim) -> bool:
    """Whether both name the same value: the same catalogue item where both are items, else the same words."""
    if fact.ref is not None and claim.ref is not None:
        return fact.ref == claim.ref
    return fact.value_norm == claim.value_norm


def _assert(
    claim: Claim, own: Sequence[Fact], rules: AttributeSchema, now: datetime, origin: Origin
) -> tuple[Decision, ...]:
    single = rules.cardinality is Cardinality.SINGLE
    held = [fact for fact in own if single or same_value(fact, claim)]
    active = [fact for fact in held if fact.status is Status.ACTIVE]
    begun = max(now, claim.valid_from or now)
    agreeing = [fact for fact in active if fact.valid_from <= begun and _agrees(fact, claim)]
    agreeing.sort(key=lambda fact: fact.ref != claim.ref)
    rivals = [fact for fact in held if fact not in agreeing]
    named = [fact for fact in own if fact not in held and _named(fact, claim)]
    newer = _newer(claim, [fact for fact in rivals if fact.status is Status.ACTIVE], now)
    if newer is not None and not agreeing:
        return (_late(claim, newer, rules, now, origin),)
    doubtful = single and claim.confidence < LOW_CONFIDENCE and not agreeing
    if doubtful and any(fact in active for fact in rivals):
        return _doubt(claim, next(fact for fact in rivals if fact in active), rules, now, origin)
    if agreeing:
        kept = agreeing[0]
        closings = _closings(claim, [*rivals, *agreeing[1:], *named], kept.fact_id, now)
        return (*closings, _confirm(claim, kept, rules, now))
    return _open(claim, [*rivals, *named], rules, now, origin)


def _agrees(fact: Fact, claim: Claim) -> bool:
    if not same_value(fact, claim) or fact.number != claim.number:
        return False
    # A neutral mention says nothing against a taste; a taste says more than a neutral mention.
    return claim.polarity in (0, fact.polarity)


def _named(fact: Fact, claim: Claim) -> bool:
    return fact.value_norm in claim.replaces and fact.polarity * claim.polarity >= 0


def _newer(claim: Claim, active: Sequence[Fact], now: datetime) -> Fact | None:
    """A fact known to hold later than a claim that says when it began: the claim is late news."""
    if claim.valid_from is None or claim.valid_from >= now:
        return None
    later = [fact for fact in active if known_until(fact) > claim.valid_from]
    return min(later, key=known_until, default=None)


def _late(claim: Claim, newer: Fact, rules: AttributeSchema, now: datetime, origin: Origin) -> Decision:
    past = close(draft(claim, rules, now, origin), Status.SUPERSEDED, now, min(known_until(newer), now))
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
    )
    reason = "already known; said again"
    return Decision(OpKind.CONFIRM, Outcome.CONFIRMED, reason, fact, again, after=fact.fact_id)


def _open(
    claim: Claim, gone: Sequence[Fact], rules: AttributeSchema, now: datetime, origin: Origin
) -> tuple[Decision, ...]:
    first = gone[0] if gone else None
    new = draft(claim, rules, now, origin, supersedes=first.fact_id if first else None)
    if first is None:
        element = rules.conflict_policy is ConflictPolicy.ELEMENT_EDIT
        kind = OpKind.EDIT_ELEMENT if element else OpKind.ADD
        return (Decision(kind, Outcome.STORED, "new", opened=new, after=new.fact_id),)
    if new.ref is None and same_value(first, claim):
        new = changed(new, ref=first.ref)
    head, *rest = _closings(claim, gone, new.fact_id, now)
    opening = Decision(
        head.kind, head.outcome, head.reason, head.before, head.changed, opened=new, after=new.fact_id
    )
    # What makes room comes before what takes it: the database allows one live row at every step.
    return (*rest, opening)


def _closings(claim: Claim, gone: Sequence[Fact], after: str, now: datetime) -> list[Decision]:
    decisions = []
    for fact in gone:
        flip = fact.polarity * claim.polarity < 0 and fact.status is Status.ACTIVE
        kind = OpKind.FLIP if flip and same_value(fact, claim) else OpKind.REPLACE
        ended = close(fact, Status.SUPERSEDED, now, claim.valid_from)
        reason = _why_closed(fact, claim, kind)
        decisions.append(Decision(kind, Outcome.REPLACED, reason, fact, ended, after=after))
    return decisions


def _why_closed(fact: Fact, claim: Claim, kind: OpKind) -> str:
    if fact.status is Status.CONTESTED:
        return "the contradiction is settled by what was said now"
    if kind is OpKind.FLIP:
        return "the opposite of what held"
    if fact.value_norm in claim.replaces:
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


def contest(
    claim: Claim, live: Iterable[Fact], schema: Schema, now: datetime, origin: Origin = ORIGIN
) -> tuple[Decision, ...]:
    """What a claim does that its own message contradicts: it is kept, and used by nobody until answered."""
    rules = schema[claim.attribute]
    own = [f for f in live if f.closed_at is None and f.attribute == claim.attribute and same_value(f, claim)]
    if any(f.status is Status.CONTESTED and f.polarity == claim.polarity for f in own):
        return (skipped("already waiting to be settled"),)
    gone = [fact for fact in own if fact.status is Status.ACTIVE]
    new = changed(draft(claim, rules, now, origin), status=Status.CONTESTED)
    reason = "said both ways in one message; used by nothing until settled"
    if not gone:
        return (Decision(OpKind.ADD, Outcome.CONTESTED, reason, opened=new, after=new.fact_id),)
    new = changed(new, supersedes=gone[0].fact_id)
    decisions = [
        Decision(
            OpKind.REPLACE,
            Outcome.CONTESTED,
            reason,
            before=fact,
            changed=close(fact, Status.SUPERSEDED, now),
            opened=new if fact is gone[0] else None,
            after=new.fact_id,
        )
        for fact in gone
    ]
    return tuple(decisions)


def contradictions(claims: Sequence[Claim], schema: Schema) -> frozenset[int]:
    """The positions of claims that contradict each other with nothing to say which came last.

    Two assertions of one value with opposite polarity. Different times, a retraction of that value in
    the same message, or one of them said to replace it are order cues.
    """
    found: set[int] = set()
    for i, one in enumerate(claims):
        for j in range(i + 1, len(claims)):
            if _contradict(one, claims[j], schema) and not _retracted(one, claims):
                found |= {i, j}
    return frozenset(found)


def _contradict(one: Claim, other: Claim, schema: Schema) -> bool:
    return (
        one.kind is other.kind is ClaimKind.ASSERT
        and one.attribute == other.attribute
        and schema[one.attribute].conflict_policy is ConflictPolicy.FLIP_ON_OPPOSITE
        and one.polarity * other.polarity < 0
        and (one.ref == other.ref if one.ref and other.ref else one.value_norm == other.value_norm)
        and one.valid_from == other.valid_from
        and one.value_norm not in (*one.replaces, *other.replaces)
    )


def _retracted(claim: Claim, claims: Sequence[Claim]) -> bool:
    return any(
        other.kind is ClaimKind.RETRACT
        and covers(other.attribute, claim.attribute)
        and other.value_norm in ("", claim.value_norm)
        for other in claims
    )
