"""What answering asks of SQLite besides facts: do these still hold, and which attributes are there at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from . import ledger
from .facts import VALID, holds
from .rows import fact_of_state, stamp

# `+` keeps SQLite from walking all of the user's rows instead of stepping to these.
_STILL = (
    f"SELECT fact_id FROM fact WHERE fact_id IN (SELECT value FROM json_each(:ids))"
    f" AND +user_id = :user AND {VALID}"
)
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
) -> frozenset[str]:
    """Those of `fact_ids` that hold at `at`. Whatever else an id is, it is left out."""
    parameters = {"user": user_id, "t": stamp(at), "ids": json.dumps(list(fact_ids))}
    return frozenset(row[0] for row in connection.execute(_STILL, parameters))


def open_attributes(connection: sqlite3.Connection, user_id: str) -> tuple[str, ...]:
    """The attributes of the user's open facts, by name."""
    return tuple(row[0] for row in connection.execute(_ATTRIBUTES, {"user": user_id}))


def held_by_ledger(connection: sqlite3.Connection, user_id: str, at: datetime) -> frozenset[str]:
    """What holds at `at` by the ledger alone: its fold, and the predicate applied in Python."""
    state = ledger.fold(ledger.lines(connection, user_id))
    facts = (fact_of_state(row) for row in state.values())
    return frozenset(fact.fact_id for fact in facts if holds(fact, at))
