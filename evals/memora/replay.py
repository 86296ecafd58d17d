"""Annotated changes written to a memory of ours, and what it then holds against an independent fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from ...clock import FixedClock
from ...memory import Memory
from ...memory.types import Fact, Outcome
from ..reading import Skipped
from .claims import claims_of
from .documents import field_of, subjects
from .operations import GoldOp, operations
from .slots import Domains, family_of
from .state import State, against_evidence, differences, fold_operations
from .types import PersonaPeriod

USER = "gold"


@dataclass(slots=True)
class Replayed:
    """What the replay of one persona-period gave. `compared` counts what the benchmark's record says too."""

    operations: int = 0
    refused: list[str] = field(default_factory=list)
    mismatches: list[str] = field(default_factory=list)
    compared: int = 0
    unreadable: tuple[Skipped, ...] = ()


class Gold:
    """The answer key of one persona-period, ready to be written dialogue by dialogue."""

    def __init__(self, case: PersonaPeriod) -> None:
        self.operations, self.unreadable = operations(case.dialogues, Domains(case.dialogues), case.name)
        self.subjects = subjects(self.operations)
        self.by_dialogue = {
            dialogue: tuple(ops) for dialogue, ops in groupby(self.operations, key=lambda one: one.dialogue)
        }

    def write(self, memory: Memory, user: str, dialogue: str) -> list[str]:
        """Write one dialogue's changes; what was refused, in words."""
        ops = self.by_dialogue.get(dialogue, ())
        if not ops:
            return []
        text, claims = claims_of(ops, memory.facts(user), self.subjects)
        report = memory.apply(user, f"dialogue-{dialogue}", text, claims, extractor="annotated/1")
        return [
            f"session {dialogue}: {entry.reason}"
            for entry in report.entries
            if entry.outcome is Outcome.SKIPPED
        ]


def replay(case: PersonaPeriod, folder: Path) -> Replayed:
    """Write every annotated change through the store and compare what holds when the questions are asked."""
    gold = Gold(case)
    result = Replayed(operations=len(gold.operations), unreadable=gold.unreadable)
    clock = FixedClock(case.dialogues[0].at)
    asked = max(question.at for question in case.questions)
    with Memory.open(folder / "gold.db", clock=clock) as memory:
        for dialogue in case.dialogues:
            clock.at = max(clock.at, dialogue.at)
            result.refused += gold.write(memory, USER, dialogue.id)
        clock.at = max(clock.at, asked)
        memory.expire(USER)
        held = state_of(memory.facts(USER), gold)
        result.mismatches += [f"ledger: {problem}" for problem in memory.verify(USER).problems]
    wanted = fold_operations(gold.operations, asked.date())
    result.mismatches += differences(wanted, held)
    result.compared, wrong = against_evidence(wanted, case)
    result.mismatches += wrong
    return result


def state_of(facts: Iterable[Fact], gold: Gold) -> State:
    """Live facts in the shape of the fold."""
    state = State()
    names = {ours: theirs for theirs, ours in gold.subjects.items()}
    fields = {field_of(one.slot): one.slot for one in gold.operations if one.family == "content"}
    for fact in facts:
        _put(state, fact, names, _field(fields, gold.operations, fact, names))
    return state


def _field(fields: dict[str, str], every: Sequence[GoldOp], fact: Fact, names: dict[str, str]) -> str:
    """The benchmark's name of a document's field: `title` is `project_title` in one kind, else in another."""
    subject = names.get(fact.subject, fact.subject)
    for one in every:
        if one.subject == subject and field_of(one.slot) == fact.attribute:
            return one.slot
    return fields.get(fact.attribute, fact.attribute)


def _put(state: State, fact: Fact, names: dict[str, str], slot: str) -> None:
    family = family_of(fact.attribute)
    if family == "preference":
        state.tastes[fact.attribute, fact.value_norm] = fact.polarity
    elif family == "todo":
        state.tasks.add(fact.value_norm)
    elif family == "calendar":
        state.events[fact.value_norm] = happens(fact)
    elif family == "content":
        state.documents.add((names.get(fact.subject, fact.subject), slot, fact.value_norm))
    elif family == "goal":
        state.goals[fact.attribute] = float(fact.number or 0.0)
    else:
        state.sums[fact.attribute, round(float(fact.number or 0.0), 2)] += 1


def happens(fact: Fact) -> date | None:
    """The day of an appointment."""
    moment: datetime | None = getattr(fact, "happens_at", None)
    return moment.date() if moment is not None else None
