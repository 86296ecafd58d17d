"""Run the decided calls, what changes memory first; lists go out as soon as they exist."""

from __future__ import annotations

import asyncio
import time
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..compose.cards import cards_of
from ..context import RunContext, emit
from ..dialogue.calls import Call
from ..dialogue.execute import Outcome, execute
from ..dialogue.outcomes import report_of, summary_of
from ..dialogue.state import DialogueState
from ..events import CardsShown, MemoryWritten, NodeEntered, ToolCalled, ToolReturned
from ..state import TurnState


async def act(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["respond"]]:
    """One result per call, in order. Between calls the turn can be stopped."""
    emit(runtime, NodeEntered(name="act"))
    context = runtime.context
    dialogue = DialogueState.model_validate(state["dialogue"])
    ctx = context.services.tool_context(context.user_id, context.turn_id, context.text, dialogue.shown)
    results: list[tuple[Call, Outcome | None]] = []
    calls: tuple[Call, ...] = state["calls"]
    for call in calls:
        if call.tool == "say" or (call.missing and not call.items):
            results.append((call, None))
            continue
        await asyncio.sleep(0)
        emit(runtime, ToolCalled(name=call.tool, arguments=call.arguments()))
        started = time.perf_counter()
        outcome = execute(call, ctx, dialogue, context.services)
        _announce(runtime, call, outcome, time.perf_counter() - started)
        results.append((call, outcome))
    return Command(update={"results": results}, goto="respond")


def _announce(runtime: Runtime[RunContext], call: Call, outcome: Outcome, seconds: float) -> None:
    ok, summary = summary_of(outcome)
    emit(runtime, ToolReturned(name=call.tool, ok=ok, summary=summary, seconds=seconds))
    report = report_of(outcome)
    if report is not None:
        emit(runtime, MemoryWritten(report=report))
    cards = cards_of(outcome, runtime.context.services.schema)
    if cards:
        emit(runtime, CardsShown(cards=cards))
