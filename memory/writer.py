"""From claims to the record: validate, resolve, write, all of one message in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from .closings import LOW_CONFIDENCE, merged
from .contests import contest, contradictions
from .decisions import Decision, Origin, changed
from .facts import PERSON, open_facts, open_facts_of
from .resolver import resolve
from .rows import stamp
from .store import scalar
from .transaction import Transaction
from .types import Cardinality, Claim, ClaimKind, ConflictPolicy, Fact, OpKind, Outcome, Status, WriteEntry
from .validator import objection

_DUE = (
    "SELECT fact_id FROM fact WHERE user_id = :user AND closed_at IS NULL AND valid_to IS NOT NULL"
    " AND valid_to <= :t UNION SELECT fact_id FROM fact WHERE user_id = :user AND closed_at IS NULL"
    " AND expires_at IS NOT NULL AND expires_at <= :t"
)


def due(connection: sqlite3.Connection, user_id: str, now: datetime) -> list[str]:
    """Open rows whose time is up."""
    return [row[0] for row in connection.execute(_DUE, {"user": user_id, "t": stamp(now)})]


def expire_due(txn: Transaction) -> list[WriteEntry]:
    """Close what the clock has ended. The clock is the actor, whoever runs the transaction."""
    entries = []
    actor, message_id = txn.actor, txn.message_id
    txn.actor, txn.message_id = "clock", None
    for fact_id in due(txn.connection, txn.user_id, txn.now):
        fact = txn.fact(fact_id)
        if fact is not None:
            entries.append(_expire(txn, fact))
    txn.actor, txn.message_id = actor, message_id
    return entries


def _expire(txn: Transaction, fact: Fact) -> WriteEntry:
    ran_out = fact.expires_at is not None and fact.expires_at <= txn.now
    ends = [moment for moment in (fact.valid_to, fact.expires_at) if moment is not None and moment <= txn.now]
    ended = changed(
        fact,
        status=Status.EXPIRED if ran_out else Status.SUPERSEDED,
        closed_at=txn.now,
        valid_to=max(min(ends), fact.valid_from),
    )
    reason = "its time ran out" if ran_out else "what takes its place has begun"
    op_id, rows = txn.record(
        OpKind.EXPIRE, attribute=fact.attribute, reason=reason, rows=(ended,), before=fact
    )
    return WriteEntry(
        outcome=Outcome.EXPIRED, reason=reason, fact=rows[0], previous=fact, op_id=op_id, text=fact.value_text
    )


def write_claims(
    txn: Transaction, text: str, claims: Sequence[Claim], extractor: str, source_kind: str
) -> list[WriteEntry]:
    """Validate, resolve and record the claims of one message, in their order."""
    contradicting = contradictions(claims, txn.schema)
    entries: list[WriteEntry] = []
    seen: set[Claim] = set()
    for position, claim in _told(txn, text, claims, entries):
        if (bare := _bare(txn, claim)) in seen:
            entries.append(skip(txn, claim, "said twice in one message"))
            continue
        seen.add(bare)
        origin = Origin(
            txn.user_id,
            txn.message_id,
            extractor,
            source_kind,
            fact_id=txn.new_id(),
            spare_id=txn.new_id() if claim.confidence < LOW_CONFIDENCE else "",
        )
        entries += write_claim(txn, claim, origin, text, contested=position in contradicting)
    return entries


def _told(
    txn: Transaction, text: str, claims: Sequence[Claim], entries: list[WriteEntry]
) -> Iterator[tuple[int, Claim]]:
    """The claims that the words carry, with their positions; each other one leaves its reason in `entries`."""
    objections = [objection(txn.connection, claim, text) for claim in claims]
    carried = [position for position, reason in enumerate(objections) if reason is None]
    whole = merged([claims[position] for position in carried])
    together = {carried[at]: claim for at, claim in whole.items()}
    for position, (claim, reason) in enumerate(zip(claims, objections, strict=True)):
        told = together.get(position, claim)
        if reason is not None:
            entries.append(skip(txn, claim, reason))
        elif told is not None:
            yield position, told


def _bare(txn: Transaction, claim: Claim) -> Claim:
    """A claim without its place in the words: said twice, it counts once - unless each saying is an event."""
    if claim.kind is ClaimKind.ASSERT and txn.schema[claim.attribute].cardinality is Cardinality.EVENT:
        return claim
    return claim.model_copy(update={"start": 0, "end": 0})


def write_claim(
    txn: Transaction, claim: Claim, origin: Origin, text: str, *, contested: bool = False
) -> list[WriteEntry]:
    """Resolve one claim against what is open and record what comes of it."""
    live = relevant(txn, claim)
    decide = contest if contested else resolve
    decisions = decide(claim, live, txn.schema, txn.now, origin)
    return record_decisions(txn, decisions, claim, text)


def relevant(txn: Transaction, claim: Claim) -> tuple[Fact, ...]:
    """The open rows a claim can touch: by id and by index where a value is named, else a whole attribute."""
    named = _named(txn, claim)
    if claim.kind is ClaimKind.RETRACT and claim.closes:
        return named
    beside = _in_its_place(txn, claim)
    known = {fact.fact_id for fact in beside}
    return (*beside, *(fact for fact in named if fact.fact_id not in known))


def _named(txn: Transaction, claim: Claim) -> tuple[Fact, ...]:
    found = (txn.fact(fact_id) for fact_id in dict.fromkeys(claim.closes))
    return tuple(fact for fact in found if fact is not None and fact.closed_at is None)


def _in_its_place(txn: Transaction, claim: Claim) -> tuple[Fact, ...]:
    attribute, subject = claim.attribute, claim.subject
    rules = txn.schema[attribute]
    if claim.kind is ClaimKind.ASSERT and rules.conflict_policy is ConflictPolicy.APPEND_ONLY:
        return ()
    if claim.kind is ClaimKind.RETRACT and attribute.endswith(PERSON):
        attribute = f"{attribute.removesuffix(PERSON)}.*"
    if rules.cardinality is Cardinality.SINGLE or not (claim.value_norm or claim.ref):
        return open_facts(txn.connection, txn.user_id, attribute, subject=subject)
    norms = (claim.value_norm, *claim.replaces)
    return open_facts_of(txn.connection, txn.user_id, attribute, norms, claim.ref, subject)


def record_decisions(
    txn: Transaction, decisions: Sequence[Decision], claim: Claim, text: str
) -> list[WriteEntry]:
    """Write decisions down, then say what each did (a closing may come before what takes its place)."""
    written = [(decision, *_record(txn, decision, claim, text)) for decision in decisions]
    states = {fact_id: row for _, _, rows in written for fact_id, row in rows.items()}
    return [_entry(decision, op_id, states, claim.value_text) for decision, op_id, _ in written]


def _entry(decision: Decision, op_id: str, rows: dict[str, Fact], text: str) -> WriteEntry:
    current = rows.get(decision.after) if decision.after is not None else None
    asked = _asked(decision, rows)
    found = decision.changed if decision.kind is not OpKind.CONFIRM and not asked else None
    ended = rows[found.fact_id] if found is not None else None
    return WriteEntry(
        outcome=decision.outcome,
        reason=decision.reason,
        fact=current or ended,
        previous=ended,
        op_id=op_id,
        text=text,
        candidates=asked,
    )


def _asked(decision: Decision, rows: dict[str, Fact]) -> tuple[Fact, ...]:
    """The facts that one decision put in question."""
    states = (decision.changed, *(new for _, new in decision.others))
    found = [fact for fact in states if fact is not None and fact.status is Status.CONTESTED]
    return tuple(rows[fact.fact_id] for fact in found)


def _record(txn: Transaction, decision: Decision, claim: Claim, text: str) -> tuple[str, dict[str, Fact]]:
    """Write one decision; gives the operation's id and the rows it left, by fact id."""
    span = (claim.start, claim.end)
    if decision.kind is OpKind.NOOP:
        op_id, _ = txn.record(OpKind.NOOP, attribute=claim.attribute, reason=decision.reason, span=span)
        return op_id, {}
    states = (decision.changed, *(new for _, new in decision.others), decision.opened)
    rows = [fact for fact in states if fact is not None]
    op_id, kept = txn.record(
        decision.kind,
        attribute=rows[0].attribute,
        reason=decision.reason,
        rows=rows,
        before=decision.before,
        after=decision.after,
        span=span,
        found=[old for old, _ in decision.others],
    )
    if decision.opened is not None or decision.kind is OpKind.CONFIRM:
        txn.add_evidence(kept[-1].fact_id, *span, text[claim.start : claim.end])
    return op_id, {fact.fact_id: fact for fact in kept}


def skip(txn: Transaction, claim: Claim, reason: str) -> WriteEntry:
    """Note that a claim was not stored, and why."""
    span = (claim.start, claim.end)
    op_id, _ = txn.record(OpKind.NOOP, attribute=claim.attribute, reason=reason, span=span)
    return WriteEntry(outcome=Outcome.SKIPPED, reason=reason, op_id=op_id, text=claim.value_text)


def mark_applied(txn: Transaction, extractor: str) -> None:
    """Remember that a message was applied, so that the same one again changes nothing."""
    if txn.first_seq and txn.message_id is not None:
        txn.connection.execute(
            "INSERT INTO applied VALUES (?, ?, ?, ?, ?)",
            (txn.user_id, txn.message_id, extractor, txn.first_seq, txn.last_seq),
        )


def applied_before(
    connection: sqlite3.Connection, user_id: str, message_id: str, extractor: str
) -> tuple[int, int] | None:
    """The ledger stretch that a message already led to, if it was applied."""
    row = connection.execute(
        "SELECT first_seq, last_seq FROM applied WHERE user_id = ? AND message_id = ? AND extractor = ?",
        (user_id, message_id, extractor),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def version_of(connection: sqlite3.Connection, user_id: str, now: datetime) -> int:
    """The number that moves with every change, also when a fact begins to hold by itself."""
    version = scalar(connection, "SELECT profile_version FROM head WHERE user_id = ?", (user_id,))
    if version is None:
        return int(scalar(connection, "SELECT value FROM meta WHERE key = 'version_floor'"))
    begun = scalar(
        connection,
        "SELECT count(*) FROM fact WHERE user_id = ? AND valid_from > recorded_at AND valid_from <= ?",
        (user_id, stamp(now)),
    )
    return int(version) + int(begun)
