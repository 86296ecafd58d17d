"""One write: facts, ledger, evidence and head move together, inside one database transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from . import ledger
from .ids import IdFactory
from .rows import FACT_COLUMNS, FACT_FIELDS, fact_of, stamp, state_of
from .schema import AttributeSchema, Schema, identity
from .store import scalar
from .types import Cardinality, ConflictPolicy, Fact, OpKind, WriteEntry

QUIET = frozenset((OpKind.NOOP, OpKind.CONFIRM))
"""Operations that leave everything a recommendation depends on as it was."""

_NAMES = (*FACT_FIELDS, "identity", "last_op")
_KEEP = frozenset(("fact_id", "user_id"))
UPSERT = (
    f"INSERT INTO fact ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"
    " ON CONFLICT (fact_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name not in _KEEP)
)


def load_schema(connection: sqlite3.Connection) -> Schema:
    """The declared attributes."""
    columns = "attribute, cardinality, value_type, conflict_policy, default_ttl, sensitivity"
    declared = {}
    for row in connection.execute(f"SELECT {columns} FROM attribute_schema"):
        declared[row[0]] = AttributeSchema(
            attribute=row[0],
            cardinality=Cardinality(row[1]),
            value_type=row[2],
            conflict_policy=ConflictPolicy(row[3]),
            default_ttl=row[4],
            sensitivity=row[5],
        )
    return Schema(declared)


class SchemaCache:
    """The declared attributes as last read, read again when they have moved. Not for use after a write of
    one's own in the same transaction: what is rolled back must not stay known."""

    def __init__(self) -> None:
        self._moves: str | None = None
        self._schema = Schema()

    def read(self, connection: sqlite3.Connection) -> Schema:
        """The declared attributes as committed."""
        moves = scalar(connection, "SELECT value FROM meta WHERE key = 'schema_moves'")
        if moves != self._moves:
            self._moves, self._schema = moves, load_schema(connection)
        return self._schema


def bump_version(connection: sqlite3.Connection, by: int = 1) -> int:
    """The next profile version. One counter for all users, so that no version ever comes back."""
    value: int = scalar(
        connection,
        "UPDATE meta SET value = CAST(value AS INTEGER) + ? WHERE key = 'profile_version'"
        " RETURNING CAST(value AS INTEGER)",
        (by,),
    )
    return value


class Transaction:
    """Writes for one user at one moment. Use inside `Store.writing()`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        ids: IdFactory,
        user_id: str,
        now: datetime,
        *,
        message_id: str | None = None,
        actor: str = "user",
        schema: Schema | None = None,
    ) -> None:
        self.connection = connection
        self.ids = ids
        self.user_id = user_id
        self.now = now
        self.message_id = message_id
        self.actor = actor
        self.schema = schema or load_schema(connection)
        self.first_seq = 0
        self.expired: list[WriteEntry] = []
        head = connection.execute(
            "SELECT last_hash, op_seq FROM head WHERE user_id = ?", (user_id,)
        ).fetchone()
        if head is None:
            connection.execute(
                "INSERT INTO head (user_id, profile_version, op_seq, last_hash) VALUES (?, ?, 0, ?)",
                (
                    user_id,
                    scalar(connection, "SELECT value FROM meta WHERE key = 'version_floor'"),
                    ledger.GENESIS,
                ),
            )
        self._last_hash: str = head[0] if head else ledger.GENESIS
        self.last_seq: int = head[1] if head else 0

    def new_id(self) -> str:
        """A fresh id."""
        return self.ids.new(self.now)

    def fact(self, fact_id: str) -> Fact | None:
        """A fact of this user, open or closed."""
        row = self.connection.execute(
            f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = ? AND fact_id = ?", (self.user_id, fact_id)
        ).fetchone()
        return None if row is None else fact_of(row)

    def record(
        self,
        kind: OpKind,
        *,
        attribute: str,
        reason: str,
        rows: Sequence[Fact] = (),
        before: Fact | None = None,
        after: str | None = None,
        span: tuple[int, int] | None = None,
        undoes: str | None = None,
        found: Iterable[Fact] = (),
    ) -> tuple[str, tuple[Fact, ...]]:
        """Write one operation with the rows it leaves; gives its id and the rows as stored.

        `found` are the earlier states of changed rows (`before` is taken along by itself).
        """
        op_id = self.new_id()
        kept = tuple(self._signed(fact, op_id) for fact in rows)
        earlier = {fact.fact_id: fact for fact in (*found, *([before] if before else []))}
        line = ledger.Line(
            op_id=op_id,
            user_id=self.user_id,
            time=stamp(self.now),
            kind=kind,
            attribute=attribute,
            actor=self.actor,
            reason=reason,
            fact_before=before.fact_id if before else None,
            fact_after=after,
            message_id=self.message_id,
            span_start=span[0] if span else None,
            span_end=span[1] if span else None,
            undoes=undoes,
            rows=[state_of(fact) for fact in kept],
        )
        for row in line.rows:
            if (old := earlier.get(row["fact_id"])) is not None:
                line.was[old.fact_id] = _difference(state_of(old), row)
        self._append(line, moves=kind not in QUIET)
        for fact, state in zip(kept, line.rows, strict=True):
            self._store(fact, state)
        return op_id, kept

    def _signed(self, fact: Fact, op_id: str) -> Fact:
        if fact.closed_at is not None and fact.closed_by_op is None:
            return fact.model_copy(update={"closed_by_op": op_id})
        return fact

    def _append(self, line: ledger.Line, *, moves: bool) -> None:
        seq, hashed = ledger.append(self.connection, line, self._last_hash, self.ids.salt())
        self._last_hash, self.last_seq = hashed, seq
        self.first_seq = self.first_seq or seq
        if moves:
            self.connection.execute(
                "UPDATE head SET last_hash = ?, op_seq = ?, profile_version = ? WHERE user_id = ?",
                (hashed, seq, bump_version(self.connection), self.user_id),
            )
        else:
            self.connection.execute(
                "UPDATE head SET last_hash = ?, op_seq = ? WHERE user_id = ?", (hashed, seq, self.user_id)
            )

    def _store(self, fact: Fact, state: dict[str, Any]) -> None:
        rules = self.schema[fact.attribute]
        key = identity(rules, value_norm=fact.value_norm, ref=fact.ref, fact_id=fact.fact_id)
        self.connection.execute(UPSERT, (*(state[name] for name in FACT_FIELDS), key, self.last_seq))

    def add_evidence(self, fact_id: str, start: int, end: int, text: str) -> None:
        """Keep the words a fact stands on."""
        if self.message_id is not None and end > start:
            self.connection.execute(
                "INSERT OR IGNORE INTO evidence (user_id, fact_id, message_id, span_start, span_end, text)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (self.user_id, fact_id, self.message_id, start, end, text),
            )


def _difference(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in old.items() if new[name] != value}
