"""Cells of a user's tables as years, minutes, numbers, moments and lists; errors say where and what to do."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from ...errors import DataError
from .tables import Table

T = TypeVar("T")
_YEAR = re.compile(r"^(\d{3,4})(?:\.0+)?$|^(\d{4})-\d\d(?:-\d\d)?(?:[T ].*)?$")
# Unix times beyond this are in milliseconds.
_MILLISECONDS = 1e11


def parse(table: Table, column: str, read: Callable[[Any], T]) -> list[T]:
    """Every cell of a column through `read`; its `ValueError` becomes a `DataError` that says where."""
    cells: list[T] = []
    for index, cell in enumerate(table.column(column)):
        try:
            cells.append(read(cell))
        except (ValueError, OverflowError, OSError) as error:
            shown = str(cell)[:60]
            raise DataError(
                f"{shown!r} is not {error}",
                where=table.where(index, column),
                hint="Correct the cell or empty it.",
            ) from error
    return cells


def blank(cell: Any) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, float) and math.isnan(cell)) or str(cell).strip() == ""


def text(cell: Any) -> str:
    """A cell as text, trimmed; whole numbers without a decimal point."""
    if blank(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def year(cell: Any) -> int | None:
    """`1995`, `1995.0` or a date; nothing for an empty cell."""
    if blank(cell):
        return None
    if isinstance(cell, date):
        return cell.year
    found = _YEAR.match(text(cell))
    if found is None:
        raise ValueError("a year (four digits, or a date like 1995-12-15)")
    return int(found[1] or found[2])


def minutes(cell: Any) -> int | None:
    """A positive number of minutes; nothing for an empty cell."""
    if blank(cell):
        return None
    value = _float(cell, "a number of minutes")
    if value <= 0:
        raise ValueError("a number of minutes above 0")
    return round(value)


def number(cell: Any) -> float:
    """A finite number."""
    return _float(cell, "a number")


def count(cell: Any) -> float:
    """A number of at least 0; an empty cell is 0."""
    value = 0.0 if blank(cell) else _float(cell, "a number")
    if value < 0:
        raise ValueError("a number of at least 0")
    return value


def _float(cell: Any, what: str) -> float:
    try:
        value = float(cell)
    except (TypeError, ValueError):
        raise ValueError(what) from None
    if not math.isfinite(value):
        raise ValueError(what)
    return value


def moment(cell: Any) -> datetime:
    """A moment in UTC: ISO 8601 (taken as UTC without an offset) or Unix time in seconds or milliseconds."""
    what = "a time (2024-05-01, 2024-05-01T20:15:00+02:00 or Unix seconds)"
    if isinstance(cell, datetime):
        found = cell
    elif isinstance(cell, date):
        found = datetime(cell.year, cell.month, cell.day)
    elif re.fullmatch(r"-?\d{6,}(\.\d+)?", text(cell)):
        seconds = float(text(cell))
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) > _MILLISECONDS else seconds, UTC)
    else:
        try:
            found = datetime.fromisoformat(text(cell))
        except ValueError:
            raise ValueError(what) from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def values(separator: str) -> Callable[[Any], tuple[str, ...]]:
    """A reader of list cells: real lists (Parquet) as they are, text split at `separator`."""

    def read(cell: Any) -> tuple[str, ...]:
        if isinstance(cell, list | tuple):
            parts = [text(part) for part in cell]
        else:
            parts = [part.strip() for part in text(cell).split(separator)]
        return tuple(dict.fromkeys(part for part in parts if part))

    return read
