"""Memora's released files: `<persona>.sessions.jsonl.gz` beside `….questions.json`, a folder a period."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from ...errors import DataError
from .criteria import parse
from .types import TASKS, Criterion, Question, Session, Transcript

QUESTIONS, SESSIONS = ".questions.json", ".sessions.jsonl.gz"
USER = "user_agent"
ASKED_AT = time(22, 0, tzinfo=UTC)
"""Questions are asked late on their day, after the day's sessions."""

PREFERENCE_SLOTS = {"genres": "genre", "actors": "actor", "directors": "director"}


def load_memora(questions: Path) -> Transcript:
    """One persona over one period, from its questions file. Raises `DataError` for broken files."""
    persona = questions.name.removesuffix(QUESTIONS)
    sessions = questions.with_name(persona + SESSIONS)
    raw = _json(questions)
    try:
        period = _period(raw["date_range"])
        asked = tuple(_question(task, entry) for task in TASKS for entry in raw["questions"][task])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"This is no Memora questions file: {error!r}", where=str(questions)) from error
    return Transcript(
        persona=persona,
        period=period,
        play="listen",
        sessions=tuple(_sessions(sessions)),
        questions=asked,
    )


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"The file cannot be read: {error.strerror or error}", where=str(file)) from error
    except ValueError as error:
        raise DataError(f"The file is not JSON: {error}", where=str(file)) from error


def _period(span: dict[str, str]) -> str:
    days = (datetime.fromisoformat(span["end_date"]) - datetime.fromisoformat(span["start_date"])).days + 1
    return "weekly" if days <= 10 else "monthly" if days <= 45 else "quarterly"


def _question(task: str, entry: dict[str, Any]) -> Question:
    slots = _slots(entry.get("memory_evidence") or {}) if task == "recommending" else {}
    criteria: list[Criterion] = []
    unparsed: list[str] = []
    for part in entry["evaluation"]["evaluation_questions"]:
        words = part["evaluation_question"]
        criterion = parse(part["evaluation_question_id"], words, part["evaluation_type"])
        if criterion is None:
            unparsed.append(words)
        else:
            criteria.append(criterion.model_copy(update={"slot": slots.get(criterion.target)}))
    at = datetime.combine(datetime.fromisoformat(entry["question_date"]).date(), ASKED_AT)
    return Question.model_validate(
        {
            "id": entry["question_id"],
            "task": task,
            "text": entry["question"],
            "at": at,
            "criteria": criteria,
            "unparsed": unparsed,
        }
    )


def _slots(evidence: dict[str, Any]) -> dict[str, str]:
    """Which attribute a preference belongs to, where the evidence says and the catalogue has it."""
    found: dict[str, str] = {}
    items = evidence.get("memory_items")
    for name, entries in items.items() if isinstance(items, dict) else ():
        for side in ("likes", "dislikes"):
            for entry in entries.get(side, ()) if isinstance(entries, dict) else ():
                if name in PREFERENCE_SLOTS:
                    found[entry["item"]] = PREFERENCE_SLOTS[name]
    return found


def _sessions(file: Path) -> Iterator[Session]:
    """The user's turns, session by session. The files give days only; times of day are made up."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream):
                raw = json.loads(line)
                day = datetime.fromisoformat(raw["date"]).replace(tzinfo=UTC)
                at = day.replace(hour=8 + number % 12, minute=number % 60)
                turns = tuple(t["message"] for t in raw["conversation"] if t["speaker"] == USER)
                yield Session(id=str(raw["session_id"]), at=at, turns=turns)
    except OSError as error:
        raise DataError(f"The sessions cannot be read: {error.strerror or error}", where=str(file)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"The sessions are broken: {error!r}", where=str(file)) from error
