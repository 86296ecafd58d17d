"""Taking one's memory along: a versioned JSON of facts and the words behind them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import Field, ValidationError

from ..errors import DataError
from .corrections import claim_of
from .decisions import Origin, changed
from .facts import get_facts
from .history import evidence_of
from .reports import Evidence
from .rows import FACT_COLUMNS, fact_of
from .schema import AttributeSchema
from .transaction import Transaction
from .types import Cardinality, Fact, Frozen, OpKind, Outcome, Status, WriteEntry
from .writer import write_claim

FORMAT = "tastekeeper.memory"
VERSION = 2
READABLE = (1, VERSION)
"""Version 1 knew no happening times and no questions."""


class Export(Frozen):
    """The file's shape. `schemas` are the rules of the attributes that occur and are declared."""

    format: Literal["tastekeeper.memory"] = "tastekeeper.memory"
    version: Literal[1, 2] = 2
    user_id: str
    exported_at: datetime
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    schemas: tuple[AttributeSchema, ...] = Field(default=())


def all_facts(connection: sqlite3.Connection, user_id: str) -> tuple[Fact, ...]:
    """Every fact of a user, open and closed, in the order recorded."""
    rows = connection.execute(f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = ? ORDER BY seq", (user_id,))
    return tuple(fact_of(row) for row in rows)


def export(
    connection: sqlite3.Connection, user_id: str, now: datetime, schemas: tuple[AttributeSchema, ...]
) -> dict[str, Any]:
    """Everything known about a user, open and closed, as plain JSON values."""
    facts = all_facts(connection, user_id)
    used = {fact.attribute for fact in facts}
    words = [line for fact in facts for line in evidence_of(connection, user_id, fact.fact_id)]
    return Export(
        user_id=user_id,
        exported_at=now,
        facts=facts,
        evidence=tuple(words),
        schemas=tuple(schema for schema in schemas if schema.attribute in used),
    ).model_dump(mode="json")


def parse(payload: Mapping[str, Any]) -> Export:
    """A payload checked whole. Raises `DataError` that names the first thing wrong."""
    if not isinstance(payload, Mapping):
        raise DataError("The export is not a JSON object", hint="Give a file written by `memory export`.")
    if payload.get("format") != FORMAT:
        raise DataError("This is not a memory export", hint="Give a file written by `memory export`.")
    if payload.get("version") not in READABLE:
        raise DataError(
            f"The export is of version {payload.get('version')!r}; this program reads up to {VERSION}",
            hint="Upgrade tastekeeper.",
        )
    try:
        parsed = Export.model_validate(payload)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataError(f"The export is damaged: {first['msg']}", where=where) from error
    _check(parsed)
    return parsed


def _check(parsed: Export) -> None:
    seen: set[str] = set()
    for position, fact in enumerate(parsed.facts):
        where = f"facts.{position}"
        if fact.fact_id in seen:
            raise DataError(f"The export is damaged: fact {fact.fact_id} occurs twice", where=where)
        seen.add(fact.fact_id)
        is_open = fact.status in (Status.ACTIVE, Status.CONTESTED)
        if is_open != (fact.closed_at is None):
            raise DataError("The export is damaged: status and closing time disagree", where=where)
        if fact.polarity not in (-1, 0, 1) or not fact.attribute or not fact.value_norm:
            raise DataError("The export is damaged: a fact without a value or polarity", where=where)
    if missing := {line.fact_id for line in parsed.evidence} - seen:
        raise DataError(f"The export is damaged: words for unknown fact {min(missing)}", where="evidence")


def import_facts(txn: Transaction, parsed: Export) -> list[WriteEntry]:
    """State the open facts as claims of their time and keep the closed ones as history."""
    words = _words(parsed)
    questions = _questions(txn, parsed)
    entries: list[WriteEntry] = []
    present = get_facts(txn.connection, txn.user_id, [fact.fact_id for fact in parsed.facts])
    # The same export read in twice, under other ids: events and what is past would count double.
    here = Counter(_same(fact) for fact in all_facts(txn.connection, txn.user_id))
    for fact in parsed.facts:
        once = fact.closed_at is not None or txn.schema[fact.attribute].cardinality is Cardinality.EVENT
        if fact.fact_id in present or (once and here[_same(fact)] > 0):
            here[_same(fact)] -= 1
            entries.append(_skip(txn, fact, "already here"))
        elif fact.closed_at is None:
            entries += _state(txn, fact, words.get(fact.fact_id, ()), questions)
        else:
            entries.append(_keep(txn, fact, words.get(fact.fact_id, ())))
    return entries


def _same(fact: Fact) -> tuple[object, ...]:
    """What makes a fact read in the same as one that is here."""
    value = (fact.subject, fact.attribute, fact.value_norm, fact.polarity, fact.ref, fact.number, fact.unit)
    return (*value, fact.happens_at, fact.valid_from, fact.valid_to, fact.status)


def _questions(txn: Transaction, parsed: Export) -> dict[str, str]:
    """New names for the questions that are open: facts asked about together stay together."""
    asked = {fact.question for fact in parsed.facts if fact.status is Status.CONTESTED}
    return {question: txn.new_id() for question in sorted(filter(None, asked))}


def _words(parsed: Export) -> dict[str, tuple[Evidence, ...]]:
    words: dict[str, tuple[Evidence, ...]] = {}
    for line in parsed.evidence:
        words[line.fact_id] = (*words.get(line.fact_id, ()), line)
    return words


def _skip(txn: Transaction, fact: Fact, reason: str) -> WriteEntry:
    op_id, _ = txn.record(OpKind.NOOP, attribute=fact.attribute, reason=reason)
    return WriteEntry(outcome=Outcome.SKIPPED, reason=reason, op_id=op_id, text=fact.value_text)


def _state(
    txn: Transaction, fact: Fact, words: tuple[Evidence, ...], questions: Mapping[str, str]
) -> list[WriteEntry]:
    claim = claim_of(fact, valid_from=fact.valid_from, expires_at=fact.expires_at)
    origin = Origin(
        txn.user_id,
        txn.message_id,
        fact.extractor,
        "imported",
        # The one that a question is named after keeps naming it.
        fact_id=questions.get(fact.fact_id) or txn.new_id(),
        spare_id=txn.new_id(),
        question=questions.get(fact.question or ""),
    )
    entries = write_claim(txn, claim, origin, "", contested=fact.status is Status.CONTESTED)
    for entry in entries:
        if entry.fact is not None and entry.fact.fact_id == origin.fact_id:
            _add_words(txn, origin.fact_id, words)
    return entries


def _keep(txn: Transaction, fact: Fact, words: tuple[Evidence, ...]) -> WriteEntry:
    row = changed(
        fact,
        fact_id=txn.new_id(),
        user_id=txn.user_id,
        message_id=txn.message_id,
        span_start=None,
        span_end=None,
        supersedes=None,
        question=None,
        source_kind="imported",
        closed_by_op=None,
    )
    reason = "kept as past"
    op_id, rows = txn.record(
        OpKind.ADD, attribute=fact.attribute, reason=reason, rows=(row,), after=row.fact_id
    )
    _add_words(txn, row.fact_id, words)
    return WriteEntry(outcome=Outcome.STORED, reason=reason, fact=rows[0], op_id=op_id, text=fact.value_text)


def _add_words(txn: Transaction, fact_id: str, words: tuple[Evidence, ...]) -> None:
    for line in words:
        txn.connection.execute(
            "INSERT OR IGNORE INTO evidence (user_id, fact_id, message_id, span_start, span_end, text)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (txn.user_id, fact_id, line.message_id, line.start, line.end, line.text),
        )
