"""The canary scan: after an erasure, look for what was erased in the bytes of every file.

What is looked for (a *needle*) and when it counts:

- ids of erased facts: random, so any occurrence is a remainder;
- the words of values and the user's phrases behind them, in UTF-8 and JSON-escaped, whatever the case. Short
  words and words that hexadecimal digits could spell count only where they stand alone, since ids and hashes
  contain any short run of characters;
- the value as it lies beside its attribute in a database row, which finds short words too;
- the raw float32 bytes of the erased vectors.

A needle that also occurs in text which is kept on purpose - facts that remain, of this user or another,
their phrases, the names of attributes, the database's own vocabulary - would be found for that reason and
is left out; the receipt counts how many were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .embedder import Vectors
from .types import Fact

CHUNK = 4 << 20
SURE_LENGTH = 6
WINDOW = 32
"""Bytes of a vector that are looked for at a time (8 float32): chance cannot produce them."""

_HEX = re.compile(r"[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Needle:
    """One thing to look for: `patterns` in lower case unless `exact`; `alone` = not inside a longer word."""

    label: str
    patterns: tuple[bytes, ...]
    exact: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan saw. `residual` is the length in bytes of everything found, each place counted once."""

    files: int
    size: int
    remains: tuple[str, ...]
    residual: int = 0


def word_needle(text: str) -> Needle | None:
    """A needle for a word or phrase; None where it is too short to mean anything."""
    bare = text.strip()
    if len(bare) < 3:
        return None
    spellings = {bare, bare.lower(), bare.upper(), bare.title(), bare.casefold()}
    escaped = {json.dumps(spelling)[1:-1] for spelling in spellings}
    patterns = tuple(sorted({item.encode().lower() for item in spellings | escaped}))
    short = len(bare) < SURE_LENGTH or _HEX.fullmatch(bare.lower()) is not None
    return Needle(_hint(bare), patterns, alone=short)


def row_needle(fact: Fact) -> Needle:
    """The value as it lies in a row of the fact table, beside its attribute."""
    text = f"{fact.attribute}{fact.value_norm}{fact.value_text}"
    return Needle(f"a row of {fact.attribute}", (text.encode().lower(),))


def id_needle(fact_id: str) -> Needle:
    """The id of a fact."""
    return Needle("a fact id", (fact_id.encode().lower(),))


def vector_needle(vector: Vectors) -> Needle | None:
    """Windows of a vector's bytes; None for a vector too plain to be told apart."""
    raw = vector.astype("<f4").tobytes()
    starts = range(0, len(raw) - WINDOW + 1, max(WINDOW, len(raw) // 4))
    windows = tuple(raw[start : start + WINDOW] for start in starts)
    telling = tuple(window for window in windows if len(set(window)) > WINDOW // 4)
    return Needle("a vector", telling, exact=True) if telling else None


def _hint(text: str) -> str:
    # A receipt must not repeat what it says is gone.
    return f"text of {len(text)} characters"


def excused(needle: Needle, kept: bytes) -> bool:
    """Whether the needle occurs in text that is kept on purpose (`kept` in lower case)."""
    return not needle.exact and any(_found(pattern, kept, needle.alone) for pattern in needle.patterns)


def scan(files: Iterable[Path], needles: Sequence[Needle]) -> Scan:
    """Look for every needle in every file. A file that cannot be read is itself reported as a remainder."""
    count = size = residual = 0
    remains: list[str] = []
    for path in dict.fromkeys(files):
        try:
            if not path.is_file():
                continue
            length, found = _scan_file(path, needles)
        except FileNotFoundError:
            continue
        except OSError as error:
            remains.append(f"{path.name}: could not be read ({error.strerror or error})")
            continue
        count, size = count + 1, size + length
        residual += _covered([place for places in found.values() for place in places])
        remains += [f"{path.name}: {needles[position].label}" for position in found]
    return Scan(count, size, tuple(remains), residual)


Place = tuple[int, int]
"""A stretch of bytes in a file: its start and its end."""


def _scan_file(path: Path, needles: Sequence[Needle]) -> tuple[int, dict[int, list[Place]]]:
    """The size of a file and the places of the needles found, by their position in `needles`."""
    longest = max((len(pattern) for needle in needles for pattern in needle.patterns), default=1)
    found: dict[int, list[Place]] = {}
    size = 0
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            window = tail + chunk
            base = size - len(tail)
            size += len(chunk)
            lowered = window.lower()
            for position, needle in enumerate(needles):
                content = window if needle.exact else lowered
                for pattern in needle.patterns:
                    starts = _starts(pattern, content, needle.alone)
                    places = [(base + start, base + start + len(pattern)) for start in starts]
                    if places:
                        found.setdefault(position, []).extend(places)
            tail = window[-(longest + 1) :]
    return size, found


def _covered(places: list[Place]) -> int:
    """How many bytes the places cover together."""
    total = reached = 0
    for start, end in sorted(places):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _found(pattern: bytes, content: bytes, alone: bool) -> bool:
    return next(_starts(pattern, content, alone), None) is not None


def _starts(pattern: bytes, content: bytes, alone: bool) -> Iterator[int]:
    start = content.find(pattern)
    while start >= 0:
        end = start + len(pattern)
        before, after = content[max(0, start - 1) : start], content[end : end + 1]
        if not alone or not (before.isalnum() or after.isalnum()):
            yield start
        start = content.find(pattern, start + 1)
