"""Audits kept for good, one row each: rows are added, never changed or removed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from ....errors import DataError, StoreError
from ....paths import Paths
from .report import AuditReport

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, summary TEXT NOT NULL, model TEXT NOT NULL, placement TEXT NOT NULL, kind TEXT NOT NULL,
  names TEXT NOT NULL, lexicon INTEGER NOT NULL, verdict TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'audits are never changed'); END;
CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'audits are never removed'); END;
"""


def audit_db(paths: Paths) -> Path:
    """Where the audits lie."""
    return paths.state / "audit" / "names.db"


class AuditStore:
    """Append-only store of tier-1 reports."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(self.path)
            self._connection.executescript(_SCHEMA)
            self.path.chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"The store of audits cannot be used: {error}",
                where=str(self.path),
                hint="Move the file away and try again; nothing in it was changed.",
            ) from error

    def add(self, report: AuditReport, at: datetime) -> int:
        """Keep a report; returns its number."""
        row = (
            at.isoformat(),
            report.summary_id,
            report.model,
            report.placement or "",
            report.kind,
            report.name_list,
            report.lexicon_version,
            report.verdict,
            report.model_dump_json(),
        )
        with self._connection:
            done = self._connection.execute(
                "INSERT INTO audit (at, summary, model, placement, kind, names, lexicon, verdict, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        return int(done.lastrowid or 0)

    def read(
        self, *, model: str | None = None, placement: str | None = None, since: datetime | None = None
    ) -> Iterator[tuple[datetime, AuditReport]]:
        """(time, report) in the order added. Raises `DataError` for a row that is no report."""
        wanted = [("model", model), ("placement", placement)]
        where = [f"{name} = ?" for name, value in wanted if value is not None]
        values = [value for _, value in wanted if value is not None]
        if since is not None:
            where.append("at >= ?")
            values.append(since.isoformat())
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        rows = self._connection.execute(f"SELECT number, at, body FROM audit{clause} ORDER BY number", values)
        for number, at, body in rows:
            try:
                yield datetime.fromisoformat(at), AuditReport.model_validate_json(body)
            except ValidationError as error:
                raise DataError(
                    f"Audit {number} cannot be read",
                    where=str(self.path),
                    hint="It was written by another version.",
                ) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> AuditStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
