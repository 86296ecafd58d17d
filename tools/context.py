"""What a tool is handed besides its arguments. None of it appears in a tool's schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..clock import Clock
from ..errors import ToolFailure, ToolRetry
from ..recommenders.catalog import Catalog
from .views import FunnelView, MemoryView, SearchView

if TYPE_CHECKING:
    from .audit.reviews.attached import ReviewShelf

__all__ = ["CallBudget", "ToolContext", "ToolFailure", "ToolRetry"]


@dataclass
class CallBudget:
    """How often each tool may still be called in this turn."""

    per_tool: int = 4
    total: int = 8
    used: dict[str, int] = field(default_factory=dict)

    def spend(self, name: str) -> str | None:
        """Count one call. Returns why it may not be made, or None when it may."""
        if sum(self.used.values()) >= self.total:
            return f"{self.total} calls were made for this message, the most there may be; use their results"
        if self.used.get(name, 0) >= self.per_tool:
            return (
                f"{name} was called {self.per_tool} times, the most there may be in a turn; use its results"
            )
        self.used[name] = self.used.get(name, 0) + 1
        return None


@dataclass
class ToolContext:
    """One turn of one user. Built by the caller for each message; tools keep nothing between turns.

    `rng` is seeded by the caller. `message_id` and `message_text` are what claims are read in and recorded
    under. `shown` are the item ids of the lists already shown in this conversation.
    `reviews` are those the user attached to the catalogue.
    """

    user_id: str
    memory: MemoryView
    funnel: FunnelView
    catalog: Catalog
    search: SearchView
    clock: Clock
    rng: np.random.Generator
    message_id: str = ""
    message_text: str = ""
    shown: tuple[str, ...] = ()
    budget: CallBudget = field(default_factory=CallBudget)
    cache: dict[str, Any] = field(default_factory=dict)
    reviews: ReviewShelf | None = None
