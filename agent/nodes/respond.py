"""Write the answer from results only."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..compose.answer import compose
from ..context import RunContext, emit
from ..dialogue.state import DialogueState
from ..events import NodeEntered
from ..state import TurnState


async def respond(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["audit"]]:
    """Compose names, numbers and reasons from data; a model, where one serves, writes connecting words."""
    emit(runtime, NodeEntered(name="respond"))
    services = runtime.context.services
    dialogue = DialogueState.model_validate(state["dialogue"])
    draft = compose(state["understanding"], state.get("report"), state["results"], dialogue, services)
    served = await services.phrase(draft, state["served"], runtime.context.text)
    return Command(update={"draft": draft, "served": served}, goto="audit")
