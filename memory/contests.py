"""What a message says both ways: kept, and used by nobody until the user answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from .decisions import ORIGIN, Decision, Origin, changed, close, draft, same_value, skipped
from .schema import Schema, about_same, covers
from .types import Claim, ClaimKind, ConflictPolicy, Fact, OpKind, Outcome, Status


def contest(
    claim: Claim, live: Iterable[Fact], schema: Schema, now: datetime, origin: Origin = ORIGIN
) -> tuple[Decision, ...]:
    """What a claim does that its own message contradicts: it is kept, and used by nobody until answered."""
    rules = schema[claim.attribute]
    slot = (claim.attribute, claim.subject)
    own = [
        f for f in live if f.closed_at is None and (f.attribute, f.subject) == slot and same_value(f, claim)
    ]
    if any(f.status is Status.CONTESTED and f.polarity == claim.polarity for f in own):
        return (skipped("already waiting to be settled"),)
    gone = [fact for fact in own if fact.status is Status.ACTIVE]
    new = changed(draft(claim, rules, now, origin), status=Status.CONTESTED, question=origin.question)
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
    slots: dict[tuple[str, str], list[int]] = {}
    for position, claim in enumerate(claims):
        if claim.kind is ClaimKind.ASSERT and claim.polarity:
            slots.setdefault((claim.attribute, claim.subject), []).append(position)
    found: set[int] = set()
    for (attribute, _), places in slots.items():
        if schema[attribute].conflict_policy is ConflictPolicy.FLIP_ON_OPPOSITE:
            for i, j in _opposed(claims, places):
                if _contradict(claims[i], claims[j]) and not _retracted(claims[i], claims):
                    found |= {i, j}
    return frozenset(found)


def _opposed(claims: Sequence[Claim], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of claims about one attribute of opposite sign, the earlier first."""
    likes = [place for place in places if claims[place].polarity > 0]
    dislikes = [place for place in places if claims[place].polarity < 0]
    return ((min(one, other), max(one, other)) for one in likes for other in dislikes)


def _contradict(one: Claim, other: Claim) -> bool:
    return (
        (one.ref == other.ref if one.ref and other.ref else one.value_norm == other.value_norm)
        and one.valid_from == other.valid_from
        and one.value_norm not in (*one.replaces, *other.replaces)
    )


def _retracted(claim: Claim, claims: Sequence[Claim]) -> bool:
    return any(
        other.kind is ClaimKind.RETRACT
        and covers(other.attribute, claim.attribute)
        and about_same(other.subject, claim.subject)
        and other.value_norm in ("", claim.value_norm)
        for other in claims
    )
