"""The append-only ledger: one hashed line an operation, from which the state can be folded again.

Each line hashes a salted digest of its content together with the line before it. An erasure takes content
and salt away and leaves the digest, so the chain still verifies and the content cannot be guessed back.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .types import OpKind

GENESIS = "0" * 64
CONTENT = (
    "user_id",
    "attribute",
    "fact_before",
    "fact_after",
    "message_id",
    "span_start",
    "span_end",
    "actor",
    "reason",
    "undoes",
    "payload",
)
CHAIN = ("op_id", "time", "kind", "payload_hash", "previous_hash", "hash")
State = dict[str, Any]


@dataclass(slots=True)
class Line:
    """One line to write. `rows` are the facts' states after the operation, `was` what changed in them."""

    op_id: str
    user_id: str
    time: str
    kind: OpKind
    attribute: str
    actor: str
    reason: str
    fact_before: str | None = None
    fact_after: str | None = None
    message_id: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    undoes: str | None = None
    rows: list[State] = field(default_factory=list)
    was: dict[str, State] = field(default_factory=dict)

    def payload(self) -> str:
        """The states as canonical JSON."""
        return _canonical({"rows": self.rows, "was": self.was})


_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def content_hash(content: Mapping[str, Any], salt: bytes) -> str:
    """The salted digest of a line's content."""
    text = _canonical({name: content[name] for name in CONTENT})
    return hashlib.sha256(salt + text.encode()).hexdigest()


def line_hash(previous: str, op_id: str, time: str, kind: str, payload_hash: str) -> str:
    """The digest that the next line builds on."""
    return hashlib.sha256("|".join((previous, op_id, time, kind, payload_hash)).encode()).hexdigest()


def append(connection: sqlite3.Connection, line: Line, previous: str, salt: bytes) -> tuple[int, str]:
    """Write a line after the one whose hash is `previous`; gives its sequence number and its hash."""
    content = {
        "user_id": line.user_id,
        "attribute": line.attribute,
        "fact_before": line.fact_before,
        "fact_after": line.fact_after,
        "message_id": line.message_id,
        "span_start": line.span_start,
        "span_end": line.span_end,
        "actor": line.actor,
        "reason": line.reason,
        "undoes": line.undoes,
        "payload": line.payload(),
    }
    digest = content_hash(content, salt)
    hashed = line_hash(previous, line.op_id, line.time, line.kind.value, digest)
    values = {
        **content,
        "op_id": line.op_id,
        "time": line.time,
        "kind": line.kind.value,
        "salt": salt,
        "payload_hash": digest,
        "previous_hash": previous,
        "hash": hashed,
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = connection.execute(f"INSERT INTO op_ledger ({names}) VALUES ({marks})", values)
    assert cursor.lastrowid is not None
    return cursor.lastrowid, hashed


def lines(
    connection: sqlite3.Connection, user_id: str, *, until: str | None = None
) -> Iterator[dict[str, Any]]:
    """A user's lines in order, as dictionaries. `until` is the last moment (ISO) to include."""
    names = ("seq", *CHAIN, "salt", *CONTENT)
    sql = f"SELECT {', '.join(names)} FROM op_ledger WHERE user_id = ?"
    parameters: tuple[Any, ...] = (user_id,)
    if until is not None:
        sql, parameters = f"{sql} AND time <= ?", (user_id, until)
    for row in connection.execute(f"{sql} ORDER BY seq", parameters):
        yield dict(zip(names, row, strict=True))


def fold(rows: Iterator[dict[str, Any]]) -> dict[str, State]:
    """The state that the lines lead to: fact id -> stored form. Erased lines add nothing."""
    state: dict[str, State] = {}
    for line in rows:
        if line["payload"] is None:
            continue
        for row in json.loads(line["payload"])["rows"]:
            state[row["fact_id"]] = row
    return state


def chain_problems(rows: Iterator[dict[str, Any]], last_hash: str) -> list[str]:
    """Where a user's chain is broken: a line that does not follow, a changed line, a missing end."""
    problems = []
    previous = GENESIS
    for line in rows:
        where = f"operation {line['op_id']}"
        if line["previous_hash"] != previous:
            problems.append(f"{where} does not follow the one before it")
        if line["salt"] is not None and content_hash(line, line["salt"]) != line["payload_hash"]:
            problems.append(f"{where} was changed after it was written")
        expected = line_hash(
            line["previous_hash"], line["op_id"], line["time"], line["kind"], line["payload_hash"]
        )
        if expected != line["hash"]:
            problems.append(f"{where} does not match its hash")
        previous = line["hash"]
    if previous != last_hash:
        problems.append("the end of the ledger is missing")
    return problems


def reduce(connection: sqlite3.Connection, seqs: list[int], owner: str | None = None) -> int:
    """Take the content of lines away, and their salts with it. `owner` replaces the user id when given."""
    connection.executemany(
        "UPDATE op_ledger SET payload = NULL, salt = NULL, attribute = '', fact_before = NULL,"
        " fact_after = NULL, message_id = NULL, span_start = NULL, span_end = NULL, actor = '', reason = '',"
        " undoes = NULL, user_id = coalesce(?, user_id) WHERE seq = ?",
        [(owner, seq) for seq in seqs],
    )
    return len(seqs)
