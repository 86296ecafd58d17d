"""Reading a user's CSV or Parquet table row by row, so that an error can say where it is."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import DataError
from .mapping import TableFile


@dataclass(frozen=True, slots=True)
class Table:
    """A table in memory. `places[i]` is the line (CSV) or row (Parquet) of `rows[i]`, counted from 1."""

    file: Path
    unit: str
    columns: tuple[str, ...]
    rows: list[Sequence[Any]]
    places: list[int]

    def where(self, index: int, column: str | None = None) -> str:
        """`books.csv, line 12, column 'year'`."""
        part = f", column {column!r}" if column else ""
        return f"{self.file.name}, {self.unit} {self.places[index]}{part}"

    def column(self, name: str) -> Iterator[Any]:
        """The cells of one column. Raises `DataError` when the table has no such column."""
        if name not in self.columns:
            close = difflib.get_close_matches(name, self.columns, 1)
            meant = f" Did you mean {close[0]!r}?" if close else ""
            raise DataError(
                f"There is no column {name!r}",
                where=self.file.name,
                hint=f"The file has: {', '.join(self.columns)}.{meant}",
            )
        place = self.columns.index(name)
        return (row[place] for row in self.rows)


def read_user_table(base: Path, source: TableFile) -> Table:
    """Read the file a mapping names, relative to the folder `base`. Raises `DataError`."""
    file = base / source.file
    if not file.is_file():
        raise DataError(
            f"There is no file {source.file!r}", where=str(base), hint="Correct `file` in the mapping."
        )
    if file.suffix.lower() in (".parquet", ".pq"):
        return _read_parquet(file)
    if file.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _read_csv(file, source)
    raise DataError(
        f"{file.name} is neither .csv nor .parquet", hint="Convert it, or rename it to what it is."
    )


def _read_parquet(file: Path) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file) as opened:
            table = opened.read()
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"The file is not Parquet: {str(error)[:200]}", where=str(file)) from error
    cells = [column.to_pylist() for column in table.columns]
    rows: list[Sequence[Any]] = list(zip(*cells, strict=True))
    return _some(Table(file, "row", tuple(table.column_names), rows, list(range(1, len(rows) + 1))))


def _read_csv(file: Path, source: TableFile) -> Table:
    # A byte-order mark, as spreadsheets write it, is no part of the first column's name.
    encoding = (
        "utf-8-sig" if source.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else source.encoding
    )
    rows: list[Sequence[Any]] = []
    places: list[int] = []
    reader = None
    try:
        with file.open(encoding=encoding, newline="") as opened:
            reader = csv.reader(opened, delimiter=source.delimiter, strict=True)
            columns = tuple(name.strip() for name in next(reader, ()))
            for row in reader:
                if not row:
                    continue
                if len(row) != len(columns):
                    raise DataError(
                        f"The line has {len(row)} cells, the header {len(columns)}",
                        where=f"{file.name}, line {reader.line_num}",
                        hint="Quote cells that hold the delimiter, or set `delimiter` in the mapping.",
                    )
                rows.append(row)
                places.append(reader.line_num)
    except UnicodeDecodeError as error:
        line = _line_of(file, error.start, error.object)
        raise DataError(
            f"The file is not {source.encoding}: byte 0x{error.object[error.start]:02x}",
            where=f"{file.name}{line}",
            hint='Save it as UTF-8, or name its encoding in the mapping (encoding = "latin-1").',
        ) from error
    except LookupError as error:
        raise DataError(
            f"There is no encoding {source.encoding!r}", hint='Use "utf-8" or "latin-1".'
        ) from error
    except (csv.Error, OSError) as error:
        line = f", line {reader.line_num}" if reader else ""
        raise DataError(f"The file cannot be read as CSV: {error}", where=f"{file.name}{line}") from error
    return _some(Table(file, "line", columns, rows, places))


def _line_of(file: Path, start: int, chunk: bytes) -> str:
    """The line of a bad byte: the decoder only knows where it is in its chunk."""
    content = file.read_bytes()
    place = content.find(chunk)
    return f", line {content.count(bytes([10]), 0, place + start) + 1}" if place >= 0 else ""


def _some(table: Table) -> Table:
    if len(set(table.columns)) != len(table.columns):
        double = next(name for name in table.columns if table.columns.count(name) > 1)
        raise DataError(
            f"Two columns are called {double!r}", where=table.file.name, hint="Rename one of them."
        )
    if not table.rows:
        raise DataError(
            "The file has no rows", where=table.file.name, hint="It needs a header and at least one row."
        )
    return table
