"""Reading files into memory: which of the two sorts a file is, and what became of a chat log."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import DataError, UsageError
from .output import dump, emit, say

if TYPE_CHECKING:
    from ..memory.chatlogs import ChatImport

SHOWN = 20
"""So many broken parts are listed for people; `--json` has all."""


class Source(NamedTuple):
    """The bytes of a file and what it is called."""

    data: bytes
    name: str


def source_of(path: Path) -> Source:
    """What lies at `path`, or comes through a pipe where it is `-`. Raises `DataError` where it cannot be read."""
    if str(path) == "-":
        return Source(sys.stdin.buffer.read(), "standard input")
    try:
        return Source(path.expanduser().read_bytes(), str(path))
    except OSError as error:
        hint = "Give a file made by `tastekeeper memory export`, or a chat log."
        raise DataError(
            f"Cannot read the file: {error.strerror or error}", where=str(path), hint=hint
        ) from error


def export_in(source: Source) -> dict[str, Any] | None:
    """The memory export that a file is, or None where it must be a chat log."""
    try:
        payload = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) and "format" in payload else None


def time_of(text: str | None) -> datetime | None:
    """The moment of `--at`, in UTC where it names no zone."""
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--at cannot be {text!r}", hint="Write 2026-03-01 or 2026-03-01T18:30.") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def import_log(source: Source, undated: datetime | None, user: str | None, as_json: bool) -> None:
    """Hear the chats of a file into memory and say what became of them."""
    from ..memory.chatlogs import parse_messages
    from .opening import opened

    found = parse_messages(source.data, source.name)
    with opened(user=user) as agent:
        done = agent.memory.import_chat(found, undated=undated)
    emit(_payload(done), as_json, lambda: say("\n".join(_lines(done))))


def _payload(done: ChatImport) -> dict[str, Any]:
    return {
        "conversations": done.conversations,
        "undated": done.undated,
        "messages": done.messages,
        "known": done.known,
        "outcomes": {outcome.value: count for outcome, count in sorted(done.outcomes.items())},
        "over": done.over,
        "entries": [dump(entry) for report in done.reports for entry in report.entries],
        "skipped": dump(done.skipped),
    }


def _lines(done: ChatImport) -> list[str]:
    known = f", {done.known} of them read before" if done.known else ""
    lines = [
        f"{_count(done.conversations, 'conversation')}, {_count(done.messages, 'message')} of yours{known}"
    ]
    outcomes = ", ".join(f"{count} {outcome.value}" for outcome, count in sorted(done.outcomes.items()))
    lines.append(outcomes or "nothing new was said")
    if done.over:
        lines.append(f"{done.over} over already: kept as past")
    if done.undated:
        lines.append(f"{_count(done.undated, 'conversation')} without a time: see --at")
    if done.skipped:
        lines.append(f"not read: {len(done.skipped)}")
        lines += [f"  {one}" for one in done.skipped[:SHOWN]]
    if len(done.skipped) > SHOWN:
        lines.append(f"  and {len(done.skipped) - SHOWN} more: see --json")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
