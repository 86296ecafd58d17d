"""After the reply: what can be derived is brought up to date, off the person's clock."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..context import RunContext
from ..state import TurnState


async def settle(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["__end__"]]:
    """Hand index work to the background and close the turn. A crash from here on loses nothing."""
    del state
    runtime.context.services.settle_later(runtime.context.user_id)
    return Command(update={"open_turn": None}, goto="__end__")
