"""Reading facts. Validity is a predicate that SQLite evaluates; nothing closed gets past it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from . import ledger
from .rows import FACT_COLUMNS, fact_of, fact_of_state, stamp
from .schema import ANY_SUBJECT, about_same
from .types import Fact, Status

VALID = (
    "status = 'active' AND closed_at IS NULL AND +valid_from <= :t"
    " AND (valid_to IS NULL OR :t < valid_to) AND (expires_at IS NULL OR :t < expires_at)"
)
"""What holds at the moment `:t` (stored form). The plus keeps SQLite from walking the index on beginnings:
nearly everything has begun."""

OPEN = "closed_at IS NULL"
USER_SUBJECT = "user"
PERSON = ".person"


def holds(fact: Fact, at: datetime) -> bool:
    """The same predicate for a fact in hand, used where the state was folded from the ledger."""
    return (
        fact.status is Status.ACTIVE
        and fact.closed_at is None
        and fact.valid_from <= at
        and (fact.valid_to is None or at < fact.valid_to)
        and (fact.expires_at is None or at < fact.expires_at)
    )


def about(attribute: str | None, subject: str | None = None) -> tuple[str, dict[str, Any]]:
    """The condition on `attribute`, exact or a prefix such as `movies.*`, and on `subject` (None: any)."""
    where, parameters = _about_subject(subject)
    if attribute is None or attribute == "*":
        return where, parameters
    if attribute.endswith(".*"):
        # A range instead of LIKE: an index serves it, and no character is special. `/` follows `.`.
        stem = attribute[:-2]
        prefix = {"low": f"{stem}.", "high": f"{stem}/"}
        return f"{where} AND attribute >= :low AND attribute < :high", {**parameters, **prefix}
    return f"{where} AND attribute = :attribute", {**parameters, "attribute": attribute}


def _about_subject(subject: str | None) -> tuple[str, dict[str, Any]]:
    if subject is None or subject == ANY_SUBJECT:
        return "", {}
    # The index on subjects leaves out the user, whom most facts are about; it must be told that we do, too.
    other = "" if subject == USER_SUBJECT else f" AND subject <> '{USER_SUBJECT}'"
    return f" AND subject = :subject{other}", {"subject": subject}


def valid_facts(
    connection: sqlite3.Connection,
    user_id: str,
    at: datetime,
    attribute: str | None,
    polarity: int | None,
    subject: str | None = None,
) -> tuple[Fact, ...]:
    """What holds at `at` as known now, by attribute and then in the order it was recorded."""
    where, parameters = about(attribute, subject)
    if polarity is not None:
        where, parameters["polarity"] = f"{where} AND polarity = :polarity", polarity
    sql = f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {VALID}{where} ORDER BY attribute, seq"
    rows = connection.execute(sql, {"user": user_id, "t": stamp(at), **parameters})
    return tuple(fact_of(row) for row in rows)


def facts_as_known(
    connection: sqlite3.Connection,
    user_id: str,
    known_at: datetime,
    at: datetime,
    attribute: str | None,
    polarity: int | None,
    subject: str | None = None,
) -> tuple[Fact, ...]:
    """What was believed at `known_at` to hold at `at`: the ledger folded up to that moment."""
    state = ledger.fold(ledger.lines(connection, user_id, until=stamp(known_at)))
    facts = [fact_of_state(row) for row in state.values()]
    kept = [
        fact
        for fact in facts
        if holds(fact, at)
        and is_about(fact, attribute, subject)
        and (polarity is None or fact.polarity == polarity)
    ]
    return tuple(sorted(kept, key=lambda fact: fact.attribute))


def is_about(fact: Fact, attribute: str | None, subject: str | None) -> bool:
    """The same condition as `about` for a fact in hand."""
    if subject is not None and not about_same(subject, fact.subject):
        return False
    if attribute is None or attribute == "*":
        return True
    if attribute.endswith(".*"):
        return fact.attribute.startswith(attribute[:-1])
    return fact.attribute == attribute


_NAMES = """
    WITH RECURSIVE names (name) AS (
        SELECT min(attribute) FROM fact INDEXED BY fact_open
            WHERE user_id = :user AND closed_at IS NULL AND attribute >= :low AND attribute < :high
        UNION ALL
        SELECT (SELECT min(attribute) FROM fact INDEXED BY fact_open
            WHERE user_id = :user AND closed_at IS NULL AND attribute > name AND attribute < :high)
            FROM names WHERE name IS NOT NULL
    )
    SELECT name FROM names WHERE name IS NOT NULL
"""
"""The attributes of open facts under a prefix, each found by one step in the index."""


def names_under(connection: sqlite3.Connection, user_id: str, pattern: str) -> list[str]:
    """The attributes of the user's open facts that a pattern (`*`, `movies.*`) covers, in order of names."""
    _, prefix = about(pattern)
    bounds = {"low": prefix.get("low", ""), "high": prefix.get("high", "\U0010ffff")}
    return [row[0] for row in connection.execute(_NAMES, {"user": user_id, **bounds})]


def open_facts(
    connection: sqlite3.Connection,
    user_id: str,
    attribute: str | None = None,
    status: Status | None = None,
    subject: str | None = None,
) -> tuple[Fact, ...]:
    """Rows not closed yet, whether they hold now or not: what the resolver must know."""
    where, parameters = about(attribute, subject)
    if status is not None:
        # Written out, so that an index on rows of one status can serve.
        where = f"{where} AND status = '{status.value}'"
    sql = f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {OPEN}{where} ORDER BY seq"
    return tuple(fact_of(row) for row in connection.execute(sql, {"user": user_id, **parameters}))


def open_facts_of(
    connection: sqlite3.Connection,
    user_id: str,
    attribute: str,
    norms: Sequence[str],
    ref: str | None,
    subject: str | None = None,
) -> tuple[Fact, ...]:
    """Open rows under `attribute` that have one of the values or the item: a handful, by index."""
    where, parameters = about(attribute, subject)
    names = {f"n{i}": norm for i, norm in enumerate(norms)}
    by_value = (
        f"SELECT seq FROM fact INDEXED BY fact_open_value WHERE user_id = :user AND {OPEN}{where}"
        f" AND value_norm IN ({', '.join(f':{name}' for name in names)})"
    )
    by_ref = (
        f"SELECT seq FROM fact WHERE user_id = :user AND ref = :ref AND {OPEN} AND ref IS NOT NULL{where}"
    )
    sql = f"SELECT {FACT_COLUMNS} FROM fact WHERE seq IN ({by_value} UNION {by_ref}) ORDER BY seq"
    parameters = {"user": user_id, "ref": ref, **names, **parameters}
    return tuple(fact_of(row) for row in connection.execute(sql, parameters))


def get_facts(connection: sqlite3.Connection, user_id: str, fact_ids: Sequence[str]) -> dict[str, Fact]:
    """Facts of the user by id, open or closed; ids that are not the user's are left out."""
    found: dict[str, Fact] = {}
    for start in range(0, len(fact_ids), 500):
        part = list(fact_ids[start : start + 500])
        sql = (
            # The plus leaves the index on ids as the only one to use.
            f"SELECT {FACT_COLUMNS} FROM fact WHERE +user_id = ? AND fact_id IN ({','.join('?' * len(part))})"
        )
        for row in connection.execute(sql, (user_id, *part)):
            fact = fact_of(row)
            found[fact.fact_id] = fact
    return found
