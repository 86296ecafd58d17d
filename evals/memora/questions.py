"""A questions file as typed questions. A part that cannot be read is named and the rest is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ...errors import DataError
from ..fama.criteria import parse
from ..fama.types import TASKS, Criterion, Question
from ..reading import Skipped, reason_of

ASKED_AT = time(22, 0, tzinfo=UTC)
"""Questions are asked late on their day, after the day's sessions."""
PREFERENCE_SLOTS = {"genres": "genre", "actors": "actor", "directors": "director"}


class Asked(NamedTuple):
    """The questions of one file."""

    persona: str | None
    period: str | None
    questions: tuple[Question, ...]
    evidence: dict[str, Mapping[str, Any]]
    skipped: tuple[Skipped, ...]


def read_questions(file: Path, latest: datetime | None = None) -> Asked:
    """Questions, evidence and what was left out. `latest` dates questions that give no date of their own.

    Raises `DataError` where the file is no questions file at all.
    """
    raw = _json(file)
    try:
        tasks = dict(raw["questions"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            "This is no Memora questions file: 'questions' is missing", where=str(file)
        ) from error
    reader = _Reader(file, _end(raw) or latest)
    for task, entries in tasks.items():
        reader.task(str(task), entries)
    return Asked(
        raw.get("persona"), _period(raw), tuple(reader.questions), reader.evidence, tuple(reader.skipped)
    )


class _Reader:
    def __init__(self, file: Path, default: datetime | None) -> None:
        self.file, self.default = str(file), default
        self.questions: list[Question] = []
        self.evidence: dict[str, Mapping[str, Any]] = {}
        self.skipped: list[Skipped] = []

    def task(self, task: str, entries: Any) -> None:
        if task not in TASKS or not isinstance(entries, list):
            self._skip(
                f"questions.{task}: no task of the benchmark" if task not in TASKS else f"{task}: no list"
            )
            return
        known = {question.id for question in self.questions}
        for number, entry in enumerate(entries):
            try:
                question = self._question(task, entry)
                if question.id in known:
                    raise ValueError(f"the id {question.id} occurs twice")
            except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
                self._skip(f"questions.{task}[{number}]: {reason_of(error)}")
                continue
            known.add(question.id)
            self.questions.append(question)
            found = entry.get("memory_evidence")
            self.evidence[question.id] = found if isinstance(found, dict) else {}

    def _question(self, task: str, entry: dict[str, Any]) -> Question:
        evidence = entry.get("memory_evidence")
        slots = _slots(evidence if isinstance(evidence, dict) else {}) if task == "recommending" else {}
        identity = str(entry["question_id"])
        criteria: list[Criterion] = []
        unparsed: list[str] = []
        for number, part in enumerate(entry["evaluation"]["evaluation_questions"]):
            self._criterion(identity, number, part, criteria, unparsed)
        criteria = [one.model_copy(update={"slot": slots.get(one.target)}) for one in criteria]
        return Question(
            id=identity,
            task=task,  # type: ignore[arg-type]
            text=str(entry["question"]),
            at=self._at(entry.get("question_date")),
            criteria=tuple(criteria),
            unparsed=tuple(unparsed),
        )

    def _criterion(
        self, question: str, number: int, part: Any, criteria: list[Criterion], unparsed: list[str]
    ) -> None:
        try:
            words, kind = str(part["evaluation_question"]), str(part["evaluation_type"])
        except (KeyError, TypeError) as error:
            self._skip(f"{question}, criterion {number}: {reason_of(error)}")
            return
        criterion = parse(str(part.get("evaluation_question_id", f"{question}.{number}")), words, kind)
        if criterion is None:
            unparsed.append(words)
        else:
            criteria.append(criterion)

    def _at(self, date: Any) -> datetime:
        if date:
            return datetime.combine(datetime.fromisoformat(str(date)[:10]).date(), ASKED_AT)
        if self.default is None:
            raise ValueError("question_date is missing")
        return datetime.combine(self.default.date(), ASKED_AT)

    def _skip(self, reason: str) -> None:
        self.skipped.append(Skipped(file=self.file, reason=reason))


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The file cannot be read: {error}", where=str(file)) from error
    except ValueError as error:
        raise DataError(f"The file is not JSON: {error}", where=str(file)) from error


def _end(raw: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(raw["date_range"]["end_date"])
    except (KeyError, TypeError, ValueError):
        return None


def _period(raw: dict[str, Any]) -> str | None:
    """By the length of the range; None where there is none."""
    end = _end(raw)
    try:
        start = datetime.fromisoformat(raw["date_range"]["start_date"])
    except (KeyError, TypeError, ValueError):
        return None
    if end is None:
        return None
    days = (end - start).days + 1
    return "weekly" if days <= 10 else "monthly" if days <= 45 else "quarterly"


def _slots(evidence: Mapping[str, Any]) -> dict[str, str]:
    """Which attribute a preference belongs to, where the evidence says and the catalogue has it."""
    found: dict[str, str] = {}
    items = evidence.get("memory_items")
    for name, entries in items.items() if isinstance(items, dict) else ():
        if name not in PREFERENCE_SLOTS or not isinstance(entries, dict):
            continue
        for side in ("likes", "dislikes"):
            for entry in entries.get(side) or ():
                if isinstance(entry, dict) and "item" in entry:
                    found[str(entry["item"])] = PREFERENCE_SLOTS[name]
    return found
