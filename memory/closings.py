"""Facts that a claim names to be ended: whether it may name them, and what happens when that is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .decisions import Decision, Origin, changed, dated, draft, newer, skipped
from .schema import AttributeSchema, about_same, covers
from .types import Cardinality, Claim, ClaimKind, Fact, OpKind, Outcome, Status

LOW_CONFIDENCE = 0.5
"""Below this, what a claim would end is asked about instead of believed."""


def refusal(claim: Claim, facts: Sequence[Fact], now: datetime) -> str | None:
    """Why the facts a claim names cannot be ended by it, or None. One bad name refuses the whole claim."""
    held = {fact.fact_id: fact for fact in facts}
    for fact_id in claim.closes:
        fact = held.get(fact_id)
        if fact is None:
            return "it ends a fact that does not hold"
        if not about_same(claim.subject, fact.subject) or not _reaches(claim, fact.attribute):
            return "it ends a fact of something else"
        if newer(fact, claim, now):
            return "what it ends is newer"
    return None


def _reaches(claim: Claim, attribute: str) -> bool:
    if claim.kind is ClaimKind.RETRACT:
        return covers(claim.attribute, attribute)
    # A correction may move a value (a lunch that was a coffee), but not out of its domain.
    return claim.attribute.partition(".")[0] == attribute.partition(".")[0]


def named(claim: Claim, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that a claim names by id, in its order."""
    held = {fact.fact_id: fact for fact in facts}
    return [held[fact_id] for fact_id in dict.fromkeys(claim.closes) if fact_id in held]


def unsure(
    claim: Claim, facts: Sequence[Fact], rules: AttributeSchema, now: datetime, origin: Origin, *, known: bool
) -> tuple[Decision, ...]:
    """Put what a shaky claim would end in question, and with it the value that would take its place.

    `known` says that this value holds already. One operation: one question, and one answer settles it.
    """
    meant = named(claim, facts)
    if all(fact.status is Status.CONTESTED for fact in meant):
        return (skipped("already waiting to be settled"),)
    opens = claim.kind is ClaimKind.ASSERT and not known
    question = origin.fact_id if opens else origin.spare_id
    fields = {"status": Status.CONTESTED, "question": question}
    first, *rest = meant
    new = changed(draft(claim, rules, now, origin), **fields) if opens else None
    if new is not None and rules.cardinality is Cardinality.EVENT:
        new = dated(new, claim, first)
    decision = Decision(
        OpKind.REPLACE,
        Outcome.CONTESTED,
        "may be ended by what was said; used by nothing until settled",
        before=first,
        changed=changed(first, **fields),
        opened=new,
        after=new.fact_id if new else None,
        others=tuple((fact, changed(fact, **fields)) for fact in rest),
    )
    return (decision,)


def merged(claims: Sequence[Claim]) -> dict[int, Claim | None]:
    """Shaky claims on the same words that end different facts are one question.

    Gives, by position, the claim that stands for all of them at the first, and None at the others.
    """
    firsts: dict[tuple[object, ...], int] = {}
    found: dict[int, Claim | None] = {}
    for position, claim in enumerate(claims):
        if not claim.closes or claim.confidence >= LOW_CONFIDENCE:
            continue
        first = firsts.setdefault(_act(claim), position)
        if first != position:
            whole = found.get(first) or claims[first]
            closes = tuple(dict.fromkeys((*whole.closes, *claim.closes)))
            found |= {first: whole.model_copy(update={"closes": closes}), position: None}
    return found


def _act(claim: Claim) -> tuple[object, ...]:
    """What makes two shaky claims readings of one act: the words, and the value that they open."""
    act = (claim.kind, claim.start, claim.end)
    if claim.kind is ClaimKind.RETRACT:
        return act
    return (*act, claim.attribute, claim.subject, claim.value_norm, claim.number, claim.happens_at)
