"""Acts of statements, from the very reading that makes the claims."""

from __future__ import annotations

from collections.abc import Iterator

from ...memory.extraction.bounds import is_limit
from ...memory.extraction.statements import Kind, Statement, Target
from .acts import Act, Intent

_INTENTS = {
    Kind.LIKE: Intent.LIKE,
    Kind.DISLIKE: Intent.DISLIKE,
    Kind.SEEN: Intent.SEEN,
    Kind.RETRACT: Intent.RETRACT,
    Kind.UNSEEN: Intent.RETRACT,
    Kind.CONSTRAIN: Intent.CONSTRAIN,
}


def acts_of(statement: Statement) -> Iterator[Act]:
    """The act of a statement, and a retraction of what it takes the place of."""
    if statement.replaces:
        yield _act(Intent.RETRACT, statement, statement.replaces)
    targets = (*statement.targets, *statement.open_bounds)
    if targets:
        act = _act(_INTENTS[statement.kind], statement, targets)
        yield (
            act.model_copy(update={"slots": {**act.slots, "scope": ("seen",)}})
            if statement.kind is Kind.UNSEEN
            else act
        )


def _act(intent: Intent, statement: Statement, targets: tuple[Target, ...]) -> Act:
    slots: dict[str, tuple[str, ...]] = {}
    for target in targets:
        name, value = _slot(target)
        if name and value not in slots.get(name, ()):
            slots[name] = (*slots.get(name, ()), value)
    confidence = 0.7 if statement.hedged else 1.0
    return Act(intent=intent, slots=slots, start=statement.start, end=statement.end, confidence=confidence)


def _slot(target: Target) -> tuple[str, str]:
    if target.reference:
        return "ref", target.reference
    if is_limit(target):
        return target.attribute, str(target.number)
    if target.attribute == "title":
        if target.mention is not None and target.mention.ambiguous:
            return "", ""
        return "item", target.value
    return target.attribute, target.value
