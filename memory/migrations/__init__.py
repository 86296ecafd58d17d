"""One module per upgrade of the schema, applied in order, each in a transaction of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from . import m0001_initial, m0002_life

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (m0001_initial.upgrade, m0002_life.upgrade)
"""`MIGRATIONS[n]` takes the schema from version n to n + 1."""

LATEST = len(MIGRATIONS)


def upgrade(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring the schema up to date and return its version. A failing step leaves the version before it."""
    while True:
        if (known := _version(connection)) >= len(migrations):
            return known
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Read again under the lock: another process may have upgraded meanwhile.
            if (version := _version(connection)) < len(migrations):
                migrations[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
