"""What holds at the end according to the annotations: an independent fold, and the benchmark's own record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..text import fold
from .operations import GoldOp
from .types import PersonaPeriod

Key = tuple[str, ...]


@dataclass(slots=True)
class State:
    """Everything that holds, as comparable values.

    `tastes` maps (attribute, value) to polarity; `tasks` are open tasks; `events` maps a name to its day;
    `documents` holds (document, field, element); `goals` maps a measure to its number; `sums` counts
    (attribute, amount).
    """

    tastes: dict[Key, int] = field(default_factory=dict)
    tasks: set[str] = field(default_factory=set)
    events: dict[str, date | None] = field(default_factory=dict)
    documents: set[Key] = field(default_factory=set)
    goals: dict[str, float] = field(default_factory=dict)
    sums: Counter[tuple[str, float]] = field(default_factory=Counter)


def fold_operations(operations: Iterable[GoldOp], until: date) -> State:
    """Apply the annotations one after the other; events before `until` are over."""
    state = State()
    for one in operations:
        _APPLY[one.family](state, one)
    state.events = {name: on for name, on in state.events.items() if on is None or on >= until}
    return state


def _taste(state: State, one: GoldOp) -> None:
    if one.kind == "preference.delete":
        state.tastes.pop((one.slot, fold(one.value)), None)
        return
    if one.old:
        state.tastes.pop((one.slot, fold(one.old)), None)
    state.tastes[one.slot, fold(one.value)] = one.polarity


def _task(state: State, one: GoldOp) -> None:
    if one.kind == "todo.add":
        state.tasks.add(fold(one.value))
    else:
        state.tasks.discard(fold(one.value))


def _event(state: State, one: GoldOp) -> None:
    if one.kind == "calendar.delete":
        state.events.pop(fold(one.value), None)
    else:
        state.events[fold(one.value)] = one.on


def _document(state: State, one: GoldOp) -> None:
    key = (one.subject, one.slot, fold(one.value))
    if one.kind == "content.delete":
        state.documents.discard(key)
        return
    if one.whole:
        state.documents = {other for other in state.documents if other[:2] != key[:2]}
    state.documents.add(key)


def _goal(state: State, one: GoldOp) -> None:
    state.goals[one.slot] = float(one.number or 0.0)


def _sum(state: State, one: GoldOp) -> None:
    state.sums[one.slot, round(float(one.number or 0.0), 2)] += 1


_APPLY = {
    "preference": _taste,
    "todo": _task,
    "calendar": _event,
    "content": _document,
    "goal": _goal,
    "food": _sum,
    "steps": _sum,
}


def differences(one: State, other: State) -> list[str]:
    """Everything that holds on one side only, in words."""
    found = _of_maps("taste", one.tastes, other.tastes) + _of_maps("event", one.events, other.events)
    found += _of_maps("goal", one.goals, other.goals)
    found += _of_maps("sum", one.sums, other.sums)
    found += [f"task: {value!r} on one side only" for value in sorted(one.tasks ^ other.tasks)]
    found += [
        f"document: {' / '.join(key)} on one side only" for key in sorted(one.documents ^ other.documents)
    ]
    return found


def _of_maps(what: str, one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[str]:
    names = sorted({*one, *other}, key=str)
    return [
        f"{what} {name}: {one.get(name)!r} against {other.get(name)!r}"
        for name in names
        if one.get(name) != other.get(name)
    ]


def against_evidence(state: State, case: PersonaPeriod) -> tuple[int, list[str]]:
    """The state against the benchmark's record behind each question: items compared, and differences.

    A record of a shape that is not known is not compared.
    """
    checked, wrong = 0, []
    for question in case.questions:
        try:
            pairs = list(_pairs(state, case.evidence.get(question.id) or {}))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
        for want, have in pairs:
            checked += 1
            if want != have:
                wrong.append(f"{question.id}: recorded {want!r}, held {have!r}")
    return checked, wrong


def _pairs(state: State, evidence: Mapping[str, Any]) -> Iterable[tuple[Any, Any]]:
    if isinstance(evidence.get("remaining_tasks"), list):
        yield {fold(entry["value"]) for entry in evidence["remaining_tasks"]}, state.tasks
    if isinstance(evidence.get("calendar_events"), list):
        wanted = {fold(entry["value"]) for entry in evidence["calendar_events"]}
        yield wanted, wanted & set(state.events)
    if isinstance(evidence.get("memory_items"), dict):
        yield from _preferences(state, evidence["memory_items"])
    yield from _totals(state, evidence)
    if isinstance(evidence.get("content_data"), dict):
        yield from _contents(state, evidence["content_data"])


def _preferences(state: State, items: Mapping[str, Any]) -> Iterable[tuple[Any, Any]]:
    held: dict[str, set[int]] = defaultdict(set)
    for (_, value), polarity in state.tastes.items():
        held[value].add(polarity)
    for sides in items.values():
        for side, polarity in (("likes", 1), ("dislikes", -1)):
            for entry in (sides.get(side) or ()) if isinstance(sides, dict) else ():
                value = fold(entry["item"])
                yield (value, polarity), (value, polarity if polarity in held[value] else None)


def _totals(state: State, evidence: Mapping[str, Any]) -> Iterable[tuple[Any, Any]]:
    def total(prefix: str) -> float:
        return round(sum(a * n for (slot, a), n in state.sums.items() if slot.startswith(prefix)), 2)

    if "total_amount" in evidence and "start_date" not in evidence:
        yield round(float(evidence["total_amount"]), 2), total("spending.")
    if "category_total" in evidence and "expense_type" in evidence:
        yield round(float(evidence["category_total"]), 2), total(f"spending.{evidence['expense_type']}")
    if "total_steps" in evidence:
        yield float(evidence["total_steps"]), total("activity.steps")


def _contents(state: State, data: Mapping[str, Any]) -> Iterable[tuple[Any, Any]]:
    """A document is found by sharing most of its elements: its id is not in the record."""
    wanted = {
        (f"document.{name}", fold(str(element)))
        for name, value in data.items()
        for element in (value if isinstance(value, list) else [value])
        if element not in (None, "")
    }
    documents: dict[str, set[Key]] = defaultdict(set)
    for subject, slot, element in state.documents:
        documents[subject].add((slot, element))
    yield wanted, max(documents.values(), key=lambda have: len(have & wanted), default=set())
