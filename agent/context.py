"""What a run is given and the model never sees: who asks, when, and the services to use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .events import Event

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from .services import Services


@dataclass(frozen=True, slots=True)
class RunContext:
    """Injected into every node of one turn."""

    user_id: str
    session_id: str
    turn_id: str
    text: str
    at: datetime
    services: Services


def emit(runtime: Runtime[RunContext], event: Event) -> None:
    """Send one typed event to whoever streams this turn."""
    runtime.stream_writer(event)
