"""The graph's checkpoints: one SQLite file, strict about what may be read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError

if TYPE_CHECKING:
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver


async def connect(path: Path) -> tuple[aiosqlite.Connection, AsyncSqliteSaver]:
    """An open connection and a saver on it.

    Only plain data and the library's own safe types are deserialised: a checkpoint is a file that people may
    share, and it must not be able to name code to run.
    """
    import aiosqlite
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    try:
        connection = await aiosqlite.connect(path)
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=NORMAL")
        await connection.execute("PRAGMA secure_delete=ON")
        saver = AsyncSqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
        await saver.setup()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"The checkpoints cannot be opened: {error}",
            where=str(path),
            hint="Close other programs that use the file, or move it away to start afresh.",
        ) from error
    return connection, saver
