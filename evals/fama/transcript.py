"""Our own transcripts, one JSON object a line as docs/evals.md says; and finding transcripts by path."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ...errors import DataError, UsageError
from .memora import QUESTIONS, SESSIONS, load_memora
from .types import Criterion, Question, Session, Transcript

FORMAT = 1


def load_transcripts(paths: Sequence[Path]) -> tuple[Transcript, ...]:
    """Every transcript under the paths: `.jsonl` files, Memora files, or folders of either.

    Without a path, the packaged ones. Raises `UsageError` where a path holds none.
    """
    if not paths:
        packaged = files(__package__.rpartition(".")[0]) / "data" / "fama" / "films.jsonl"
        return parse_transcripts(packaged.read_text(encoding="utf-8"), "films.jsonl")
    found: list[Transcript] = []
    for path in paths:
        before = len(found)
        found.extend(_load(path))
        if len(found) == before:
            raise UsageError(
                "No transcript here",
                where=str(path),
                hint=f"Give a .jsonl transcript, or a folder with *{QUESTIONS} and *{SESSIONS}.",
            )
    return tuple(found)


def _load(path: Path) -> Iterable[Transcript]:
    if path.is_dir():
        questions = sorted(path.rglob(f"*{QUESTIONS}"))
        own = [] if questions else sorted(path.rglob("*.jsonl"))
        return [one for file in (*questions, *own) for one in _load(file)]
    if not path.exists():
        raise UsageError("There is no such file", where=str(path))
    if path.name.endswith(QUESTIONS):
        return [load_memora(path)]
    if path.name.endswith(SESSIONS):
        return [load_memora(path.with_name(path.name.removesuffix(SESSIONS) + QUESTIONS))]
    try:
        return parse_transcripts(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The transcript cannot be read: {error}", where=str(path)) from error


def parse_transcripts(text: str, where: str) -> tuple[Transcript, ...]:
    """Read the lines of a transcript file; a `transcript` line opens each person's part.

    Raises `DataError` naming the line.
    """
    parts: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            _take(json.loads(line), parts)
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else repr(error)
            raise DataError(f"Line {number} breaks the transcript format: {problem}", where=where) from error
    return tuple(Transcript.model_validate(part) for part in parts)


def _take(raw: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    kind = raw.pop("type")
    if kind == "transcript":
        if raw["version"] != FORMAT:
            raise ValueError(f"version {raw['version']!r}, expected {FORMAT}")
        part = {
            "persona": raw["persona"],
            "period": raw.get("period", "all"),
            "play": raw.get("play", "chat"),
        }
        parts.append({**part, "sessions": [], "questions": []})
        return
    if not parts:
        raise ValueError("the first line must be of type transcript")
    if kind == "session":
        turns = tuple(turn["text"] for turn in raw["turns"] if turn["speaker"] == "user")
        parts[-1]["sessions"].append(Session(id=str(raw["id"]), at=_when(raw["at"]), turns=turns))
    elif kind == "question":
        parts[-1]["questions"].append(_question(raw))
    else:
        raise ValueError(f"unknown type {kind!r}")


def _question(raw: dict[str, Any]) -> Question:
    criteria = [
        Criterion.model_validate({"id": f"{raw['id']}.{number}", **entry})
        for number, entry in enumerate(raw["criteria"], 1)
    ]
    return Question.model_validate({**raw, "at": _when(raw["at"]), "criteria": criteria})


def _when(value: str) -> datetime:
    """ISO date and time; UTC where no zone is given."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
