"""Reading review files: CSV, JSON lines or Parquet. A malformed row is named and left out, the rest is read."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ....errors import DataError, UsageError
from .records import READERS, Problem, Review, ReviewFile

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "review", "review_text", "reviewtext", "content", "body", "comment", "comments"),
    "rating": ("rating", "score", "stars", "overall", "recommendation"),
    "date": ("date", "datetime", "timestamp", "time", "created", "cdate", "unixreviewtime", "year"),
    "item": ("item", "item_id", "product", "asin", "film", "movie", "book", "title", "paper", "forum"),
    "confidence": ("confidence", "reviewer_confidence"),
    "decision": ("decision", "verdict", "outcome"),
    "venue": ("venue", "conference", "journal"),
}
"""The column names looked for, in order, without regard to case."""

Rows = Iterator[tuple[int, Mapping[str, Any] | None, str]]


def read_reviews(file: Path, columns: Mapping[str, str] | None = None) -> ReviewFile:
    """Read a file; `columns` names the column of a field where it is not one of `NAMES`.

    A row without text or with broken structure is left out and listed in `problems`; a number or date that is
    none is listed too and the row kept without it. Raises `DataError` for a file that cannot be read or has no
    review at all, `UsageError` for a field or column that does not exist.
    """
    wanted = dict(columns or {})
    for field in wanted:
        if field not in NAMES:
            raise UsageError(f"There is no field {field!r}", hint=f"Fields: {', '.join(NAMES)}.")
    if not file.is_file():
        raise DataError(f"There is no file {file.name}", where=str(file.parent), hint="Check the path.")
    readers = {".csv": _csv, ".tsv": _csv, ".jsonl": _jsonl, ".ndjson": _jsonl, ".parquet": _parquet}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise DataError(f"{file.name} is not a review file", hint="Use .csv, .tsv, .jsonl or .parquet.")
    try:
        return _collect(file, reader(file), wanted, "row" if reader is _parquet else "line")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{file.name} is not UTF-8: byte 0x{error.object[error.start]:02x}",
            where=str(file),
            hint="Save it as UTF-8.",
        ) from error
    except OSError as error:
        raise DataError(f"{file.name} cannot be read: {error.strerror or error}", where=str(file)) from error


def _collect(file: Path, rows: Rows, wanted: dict[str, str], unit: str) -> ReviewFile:
    names: dict[str, str] | None = dict(wanted) or None
    found: dict[str, str] = {}
    reviews: list[Review] = []
    problems: list[Problem] = []
    for place, row, trouble in rows:
        if row is None:
            problems.append(Problem(place, trouble))
            continue
        # JSON lines may bring a new column at any line, so columns are looked for until each is known.
        found = _columns(row, names or {}, found)
        if "text" in found:
            _add(row, place, found, reviews, problems)
        else:
            problems.append(Problem(place, f"no text column among: {', '.join(map(str, row))[:120]}"))
    missing = [name for field, name in wanted.items() if field not in found]
    if missing and (reviews or problems):
        raise UsageError(f"{file.name} has no column {missing[0]!r}", where=str(file))
    if not reviews:
        first = f" (first: {unit} {problems[0].place}: {problems[0].what})" if problems else ""
        raise DataError(
            f"{file.name} holds no review{first}",
            where=str(file),
            hint=f"It needs a column of text, called one of: {', '.join(NAMES['text'])}; or --column text=NAME.",
        )
    return ReviewFile(file.name, unit, tuple(reviews), tuple(problems), found)


def _columns(row: Mapping[str, Any], wanted: Mapping[str, str], found: dict[str, str]) -> dict[str, str]:
    fresh = row.keys() - set(found.values())
    if not fresh or len(found) == len(NAMES):
        return found
    folded = {str(name).strip().lower(): str(name) for name in row}
    made = dict(found)
    for field, names in NAMES.items():
        if field in made:
            continue
        if field in wanted:
            if wanted[field] in row:
                made[field] = wanted[field]
            continue
        taken = set(made.values()) | set(wanted.values())
        hit = next((folded[name] for name in names if name in folded and folded[name] not in taken), None)
        if hit is not None:
            made[field] = hit
    return made


def _add(
    row: Mapping[str, Any],
    place: int,
    columns: Mapping[str, str],
    reviews: list[Review],
    problems: list[Problem],
) -> None:
    text = row.get(columns["text"])
    if not isinstance(text, str) or not text.strip():
        problems.append(Problem(place, "no text"))
        return
    values: dict[str, Any] = {}
    for field, read in READERS.items():
        if field in columns:
            try:
                values[field] = read(row.get(columns[field]))
            except (ValueError, OverflowError, OSError) as error:
                problems.append(Problem(place, f"{columns[field]}: {error}", dropped=False))
    reviews.append(Review(text, place, **values))


def _csv(file: Path) -> Rows:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.reader(opened, delimiter="\t" if file.suffix.lower() == ".tsv" else ",")
        header = [name.strip() for name in next(reader, [])]
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, None, f"broken CSV: {error}"
                continue
            if not row:
                continue
            if len(row) != len(header):
                yield reader.line_num, None, f"{len(row)} cells, the header has {len(header)}"
            else:
                yield reader.line_num, dict(zip(header, row, strict=True)), ""


def _jsonl(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig") as opened:
        for place, line in enumerate(opened, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield place, None, f"broken JSON: {str(error)[:80]}"
                continue
            if isinstance(row, dict):
                yield place, row, ""
            else:
                yield place, None, f"a JSON object is expected, this is a {type(row).__name__}"


def _parquet(file: Path) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file) as opened:
            rows = opened.read().to_pylist()
    except pa.ArrowException as error:
        raise DataError(f"{file.name} is not Parquet: {str(error)[:120]}", where=str(file)) from error
    for place, row in enumerate(rows, start=1):
        yield place, row, ""
