"""What answering asks of SQLite besides facts: do these still hold, and which attributes are there at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from . import ledger
from .facts import VALID, holds
from .rows import FACT_COLUMNS, fact_of, fact_of_state, stamp
from .types import Fact

CHUNK = 500
# One index step for each attribute instead of one for each row.
_ATTRIBUTES = """
    WITH RECURSIVE named (attribute) AS (
        SELECT min(attribute) FROM fact WHERE user_id = :user AND closed_at IS NULL
        UNION ALL
        SELECT (SELECT min(attribute) FROM fact
            WHERE user_id = :user AND closed_at IS NULL AND attribute > named.attribute)
        FROM named WHERE named.attribute IS NOT NULL)
    SELECT attribute FROM named WHERE attribute IS NOT NULL
"""


def still_valid(
    connection: sqlite3.Connection, user_id: str, fact_ids: Sequence[str], at: datetime
) -> dict[str, Fact]:
    """The facts among `fact_ids` that hold at `at`, by id. Whatever else an id is, it is left out."""
    found: dict[str, Fact] = {}
    for start in range(0, len(fact_ids), CHUNK):
        names = {f"i{place}": fact_id for place, fact_id in enumerate(fact_ids[start : start + CHUNK])}
        sql = (
            f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {VALID}"
            f" AND fact_id IN ({', '.join(f':{name}' for name in names)})"
        )
        for row in connection.execute(sql, {"user": user_id, "t": stamp(at), **names}):
            fact = fact_of(row)
            found[fact.fact_id] = fact
    return found


def open_attributes(connection: sqlite3.Connection, user_id: str) -> tuple[str, ...]:
    """The attributes of the user's open facts, by name."""
    return tuple(row[0] for row in connection.execute(_ATTRIBUTES, {"user": user_id}))


def held_by_ledger(connection: sqlite3.Connection, user_id: str, at: datetime) -> frozenset[str]:
    """What holds at `at` by the ledger alone: its fold, and the predicate applied in Python."""
    state = ledger.fold(ledger.lines(connection, user_id))
    facts = (fact_of_state(row) for row in state.values())
    return frozenset(fact.fact_id for fact in facts if holds(fact, at))
