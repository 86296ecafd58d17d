"""What the resolver decides: one record for each line the ledger will hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .schema import AttributeSchema
from .types import Claim, Fact, OpKind, Outcome, Status


@dataclass(frozen=True, slots=True)
class Origin:
    """Where new facts come from. `fact_id` names the row a claim opens; `spare_id` a rare second one,
    `question` the question that a contested one is part of."""

    user_id: str = "user"
    message_id: str | None = None
    extractor: str = "rules/1"
    source_kind: str = "stated"
    fact_id: str = "new"
    spare_id: str = "spare"
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One operation. `before` is the fact found, `changed` its new state, `opened` a new row.

    `after` is the id of the fact that holds as a result. `others` are further facts found, each with its new
    state. `reason` never quotes the user: it goes into the ledger.
    """

    kind: OpKind
    outcome: Outcome
    reason: str
    before: Fact | None = None
    changed: Fact | None = None
    opened: Fact | None = None
    after: str | None = None
    others: tuple[tuple[Fact, Fact], ...] = ()


ORIGIN = Origin()


def skipped(reason: str) -> Decision:
    """A claim that changes nothing."""
    return Decision(OpKind.NOOP, Outcome.SKIPPED, reason)


def draft(
    claim: Claim, schema: AttributeSchema, now: datetime, origin: Origin, supersedes: str | None = None
) -> Fact:
    """The row a claim opens."""
    expires = claim.expires_at
    if expires is None and schema.default_ttl is not None:
        expires = now + timedelta(days=schema.default_ttl)
    return Fact(
        fact_id=origin.fact_id,
        user_id=origin.user_id,
        subject=claim.subject,
        attribute=claim.attribute,
        value_norm=claim.value_norm,
        value_text=claim.value_text,
        polarity=claim.polarity,
        ref=claim.ref,
        number=claim.number,
        unit=claim.unit,
        valid_from=claim.valid_from or now,
        valid_to=None,
        recorded_at=now,
        closed_at=None,
        expires_at=expires,
        status=Status.ACTIVE,
        closed_by_op=None,
        supersedes=supersedes,
        source_kind=origin.source_kind,
        confidence=claim.confidence,
        message_id=origin.message_id,
        span_start=claim.start,
        span_end=claim.end,
        extractor=origin.extractor,
        last_confirmed=min(claim.valid_from or now, now),
        times_confirmed=0,
        happens_at=claim.happens_at,
    )


def dated(new: Fact, claim: Claim, old: Fact) -> Fact:
    """A corrected event that says nothing of its time keeps the time of the one it corrects."""
    if claim.happens_at is not None:
        return new
    expires = new.expires_at or old.expires_at
    return changed(new, happens_at=old.happens_at or old.valid_from, expires_at=expires)


def same_value(fact: Fact, claim: Claim) -> bool:
    """Whether both name the same value: the same catalogue item where both are items, else the same words."""
    if fact.ref is not None and claim.ref is not None:
        return fact.ref == claim.ref
    return fact.value_norm == claim.value_norm


def known_until(fact: Fact) -> datetime:
    """The last moment of which the fact is known to hold: news dated before it is late."""
    return max(fact.valid_from, fact.last_confirmed)


def newer(fact: Fact, claim: Claim, now: datetime) -> bool:
    """Whether a claim that says when it began is late news to this fact."""
    when = claim.valid_from
    return when is not None and when < now and known_until(fact) > when


def changed(fact: Fact, **fields: Any) -> Fact:
    """The same fact with some fields different."""
    return fact.model_copy(update=fields)


def close(fact: Fact, status: Status, now: datetime, when: datetime | None = None) -> Fact:
    """The fact as it ends at `when` (now unless said), never before it began.

    An end that lies ahead leaves the row open: the clock closes it when its time has come.
    """
    end = when or now
    if end > now and fact.status is Status.ACTIVE:
        return changed(fact, valid_to=max(end, fact.valid_from))
    return changed(fact, status=status, closed_at=now, valid_to=max(end, fact.valid_from))
