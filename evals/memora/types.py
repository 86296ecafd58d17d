"""One persona over one period: dated dialogues, what each of them changed, and the questions at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from ..fama.types import Question
from ..reading import Skipped

PERIODS = ("weekly", "monthly", "quarterly")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a dialogue. `shares` marks the user's messages that carry the annotated operation."""

    speaker: Literal["user", "assistant"]
    text: str
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One session. `operation` and `details` are the benchmark's annotation; no system may see them.

    `kind` is `preference`, `activity`, `goal` or `no_memory`; `line` is where it stands in its file.
    """

    id: str
    at: datetime
    turns: tuple[Turn, ...]
    kind: str = "no_memory"
    operation: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None

    @property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """(speaker, text) in order: all that a system gets."""
        return tuple((turn.speaker, turn.text) for turn in self.turns)

    def blind(self) -> Dialogue:
        """The dialogue without anything of the answer key: what a system under test is given."""
        turns = tuple(Turn(turn.speaker, turn.text) for turn in self.turns)
        return Dialogue(id=self.id, at=self.at, turns=turns, kind="", line=self.line)


@dataclass(frozen=True, slots=True)
class PersonaPeriod:
    """Everything about one persona over one period, and what of its files could not be used.

    `evidence` is the benchmark's own record behind each question, by question id.
    """

    persona: str
    period: str
    dialogues: tuple[Dialogue, ...]
    questions: tuple[Question, ...]
    evidence: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()

    @property
    def name(self) -> str:
        """Persona and period."""
        return f"{self.persona}/{self.period}"
