"""What the words state plainly counts in this very turn: read, resolve, commit, report."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext, emit
from ..dialogue.state import DialogueState
from ..events import MemoryWritten, NodeEntered
from ..state import TurnState


async def listen(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["recall"]]:
    """Understand the message by rules (milliseconds) and write its claims to memory in one transaction."""
    emit(runtime, NodeEntered(name="listen"))
    context = runtime.context
    services = context.services
    dialogue = DialogueState.model_validate(state["dialogue"])
    understanding = services.listen(context.user_id, context.session_id, context.text, dialogue, context.at)
    report = None
    if understanding.claims:
        report = services.memory.apply(
            context.user_id, context.turn_id, context.text, understanding.claims, extractor="rules/1"
        )
        emit(runtime, MemoryWritten(report=report))
    return Command(update={"understanding": understanding, "report": report}, goto="recall")
