"""The connection to the one source of truth: opening, permissions, transactions, clear errors."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import StoreError
from . import migrations
from .migrations.m0001_initial import APPLICATION_ID

MAGIC = b"SQLite format 3\x00"
CORRUPT_HINT = (
    "The file was left as it is. Move it away (keep it: an expert can often read it), then start again, "
    "or put a backup or an export in its place."
)


def _error(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            "The memory is locked by another process", where=str(path), hint="Close it or try again."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreError("The memory file is corrupt", where=str(path), hint=CORRUPT_HINT)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(
            f"The memory cannot be written: {error}",
            where=str(path),
            hint="Give yourself write permission on the file and its folder, or choose another place.",
        )
    if code == sqlite3.SQLITE_FULL:
        return StoreError("The disk is full", where=str(path), hint="Free some space and try again.")
    return StoreError(f"The memory failed: {error}", where=str(path), hint="Nothing was changed.")


class Store:
    """One SQLite connection behind one lock. Every public call of the room goes through it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._closed = False

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, timeout: float = 5.0) -> Store:
        """Open or create the file at `path` (mode 0600, its folder 0700) and bring its schema up to date.

        `timeout` is how many seconds to wait for another process's lock. Raises `StoreError` when the file
        is corrupt, is some other database, comes from a newer version, is locked or cannot be written; the
        file is then left untouched.
        """
        where = Path(path).expanduser().absolute()
        _prepare(where)
        try:
            connection = sqlite3.connect(
                where, timeout=timeout, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _error(error, where) from error
        try:
            _check(connection, where)
            _configure(connection, timeout)
            migrations.upgrade(connection)
        except sqlite3.Error as error:
            connection.close()
            raise _error(error, where) from error
        except BaseException:
            connection.close()
            raise
        return cls(where, connection)

    def close(self) -> None:
        """Close the connection. Closing twice is harmless."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._connection.close()

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection, None, None]:
        """The connection, for reads that must agree with one another."""
        with self._lock, self._guard() as connection:
            if _within(connection):
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if _within(connection):
                    connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection, None, None]:
        """One transaction: all of it or nothing. Nested uses join the outer one."""
        with self._lock, self._guard() as connection:
            if _within(connection):
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if _within(connection):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def alone(self) -> Generator[sqlite3.Connection, None, None]:
        """The connection outside any transaction, for VACUUM and checkpoints."""
        with self._lock, self._guard() as connection:
            yield connection

    @contextmanager
    def _guard(self) -> Generator[sqlite3.Connection, None, None]:
        if self._closed:
            raise StoreError("The memory is closed", where=str(self.path), hint="Open it again.")
        try:
            yield self._connection
        except sqlite3.Error as error:
            raise _error(error, self.path) from error

    def checkpoint(self) -> None:
        """Carry the write-ahead log over into the file as far as no reader is in the way."""
        with self.alone() as connection:
            if not _within(connection):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def files(self) -> list[Path]:
        """The database and its companions, as far as they exist."""
        names = (self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm")))
        return [name for name in names if name.exists()]


def _prepare(path: Path) -> None:
    try:
        for folder in reversed((path.parent, *path.parent.parents)):
            folder.mkdir(exist_ok=True, mode=0o700)
        if path.is_dir():
            raise StoreError("The memory file is a folder", where=str(path), hint="Name a file.")
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        elif not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head and head != MAGIC:
            raise StoreError("The memory file is corrupt", where=str(path), hint=CORRUPT_HINT)
        # Only files we own: a folder shared with others on purpose keeps its mode.
        path.chmod(0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(
            f"The memory cannot be written: {error.strerror or error}",
            where=str(path),
            hint="Give yourself write permission on the file and its folder, or choose another place.",
        ) from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    def pragma(name: str) -> int:
        value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
        return value

    version, kind = pragma("user_version"), pragma("application_id")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and kind != APPLICATION_ID:
        raise StoreError(
            "The file is some other program's database", where=str(path), hint="Name another file."
        )
    if version > migrations.LATEST:
        raise StoreError(
            f"The memory is of schema version {version}; this program knows up to {migrations.LATEST}",
            where=str(path),
            hint="Upgrade tastekeeper. The file was not touched.",
        )


def _configure(connection: sqlite3.Connection, timeout: float) -> None:
    # Turning WAL on needs the file alone for a moment, and SQLite does not wait for that by itself.
    deadline = time.monotonic() + timeout
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    for pragma, value in (
        # In WAL mode a killed process loses nothing and a power cut can lose the last moments, never the
        # file; a sync for each commit would cost more than all the rest of a turn.
        ("synchronous", "NORMAL"),
        # Checkpoints are made after the reply (see `checkpoint`); this is the stop for those who never do.
        ("wal_autocheckpoint", "4000"),
        ("secure_delete", "ON"),
        ("foreign_keys", "ON"),
        # Sorting and VACUUM must not leave the user's words in a temporary file.
        ("temp_store", "MEMORY"),
        ("cache_size", "-16000"),
    ):
        connection.execute(f"PRAGMA {pragma} = {value}")


def _within(connection: sqlite3.Connection) -> bool:
    # A call, because a type checker would take an attribute's value for settled.
    return connection.in_transaction


def scalar(connection: sqlite3.Connection, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
    """The first column of the first row, or None when there is no row."""
    row = connection.execute(sql, parameters).fetchone()
    return None if row is None else row[0]
