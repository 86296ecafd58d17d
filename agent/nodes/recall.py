"""The clock closes what is due; from here on only what holds now can be read."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext, emit
from ..events import FailureCard, MemoryWritten, NodeEntered
from ..state import TurnState


async def recall(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["plan"]]:
    """Expire what is due. Facts themselves are read by the tools, at the moment of use, through SQL."""
    del state
    emit(runtime, NodeEntered(name="recall"))
    context = runtime.context
    expired = context.services.memory.expire(context.user_id)
    if expired.entries:
        emit(runtime, MemoryWritten(report=expired))
    for report in context.services.later.landed(context.user_id):
        emit(runtime, MemoryWritten(report=report))
    trouble = context.services.settle_trouble()
    if trouble is not None:
        steps = (trouble.hint,) if trouble.hint else ()
        emit(runtime, FailureCard(what=f"Memory's search index is behind: {trouble.what}", steps=steps))
    return Command(goto="plan")
