"""Entry: mend what a cancelled or crashed turn left behind."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext, emit
from ..dialogue.state import DialogueState
from ..events import NodeEntered
from ..state import TurnState


async def repair(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["listen"]]:
    """Start from a valid dialogue state.

    A turn that never ended may have left a question nobody read, so the question is dropped; lists and
    wishes come from finished turns only and stay. What the unfinished turn wrote to memory is in the ledger,
    committed, and is not touched: `undo` takes it back if the person wants that.
    """
    emit(runtime, NodeEntered(name="repair"))
    dialogue = DialogueState.model_validate(state.get("dialogue") or {})
    if state.get("open_turn"):
        dialogue = dialogue.model_copy(update={"pending": None})
    update = {"dialogue": dialogue.model_dump(mode="json"), "open_turn": runtime.context.turn_id}
    return Command(update=update, goto="listen")
