"""Sessions and their transcripts, in one SQLite file beside the graph's checkpoints.

Checkpoints hold only what the next turn needs; the words themselves are kept here, where they can be
listed, renamed, exported and erased.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..errors import StoreError, UsageError

SCHEMA_VERSION = 1
ERASED = "[erased]"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turn (
  session_id TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, turn_id TEXT NOT NULL, role TEXT NOT NULL,
  text TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, PRIMARY KEY (session_id, turn_id, role));
CREATE INDEX IF NOT EXISTS session_by_user ON session(user_id, updated);
"""


class SessionInfo(BaseModel):
    """One conversation in the list of conversations."""

    model_config = ConfigDict(frozen=True)

    id: str
    user_id: str
    title: str
    created: datetime
    updated: datetime
    turns: int


class SessionStore:
    """Sessions of every user. Implements the erasure protocol of the memory room."""

    name = "conversation records"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=5, isolation_level=None)
            path.chmod(0o600)
            self._db.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
            )
            self._check_version()
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError(
                f"The sessions file cannot be opened: {error}",
                where=str(path),
                hint="Close other programs that use it, check its permissions, or move it away to start afresh.",
            ) from error

    def _check_version(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"The sessions file has version {version}, newer than {SCHEMA_VERSION}",
                where=str(self.path),
                hint="Update tastekeeper; the file was not touched.",
            )

    def start(self, session_id: str, user_id: str, at: datetime, title: str = "New conversation") -> None:
        """Register a session; an existing one is left as it is."""
        with self._lock:
            self._db.execute(
                "INSERT OR IGNORE INTO session VALUES (?,?,?,?,?)",
                (session_id, user_id, title, at.isoformat(), at.isoformat()),
            )

    def record(
        self, session_id: str, turn_id: str, user_text: str, reply_text: str, reply: str, at: datetime
    ) -> None:
        """Keep one finished turn; the first one names the session. Recording a turn twice keeps one."""
        stamp = at.isoformat()
        with self._lock, self._db:
            self._db.execute("BEGIN")
            self._db.execute(
                "INSERT OR REPLACE INTO turn VALUES (?,?,?,?,?,NULL)",
                (session_id, turn_id, "user", user_text, stamp),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO turn VALUES (?,?,?,?,?,?)",
                (session_id, turn_id, "assistant", reply_text, stamp, reply),
            )
            self._db.execute(
                "UPDATE session SET updated=?,"
                " title=CASE title WHEN 'New conversation' THEN ? ELSE title END WHERE id=?",
                (stamp, _title(user_text), session_id),
            )

    def list(self, user_id: str, limit: int = 50) -> tuple[SessionInfo, ...]:
        """A user's sessions, latest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT s.id, s.user_id, s.title, s.created, s.updated,"
                " (SELECT COUNT(*) FROM turn t WHERE t.session_id=s.id AND t.role='user')"
                " FROM session s WHERE s.user_id=? ORDER BY s.updated DESC LIMIT ?",
                (user_id, limit),
            ).fetchall()
        keys = ("id", "user_id", "title", "created", "updated", "turns")
        return tuple(SessionInfo(**dict(zip(keys, row, strict=True))) for row in rows)

    def owner(self, session_id: str) -> str | None:
        """Whose session this is."""
        with self._lock:
            row = self._db.execute("SELECT user_id FROM session WHERE id=?", (session_id,)).fetchone()
        return str(row[0]) if row else None

    def transcript(self, session_id: str) -> tuple[tuple[str, str, datetime], ...]:
        """(role, text, at) in order."""
        with self._lock:
            rows = self._db.execute(
                "SELECT role, text, at FROM turn WHERE session_id=? ORDER BY at, rowid", (session_id,)
            ).fetchall()
        return tuple((role, text, datetime.fromisoformat(at)) for role, text, at in rows)

    def rename(self, session_id: str, title: str) -> None:
        """Give a session another title."""
        clean = " ".join(title.split())[:80]
        if not clean:
            raise UsageError("A session needs a title", hint="Give at least one letter.")
        with self._lock:
            if not self._db.execute("UPDATE session SET title=? WHERE id=?", (clean, session_id)).rowcount:
                raise UsageError(f"No session {session_id!r}", hint="See `tastekeeper sessions list`.")

    def delete(self, session_id: str) -> None:
        """Remove a session with its transcript and its checkpoints."""
        with self._lock:
            if not self._db.execute("DELETE FROM session WHERE id=?", (session_id,)).rowcount:
                raise UsageError(f"No session {session_id!r}", hint="See `tastekeeper sessions list`.")
            self._drop_checkpoints([session_id])

    def erase(self, user_id: str, strings: Sequence[str] | None) -> int:
        """Mask every turn of the user that contains one of `strings` (None: delete everything).

        Checkpoints of the user's sessions are dropped either way: they are derived and cannot be searched.
        Returns the number of turns and checkpoints touched. The file is compacted afterwards.
        """
        with self._lock:
            ids = [row[0] for row in self._db.execute("SELECT id FROM session WHERE user_id=?", (user_id,))]
            touched = self._drop_checkpoints(ids)
            touched += self._delete_all(user_id) if strings is None else self._mask(ids, strings)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return touched

    def _delete_all(self, user_id: str) -> int:
        turns = self._db.execute(
            "SELECT COUNT(*) FROM turn WHERE session_id IN (SELECT id FROM session WHERE user_id=?)",
            (user_id,),
        ).fetchone()[0]
        self._db.execute("DELETE FROM session WHERE user_id=?", (user_id,))
        return int(turns)

    def _mask(self, sessions: Sequence[str], strings: Sequence[str]) -> int:
        needles = [s.casefold() for s in strings if s.strip()]
        touched = 0
        for session in sessions:
            rows = self._db.execute(
                "SELECT rowid, text, reply FROM turn WHERE session_id=?", (session,)
            ).fetchall()
            for rowid, text, reply in rows:
                haystack = f"{text}\n{reply or ''}".casefold()
                if any(needle in haystack for needle in needles):
                    self._db.execute("UPDATE turn SET text=?, reply=NULL WHERE rowid=?", (ERASED, rowid))
                    touched += 1
            title = self._db.execute("SELECT title FROM session WHERE id=?", (session,)).fetchone()[0]
            if any(needle in title.casefold() for needle in needles):
                self._db.execute("UPDATE session SET title=? WHERE id=?", (ERASED, session))
        return touched

    def _drop_checkpoints(self, sessions: Sequence[str]) -> int:
        tables = {row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        touched = 0
        for table in ("checkpoints", "writes"):
            if table in tables:
                # A turn that died before its first record leaves a checkpoint that no conversation owns.
                orphans = f"DELETE FROM {table} WHERE thread_id NOT IN (SELECT id FROM session)"
                touched += self._db.execute(orphans).rowcount
                for session in sessions:
                    touched += self._db.execute(f"DELETE FROM {table} WHERE thread_id=?", (session,)).rowcount
        return touched

    def keeps(self, user_id: str, strings: Sequence[str]) -> frozenset[str]:
        """Those of `strings` that stand in other users' conversations, and rightly remain in the file."""
        with self._lock:
            rows = self._db.execute(
                "SELECT t.text || ' ' || coalesce(t.reply, '') || ' ' || s.title FROM turn t"
                " JOIN session s ON s.id=t.session_id WHERE s.user_id != ?",
                (user_id,),
            ).fetchall()
        others = "\n".join(row[0] for row in rows).casefold()
        return frozenset(string for string in strings if string.casefold() in others)

    def files(self) -> Iterable[Path]:
        """Every file this store writes."""
        return [p for p in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm")) if p.exists()]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()


def _title(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + "…"
