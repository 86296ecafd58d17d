"""What is declared rather than said: the rules of attributes and the other names of values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from ..errors import UsageError
from ..fold import fold
from .schema import AttributeSchema
from .transaction import load_schema


def define(connection: sqlite3.Connection, schema: AttributeSchema) -> None:
    """Declare an attribute's rules. Raises `UsageError` when open facts were kept by another cardinality."""
    known = load_schema(connection)[schema.attribute]
    used = "SELECT 1 FROM fact WHERE attribute = ? AND closed_at IS NULL LIMIT 1"
    if (
        known.cardinality is not schema.cardinality
        and connection.execute(used, (schema.attribute,)).fetchone()
    ):
        raise UsageError(
            f"{schema.attribute} holds facts kept as {known.cardinality.value}",
            hint="Use another attribute name.",
        )
    connection.execute(
        "INSERT OR REPLACE INTO attribute_schema VALUES (?, ?, ?, ?, ?, ?)",
        tuple(schema.model_dump(mode="json").values()),
    )


def add_aliases(connection: sqlite3.Connection, aliases: Mapping[str, Iterable[str]]) -> None:
    """Add other names of values (value norm -> names); those known already are left."""
    pairs = [(norm, fold(name)) for norm, names in aliases.items() for name in names]
    connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", pairs)
