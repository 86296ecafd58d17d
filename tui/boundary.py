"""All that the interface knows of the agent: these few methods and the events of `agent/events.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from ..agent.events import Card, Event, ExplanationCard, Served
    from ..memory.types import ErasureReceipt, Fact, WriteReport

Reaction = Literal["like", "dislike", "seen"]
ExplanationKind = Literal["why", "why_not", "change"]


class SessionLike(Protocol):
    """One line of the list of conversations."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def updated(self) -> datetime: ...
    @property
    def turns(self) -> int: ...


class SessionsLike(Protocol):
    """The user's conversations."""

    def list(self) -> Sequence[SessionLike]:
        """Latest first."""
        ...

    def rename(self, session_id: str, title: str, /) -> None:
        """Give one another title."""
        ...

    def delete(self, session_id: str, /) -> None:
        """Remove one with its transcript."""
        ...

    def transcript(self, session_id: str, /) -> Sequence[tuple[str, str, datetime]]:
        """(role, text, at) in order."""
        ...


class MemoryLike(Protocol):
    """The user's memory."""

    def facts(self) -> Sequence[Fact]:
        """What holds now."""
        ...

    def history(self) -> Sequence[Any]:
        """Everything written, newest first, closed facts among it."""
        ...

    def contested(self) -> Sequence[Fact]:
        """Facts in contradiction, used by nothing until decided."""
        ...

    def forget(self, fact_id: str, /) -> WriteReport:
        """Stop using a fact."""
        ...

    def restore(self, fact_id: str, /) -> WriteReport:
        """Let a closed fact hold again."""
        ...

    def erase(self, fact_id: str | None = None, *, everything: bool = False) -> ErasureReceipt:
        """Remove from every store, with proof."""
        ...

    def undo(self) -> WriteReport:
        """Take back the latest change."""
        ...

    def export(self) -> dict[str, Any]:
        """Everything known, as JSON."""
        ...


class AgentLike(Protocol):
    """A conversation with one user."""

    @property
    def user(self) -> str: ...
    @property
    def session_id(self) -> str: ...
    @property
    def served(self) -> Served: ...
    @property
    def memory(self) -> MemoryLike: ...
    @property
    def sessions(self) -> SessionsLike: ...

    def astream(self, text: str) -> AsyncIterator[Event]:
        """One turn, from `TurnStarted` to `TurnEnded`."""
        ...

    def cancel(self) -> bool:
        """Stop the running turn; False when there is none to stop."""
        ...

    def recommend(self, *, history: Sequence[str] | None = None, k: int = 10) -> tuple[Card, ...]:
        """The current list, without a message."""
        ...

    def explain(
        self, item: str, *, kind: ExplanationKind = "why", history: Sequence[str] | None = None
    ) -> ExplanationCard:
        """Why, why not, or what would change it."""
        ...

    def react(self, item_id: str, reaction: Reaction) -> WriteReport:
        """Remember a reaction to one item."""
        ...

    def warm(self) -> None:
        """Load catalogue and models."""
        ...

    def close(self) -> None:
        """Let go of stores and threads."""
        ...


class Opener(Protocol):
    """Opens a conversation: a new one, a named one, or the latest; with another model when one is given."""

    def __call__(self, *, session: str | None, resume: bool, model: str | None) -> AgentLike: ...
