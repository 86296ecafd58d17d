"""The lines of a transcript file, one by one. A line that breaks the format is named and left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from ..reading import Skipped, reason_of
from .types import Criterion, Question, Session, Transcript

FORMAT = 1
BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError)


class Lines:
    """Collects the transcripts of one file. `where` names it in what is skipped."""

    def __init__(self, where: str) -> None:
        self.skipped: list[Skipped] = []
        self._where = where
        self._parts: list[dict[str, Any]] = []
        self._orphaned: int | None = 0
        """The line of the broken head that the next lines belong to; 0 before the first head, else None."""

    def take(self, number: int, raw: object) -> None:
        """One line: its number, and its value or the error that came instead."""
        try:
            if isinstance(raw, Exception):
                raise raw
            self._take(number, raw)
        except BROKEN as error:
            self.skipped.append(Skipped(file=self._where, line=number, reason=reason_of(error)))

    def transcripts(self) -> tuple[Transcript, ...]:
        """What the lines so far make."""
        return tuple(Transcript.model_validate(part) for part in self._parts)

    def _take(self, number: int, raw: Any) -> None:
        if not isinstance(raw, dict):
            raise TypeError("a line must be a JSON object")
        kind = raw["type"]
        if kind == "transcript":
            self._orphaned = number
            self._parts.append(_head(raw))
            self._orphaned = None
            return
        if kind not in ("session", "question"):
            raise ValueError(f"unknown type {kind!r}")
        if self._orphaned is not None:
            owner = f"the broken transcript of line {self._orphaned}" if self._orphaned else "no transcript"
            raise ValueError(f"belongs to {owner}; a line of type transcript must come first")
        part = self._parts[-1]
        if kind == "session":
            part["sessions"].append(_session(raw))
        else:
            question = _question(raw)
            if any(question.id == other.id for other in part["questions"]):
                raise ValueError(f"the question {question.id!r} occurs twice")
            part["questions"].append(question)


def _head(raw: dict[str, Any]) -> dict[str, Any]:
    if raw["version"] != FORMAT:
        raise ValueError(f"version {raw['version']!r}, expected {FORMAT}")
    part = {"persona": raw["persona"], "period": raw.get("period", "all"), "play": raw.get("play", "chat")}
    part |= {"sessions": [], "questions": []}
    Transcript.model_validate(part)
    return part


def _session(raw: dict[str, Any]) -> Session:
    turns = tuple(str(turn["text"]) for turn in raw["turns"] if turn["speaker"] == "user")
    return Session(id=str(raw["id"]), at=_when(raw["at"]), turns=turns)


def _question(raw: dict[str, Any]) -> Question:
    body = {name: value for name, value in raw.items() if name != "type"}
    criteria = [
        Criterion.model_validate({"id": f"{body['id']}.{number}", **entry})
        for number, entry in enumerate(body["criteria"], 1)
    ]
    return Question.model_validate(
        {**body, "id": str(body["id"]), "at": _when(body["at"]), "criteria": criteria}
    )


def _when(value: str) -> datetime:
    """ISO date and time; UTC where no zone is given."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
