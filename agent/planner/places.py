"""Places in the last list and pronouns, turned into items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ...memory.extraction.statements import Target
from .acts import Act, DialogueContext


class Labels(Protocol):
    """Knows items by label and by id."""

    def id_of(self, label: str) -> str | None:
        """The id of a label or of an id; None when there is no such item."""
        ...

    def label_of(self, item_id: str) -> str:
        """The label of an item id."""
        ...


def items_at(ref: str, context: DialogueContext, labels: Labels) -> tuple[str, ...]:
    """The item ids a `ref` slot stands for in this context; empty when it points nowhere."""
    shown = [item for label in context.listed if (item := labels.id_of(label)) is not None]
    if ref == "it":
        focus = labels.id_of(context.focus) if context.focus else None
        if focus:
            return (focus,)
        return tuple(shown) if len(shown) == 1 else ()
    if ref == "all":
        return tuple(shown)
    if ref == "last":
        return tuple(shown[-1:])
    place = int(ref) if ref.lstrip("-").isdigit() else 0
    if place < 0:
        place += len(shown) + 1
    return (shown[place - 1],) if 1 <= place <= len(shown) else ()


def resolver(context: DialogueContext, labels: Labels) -> Callable[[Target], tuple[Target, ...]]:
    """A function that turns a reference of a statement into targets with items."""

    def resolve(target: Target) -> tuple[Target, ...]:
        return tuple(
            Target(target.start, target.end, target.text, "title", labels.label_of(item), item)
            for item in items_at(target.reference or "", context, labels)
        )

    return resolve


def settle_places(act: Act, context: DialogueContext) -> Act:
    """Places counted from the end ("the last two") as places from the start of the list."""
    refs = act.slots.get("ref")
    if not refs or not any(ref.startswith("-") for ref in refs):
        return act
    size = len(context.listed)
    placed = tuple(
        str(size + 1 + int(ref)) if ref.startswith("-") and size >= -int(ref) else ref for ref in refs
    )
    kept = tuple(dict.fromkeys(ref if not ref.startswith("-") else "last" for ref in placed))
    return act.model_copy(update={"slots": {**act.slots, "ref": kept}})
