"""What "the second one", "it" and a title point at."""

from __future__ import annotations

from collections.abc import Callable

from ..planner.acts import Act
from .state import DialogueState


def items_of(
    act: Act, dialogue: DialogueState, resolve: Callable[[str], str | None], *, fallback: bool = True
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(item ids meant, words that point at nothing). Titles first, then places in the list, then the focus.

    `fallback` lets an act without any item mean what is being talked about: the focus, else the list's head.
    """
    found: list[str] = []
    missing: list[str] = []
    for label in act.slots.get("item", ()):
        item = resolve(label)
        (found if item else missing).append(item or label)
    if not found:
        # Words that looked like a title and match none: never taken for what was talked of before.
        missing.extend(act.slots.get("text", ()))
    for ref in act.slots.get("ref", ()):
        places = _places(ref, dialogue)
        found.extend(places)
        if not places:
            missing.append(_said(ref))
    if not found and not missing and fallback:
        found.extend(_places("it", dialogue))
    return tuple(dict.fromkeys(found)), tuple(missing)


def _places(ref: str, dialogue: DialogueState) -> tuple[str, ...]:
    listed = dialogue.listed
    if ref == "all":
        return listed
    if ref == "last":
        return listed[-1:]
    if ref == "it":
        return (dialogue.focus,) if dialogue.focus else listed[:1]
    if ref.isdigit() and 1 <= int(ref) <= len(listed):
        return (listed[int(ref) - 1],)
    return ()


def _said(ref: str) -> str:
    return f"number {ref}" if ref.isdigit() else {"it": "that one", "last": "the last one"}.get(ref, ref)
