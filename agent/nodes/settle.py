"""After the reply: what can be derived is brought up to date, off the person's clock."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext
from ..state import TurnState


async def settle(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["__end__"]]:
    """Hand what is left to the background and close the turn. A crash from here on loses nothing.

    What only a model can read goes through the same validator and is told when it lands."""
    context = runtime.context
    services = context.services
    if state["draft"].receipt is None:
        services.read_later(
            context.user_id, context.turn_id, context.text, context.at, state["understanding"]
        )
    services.settle_later(context.user_id)
    return Command(update={"open_turn": None}, goto="__end__")
