"""Sessions of either layout as dialogues. What cannot be read is named and the rest is kept."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from ...errors import DataError
from ..reading import Skipped, reason_of
from .types import Dialogue, Turn

USERS = frozenset({"user", "user_agent", "human"})
ASSISTANTS = frozenset({"ai_agent", "assistant", "agent", "ai", "bot", "model"})
FIRST, LAST = time(8, 0, tzinfo=UTC), time(20, 0, tzinfo=UTC)
"""The files give days only: a day's sessions are spread evenly, in their order, between these times."""

Numbered = tuple[str, int | None, Any]
"""File, line in it, and what stands there: a parsed object, or the error that came instead."""


def read_dialogues(source: Path) -> tuple[tuple[Dialogue, ...], tuple[Skipped, ...]]:
    """Dialogues of a `.jsonl[.gz]` file or of a folder of `session_*.json`, in order of their dates.

    Raises `DataError` where the file or folder cannot be read at all.
    """
    skipped: list[Skipped] = []
    days: dict[str, list[Dialogue]] = defaultdict(list)
    for file, line, raw in _raw(source):
        try:
            if isinstance(raw, Exception):
                raise raw
            one = _dialogue(raw, file, line, skipped)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            skipped.append(Skipped(file=file, line=line, reason=f"no session: {reason_of(error)}"))
            continue
        days[one.at.date().isoformat()].append(one)
    spread = [one for day in sorted(days) for one in _spread(days[day])]
    return tuple(spread), tuple(skipped)


def _raw(source: Path) -> Iterator[Numbered]:
    try:
        yield from _folder(source) if source.is_dir() else _lines(source)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"The sessions cannot be read: {error}", where=str(source)) from error


def _folder(source: Path) -> Iterator[Numbered]:
    for file in sorted(source.glob("session_*.json")):
        yield str(file), None, _parsed(file.read_text(encoding="utf-8", errors="replace"))


def _lines(source: Path) -> Iterator[Numbered]:
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield str(source), number, _parsed(line)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        return error


def _dialogue(raw: dict[str, Any], file: str, line: int | None, skipped: list[Skipped]) -> Dialogue:
    day = datetime.fromisoformat(str(raw["date"])[:10])
    details = raw.get("operation_details")
    identity = str(raw.get("session_id", line))
    turns = tuple(_turns(raw["conversation"], identity, file, line, skipped))
    return Dialogue(
        id=identity,
        at=day.replace(tzinfo=UTC),
        turns=turns,
        kind=str(raw.get("session_type") or "no_memory"),
        operation=raw.get("operation"),
        details=details if isinstance(details, dict) else {},
        line=line,
    )


def _turns(raw: Any, identity: str, file: str, line: int | None, skipped: list[Skipped]) -> Iterator[Turn]:
    if not isinstance(raw, list):
        raise TypeError("conversation is no list")
    for number, turn in enumerate(raw, 1):
        try:
            text, speaker = turn["message"], str(turn.get("speaker", "")).strip().lower()
            if not isinstance(text, str):
                raise TypeError("message is no text")
        except (KeyError, TypeError, AttributeError) as error:
            reason = f"session {identity}, turn {number}: {reason_of(error)}"
            skipped.append(Skipped(file=file, line=line, reason=reason))
            continue
        who = _who(speaker)
        if who is None:
            reason = f"session {identity}, turn {number}: speaker {speaker!r} is unknown; taken as context"
            skipped.append(Skipped(file=file, line=line, reason=reason))
        yield Turn(who or "assistant", text, bool(turn.get("share_memory")) and who == "user")


def _who(speaker: str) -> Literal["user", "assistant"] | None:
    """Whose words these are; only a speaker known to be the user is ever taken as the user."""
    if speaker in USERS:
        return "user"
    return "assistant" if speaker in ASSISTANTS else None


def _spread(day: Sequence[Dialogue]) -> Iterator[Dialogue]:
    from dataclasses import replace

    start = datetime.combine(day[0].at.date(), FIRST)
    step = (datetime.combine(day[0].at.date(), LAST) - start) / max(len(day), 1)
    for place, one in enumerate(day):
        moment = start + place * step
        yield replace(one, at=moment - timedelta(microseconds=moment.microsecond))


def speakers(dialogues: Sequence[Dialogue]) -> dict[str, int]:
    """How many turns each side has."""
    counts: dict[str, int] = defaultdict(int)
    for one in dialogues:
        for turn in one.turns:
            counts[cast("str", turn.speaker)] += 1
    return dict(counts)
