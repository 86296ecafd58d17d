"""Counts over the whole store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .reports import Stats
from .store import scalar


def collect(connection: sqlite3.Connection, path: Path) -> Stats:
    """Count users, facts by state, operations, phrases and pending index work."""

    def count(table: str, where: str = "1") -> int:
        return int(scalar(connection, f"SELECT count(*) FROM {table} WHERE {where}"))

    pages = scalar(connection, "PRAGMA page_count") * scalar(connection, "PRAGMA page_size")
    return Stats(
        users=count("head", "op_seq > 0"),
        live=count("fact", "status = 'active'"),
        contested=count("fact", "status = 'contested'"),
        closed=count("fact", "closed_at IS NOT NULL"),
        operations=count("op_ledger"),
        evidence=count("evidence"),
        pending=count("outbox"),
        schema_version=int(scalar(connection, "PRAGMA user_version")),
        file_bytes=max(int(pages), path.stat().st_size),
    )
