"""The profile page: lines built from what holds now, kept with the list of facts they stand on.

Any write to any of the user's facts marks the page dirty (a trigger does); a dirty page, one of another
version or one past the moment at which a fact starts or ends by itself is built again, never served.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, time

from .cache import next_boundary
from .reports import Profile, ProfileLine
from .rows import stamp
from .schema import AttributeSchema
from .types import ConflictPolicy, Fact

KIND = "profile"


def tells(rules: AttributeSchema) -> bool:
    """Whether facts of an attribute are lines of the page. Numbers that add up are rows to be summed, no prose."""
    return rules.conflict_policy is not ConflictPolicy.APPEND_ONLY


def kept_profile(connection: sqlite3.Connection, user_id: str, version: int, now: datetime) -> Profile | None:
    """The page as kept, if it is still good."""
    kept = connection.execute(
        "SELECT body FROM page WHERE doc_id = ? AND dirty = 0 AND profile_version = ? AND built_at <= ?"
        " AND (good_until IS NULL OR ? < good_until)",
        (f"{KIND}:{user_id}", version, stamp(now), stamp(now)),
    ).fetchone()
    return None if kept is None else Profile.model_validate_json(kept[0])


def build_profile(
    connection: sqlite3.Connection, user_id: str, version: int, facts: tuple[Fact, ...], now: datetime
) -> Profile:
    """The page built from `facts` (what holds now), and kept."""
    versions = _versions(connection, user_id, facts)
    page = Profile(
        user_id=user_id,
        profile_version=version,
        lines=tuple(ProfileLine(fact_id=fact.fact_id, text=line(fact)) for fact in facts),
        depends=tuple((fact.fact_id, versions[fact.fact_id]) for fact in facts),
    )
    doc_id = f"{KIND}:{user_id}"
    connection.execute("DELETE FROM page WHERE doc_id = ?", (doc_id,))
    connection.execute(
        "INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (
            doc_id,
            user_id,
            KIND,
            page.model_dump_json(),
            version,
            stamp(now),
            next_boundary(connection, user_id, now),
        ),
    )
    connection.executemany(
        "INSERT INTO derived VALUES (?, ?, ?, ?)",
        [(doc_id, KIND, fact_id, fact_version) for fact_id, fact_version in page.depends],
    )
    return page


def _versions(connection: sqlite3.Connection, user_id: str, facts: Sequence[Fact]) -> dict[str, int]:
    """The version of each fact's row: the ledger line that wrote it last."""
    found: dict[str, int] = {}
    for start in range(0, len(facts), 500):
        ids = [fact.fact_id for fact in facts[start : start + 500]]
        sql = (
            "SELECT fact_id, last_op FROM fact WHERE +user_id = ?"
            f" AND fact_id IN ({','.join('?' * len(ids))})"
        )
        found |= dict(connection.execute(sql, (user_id, *ids)))
    return found


def line(fact: Fact) -> str:
    """One fact in words: `likes genre western (since 2026-01-02)`, `event dentist, 2026-03-05 14:30 (since ...)`."""
    number = f" {fact.unit}" if fact.unit and fact.unit not in fact.value_text else ""
    name = fact.label.replace("_", " ")
    return f"{name}{number}{_when(fact.happens_at)} (since {fact.valid_from.date().isoformat()})"


def _when(moment: datetime | None) -> str:
    """The day of a thing, and the time where it has one (midnight: none was said)."""
    if moment is None:
        return ""
    return f", {moment.date().isoformat()}" + (f" {moment:%H:%M}" if moment.time() != time() else "")
