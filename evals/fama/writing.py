"""A transcript as the lines that read back to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .lines import FORMAT
from .types import Transcript


def lines_of(transcript: Transcript) -> Iterator[str]:
    """One JSON object a line: the head, the sessions, the questions."""
    head = transcript.model_dump(mode="json", include={"persona", "period", "play"})
    yield _line({"type": "transcript", "version": FORMAT, **head})
    for session in transcript.sessions:
        turns = [{"speaker": "user", "text": text} for text in session.turns]
        yield _line({"type": "session", "id": session.id, "at": session.at.isoformat(), "turns": turns})
    for question in transcript.questions:
        yield _line({"type": "question", **question.model_dump(mode="json", exclude_defaults=True)})


def _line(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)
