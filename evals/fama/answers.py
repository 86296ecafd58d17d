"""Recorded answers, so that any system can be judged: one JSON object a line, described in docs/evals.md."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from ..outcome import Frozen
from ..reading import Skipped, json_lines, reason_of
from .types import Answer, AnswerItem

Key = tuple[str, str, str]
"""Persona, period, question id."""


class Recorded(Frozen):
    """One answer. `items` are recommended items, where there are any."""

    persona: str
    period: str = "all"
    question_id: str
    text: str
    items: tuple[AnswerItem, ...] = ()


class Answers(NamedTuple):
    """Answers by persona, period and question, and the lines that are none."""

    known: dict[Key, Answer]
    skipped: tuple[Skipped, ...] = ()


def read_answers(file: Path) -> Answers:
    """Read a file of answers; a broken or repeated line is among the skipped. Raises `DataError` without a file."""
    found: dict[Key, Answer] = {}
    skipped: list[Skipped] = []
    for number, raw in json_lines(file):
        try:
            if isinstance(raw, Exception):
                raise raw
            one = Recorded.model_validate(raw)
            key = (one.persona, one.period, one.question_id)
            if key in found:
                raise ValueError(f"answers {'/'.join(key)} a second time")
        except (ValueError, RecursionError, ValidationError) as error:
            reason = f"no recorded answer: {reason_of(error)}"
            skipped.append(Skipped(file=str(file), line=number, reason=reason))
            continue
        found[key] = Answer(text=one.text, items=one.items)
    return Answers(found, tuple(skipped))
