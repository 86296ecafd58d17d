"""Decide what to do: by the embedded planner, or by a model whose decision passes the same checks."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext, emit
from ..dialogue.policy import decide_calls
from ..dialogue.state import DialogueState
from ..events import NodeEntered
from ..state import TurnState


async def plan(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["act"]]:
    """Turn the message's acts into tool calls. A model, where one serves, reads the requests; what was
    stated has been read by rules already and is not read again."""
    emit(runtime, NodeEntered(name="plan"))
    context = runtime.context
    services = context.services
    dialogue = DialogueState.model_validate(state["dialogue"])
    understanding, served = await services.decide(context.text, dialogue, context.at, state["understanding"])
    calls = decide_calls(understanding, dialogue, context.text, services)
    return Command(update={"understanding": understanding, "served": served, "calls": calls}, goto="act")
