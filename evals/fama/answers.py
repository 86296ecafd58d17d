"""Recorded answers, so that any system can be judged: one JSON object a line, described in docs/evals.md."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from ...errors import DataError
from ..outcome import Frozen
from .types import Answer, AnswerItem

Key = tuple[str, str, str]
"""Persona, period, question id."""


class Recorded(Frozen):
    """One answer. `items` are recommended items, where there are any."""

    persona: str
    period: str
    question_id: str
    text: str
    items: tuple[AnswerItem, ...] = ()


def load_answers(file: Path) -> dict[Key, Answer]:
    """Answers by persona, period and question. Raises `DataError` naming a broken or repeated line."""
    found: dict[Key, Answer] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"The answers cannot be read: {error}", where=str(file)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = Recorded.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise DataError(f"Line {number} is no recorded answer: {problem}", where=str(file)) from error
        key = (one.persona, one.period, one.question_id)
        if key in found:
            raise DataError(f"Line {number} answers {'/'.join(key)} a second time", where=str(file))
        found[key] = Answer(text=one.text, items=one.items)
    return found
