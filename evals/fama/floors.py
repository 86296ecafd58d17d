"""Answers that need no memory system: saying nothing, saying everything, knowing the key."""

from __future__ import annotations

from ...errors import UsageError
from .types import Answer, Criterion, Question

FLOORS = ("abstain", "recite", "oracle")
ABSTAIN = "I have nothing to say about that."


def floor_answer(name: str, question: Question) -> Answer:
    """The answer of a floor: `abstain`, `recite` (all ever said, valid or stale) or `oracle` (valid only).

    Raises `UsageError` for another name.
    """
    if name == "abstain":
        return Answer(text=ABSTAIN)
    if name == "recite":
        return Answer(text="\n".join(filter(None, map(_statement, question.criteria))))
    if name == "oracle":
        valid = (c for c in question.criteria if c.expect == "presence")
        return Answer(text="\n".join(filter(None, map(_statement, valid))))
    raise UsageError(f"There is no floor {name!r}", hint=f"Floors: {', '.join(FLOORS)}.")


def _statement(criterion: Criterion) -> str:
    """A sentence that states the criterion's value; dislikes are left out rather than recommended."""
    if criterion.kind == "avoid" or criterion.expect == "invention":
        return ""
    if criterion.kind == "status":
        return "The goal was met." if criterion.target == "met" else "The goal was missed."
    if criterion.kind == "number":
        return ", ".join(_spoken(q.value, q.unit) for q in criterion.quantities)
    if criterion.kind == "period":
        return f"That was the {criterion.target}."
    return f"- {criterion.target}"


def _spoken(value: float, unit: str) -> str:
    if unit == "$":
        return f"${value:.2f}"
    return f"{value:g} {unit}".strip() if value < 1e6 else f"{value:.0f} {unit}".strip()
