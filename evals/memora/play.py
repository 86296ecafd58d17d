"""One persona-period played to one system: every dialogue in, every question asked on its date."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...clock import FixedClock
from ...errors import DataError
from ..fama.types import Answer, Question
from ..options import Progress, silent
from ..reading import Skipped
from .extraction import Extraction, score
from .operations import operations
from .slots import Domains
from .systems import MemorySystem, Recording, Setting, SystemAnswer, opener
from .types import PersonaPeriod


@dataclass(frozen=True, slots=True)
class Asked:
    """A question answered. `error` says what went wrong where the answer is empty for that reason."""

    question: Question
    answer: Answer
    seconds: float
    error: str | None = None


@dataclass(slots=True)
class Played:
    """What one system made of one persona-period. `writes` are seconds for each dialogue."""

    case: PersonaPeriod
    system: str
    asked: list[Asked] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    messages: int = 0
    extraction: Extraction | None = None
    skipped: list[Skipped] = field(default_factory=list)


def play(
    case: PersonaPeriod,
    system: str,
    *,
    seed: int = 0,
    model: str | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Played:
    """Play it in a folder of its own, which is removed afterwards. `limit` caps the questions of each task.

    What fails inside the system is noted beside the results and does not end the run. Raises `DataError` where
    every dialogue fails.
    """
    played = Played(case, system)
    clock = FixedClock(case.dialogues[0].at)
    with tempfile.TemporaryDirectory(prefix="tastekeeper-eval-") as folder:
        under_test = opener(system)(Setting(Path(folder), case.persona, clock, case, seed, model))
        try:
            _feed(played, under_test, clock, progress)
            _ask(played, under_test, clock, limit, progress)
            if isinstance(under_test, Recording):
                played.extraction = _extraction(played, under_test)
        finally:
            under_test.close()
    return played


def _feed(played: Played, system: MemorySystem, clock: FixedClock, progress: Progress) -> None:
    case = played.case
    for done, dialogue in enumerate(case.dialogues):
        progress(f"memora: {case.name}: {played.system}: listening", done, len(case.dialogues))
        clock.at = max(clock.at, dialogue.at)
        begin = time.perf_counter()
        try:
            system.ingest(dialogue.blind())
        except Exception as error:  # one broken dialogue must not cost the other personas
            _failed(played, f"session {dialogue.id} was not taken in", error)
        played.writes.append(time.perf_counter() - begin)
        played.messages += sum(turn.speaker == "user" for turn in dialogue.turns)
    if len(played.skipped) == len(case.dialogues):
        # Not one broken dialogue but a broken system: a score of it would be a score of nothing.
        raise DataError(f"Not one dialogue was taken in: {played.skipped[0].reason}", where=case.name)


def _ask(
    played: Played, system: MemorySystem, clock: FixedClock, limit: int | None, progress: Progress
) -> None:
    case = played.case
    questions = _limited(sorted(case.questions, key=lambda question: question.at), limit)
    for done, question in enumerate(questions):
        progress(f"memora: {case.name}: {played.system}: asking", done, len(questions))
        clock.at = max(clock.at, question.at)
        begin = time.perf_counter()
        error_said: str | None = None
        try:
            answer = system.ask(question.text, question.at)
        except Exception as error:  # an unanswered question scores as an empty answer
            error_said = f"{type(error).__name__}: {error}"
            _failed(played, f"question {question.id} was not answered", error)
            answer = SystemAnswer("", rendered_by="error")
        seconds = time.perf_counter() - begin
        played.asked.append(Asked(question, as_answer(answer), seconds, error_said))


def as_answer(one: SystemAnswer) -> Answer:
    """A system's answer in the shape that is judged and logged."""
    return Answer(
        text=one.text,
        cited=len(one.cited),
        context_ids=one.context_ids,
        context=one.context,
        stale=one.stale_ids,
        rendered_by=one.rendered_by,
    )


def _limited(questions: Sequence[Question], limit: int | None) -> list[Question]:
    if limit is None:
        return list(questions)
    taken: dict[str, int] = {}
    kept: list[Question] = []
    for question in questions:
        taken[question.task] = taken.get(question.task, 0) + 1
        if taken[question.task] <= limit:
            kept.append(question)
    return kept


def _extraction(played: Played, system: Recording) -> Extraction:
    case = played.case
    gold, unread = operations(case.dialogues, Domains(case.dialogues), case.name)
    played.skipped += unread
    return score(gold, system.written(), case.dialogues)


def _failed(played: Played, what: str, error: Exception) -> None:
    reason = f"{played.system}: {what}: {type(error).__name__}: {error}"
    played.skipped.append(Skipped(file=played.case.name, reason=reason))
