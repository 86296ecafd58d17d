"""What the list and the memory panel ask of the agent: done in threads, reported in the conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ..errors import TastekeeperError
from .widgets.notes import ExplanationView, FailureView, ReceiptView, Remark, WriteReportView

if TYPE_CHECKING:
    from ..agent.events import Card
    from ..memory.types import Fact, WriteReport
    from .boundary import AgentLike, ExplanationKind, Reaction
    from .screens.chat import ChatScreen

T = TypeVar("T")


class Errands:
    """Every method shows its result, or a failure card, in the conversation."""

    def __init__(self, screen: ChatScreen) -> None:
        self._screen = screen

    async def _in_thread(self, doing: str, action: Callable[[], T]) -> T | None:
        screen = self._screen
        screen.status.doing(f"{doing} …")
        try:
            return await asyncio.to_thread(action)
        except TastekeeperError as error:
            steps = tuple(part for part in (error.hint, error.where) if part)
            await screen.say(FailureView(error.what, steps))
            return None
        finally:
            screen.status.doing("")

    async def react(self, agent: AgentLike, card: Card, reaction: Reaction) -> None:
        """Remember a reaction and mark the card."""
        report = await self._in_thread("remembering", lambda: agent.react(card.item_id, reaction))
        if report is not None:
            self._screen.cards_view.mark(card.item_id, reaction)
            await self._report(report)

    async def explain(self, agent: AgentLike, item: str, kind: ExplanationKind) -> None:
        """Show a verified explanation of one item."""
        answer = await self._in_thread("re-scoring", lambda: agent.explain(item, kind=kind))
        if answer is not None:
            await self._screen.say(ExplanationView(answer))

    async def forget(self, agent: AgentLike, fact: Fact) -> None:
        """Stop using a fact."""
        report = await self._in_thread("forgetting", lambda: agent.memory.forget(fact.fact_id))
        if report is not None:
            await self._report(report)

    async def restore(self, agent: AgentLike, fact: Fact) -> None:
        """Let a past fact hold again."""
        report = await self._in_thread("restoring", lambda: agent.memory.restore(fact.fact_id))
        if report is not None:
            await self._report(report)

    async def undo(self, agent: AgentLike) -> None:
        """Take back the last change."""
        report = await self._in_thread("undoing", agent.memory.undo)
        if report is not None:
            await self._report(report)

    async def erase(self, agent: AgentLike, fact_id: str) -> None:
        """Remove a fact from every store and show the proof."""
        receipt = await self._in_thread("erasing", lambda: agent.memory.erase(fact_id))
        if receipt is not None:
            await self._screen.say(ReceiptView(receipt))
            self._screen.refresh_memory()

    async def _report(self, report: WriteReport) -> None:
        await self._screen.say(WriteReportView(report))
        self._screen.refresh_memory()

    async def remark(self, text: str, title: str = "") -> None:
        """Say something in the interface's own voice."""
        await self._screen.say(Remark(text, title))
