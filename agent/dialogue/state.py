"""What the next turn needs to know of the earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from ..planner.acts import DialogueContext, Intent, Question


class WishState(BaseModel):
    """The last request, so that "newer" and "more" have something to start from. Fields as in `Wish`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tool: str
    require: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    like: tuple[str, ...] = ()
    year_min: int | None = None
    year_max: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    exclude_items: tuple[str, ...] = ()
    query: str = ""
    match_all: tuple[str, ...] = ()
    popularity: str | None = None
    count: int | None = None


class DialogueState(BaseModel):
    """Lists shown, the item in focus, the open question and the last request of one conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    turns: int = 0
    listed: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    focus: str | None = None
    pending: Question | None = None
    last_intent: Intent | None = None
    wish: WishState | None = None

    def context(self, now: datetime, label: Callable[[str], str] | None = None) -> DialogueContext:
        """The view that understanding gets: item ids, or what `label` makes of them (for a language model)."""
        name = label or (lambda item_id: item_id)
        return DialogueContext(
            listed=tuple(name(item) for item in self.listed),
            focus=name(self.focus) if self.focus else None,
            pending=self.pending,
            last_intent=self.last_intent,
            now=now,
        )
