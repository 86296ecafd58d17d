"""Reading lines that others wrote: what cannot be read is named and left out, the rest is used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import DataError
from .outcome import Frozen


class Skipped(Frozen):
    """A part of a file that could not be used: the file, the line where there are lines, and why."""

    file: str
    line: int | None = None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


def reason_of(error: Exception) -> str:
    """What is wrong, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        return f"{field}: {first['msg']}" if field else str(first["msg"])
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    if isinstance(error, AttributeError | TypeError):
        return f"not of the expected shape ({error})"
    return str(error) or type(error).__name__


def summary(skipped: Iterable[Skipped], show: int = 20) -> dict[str, object]:
    """How many parts were left out, and the first of them, for a log."""
    found = list(skipped)
    return {"count": len(found), "where": [str(one) for one in found[:show]]}


def json_lines(file: Path) -> Iterator[tuple[int, Any]]:
    """(number, value) for each line that is not blank; a line that is no JSON gives its error as value.

    Raises `DataError` where the file cannot be read.
    """
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise DataError(f"The file cannot be read: {error.strerror or error}", where=str(file)) from error
    yield from parsed_lines(lines)


def parsed_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """The same for lines in hand. Bytes, because a broken character spoils its own line only."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                yield number, error
