"""One turn: the agent's events, in order, onto the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..agent.events import (
    CardsShown,
    Event,
    FailureCard,
    MemoryWritten,
    NodeEntered,
    Reply,
    TextDelta,
    ToolCalled,
    TurnEnded,
)
from ..errors import TastekeeperError
from .wording import entry_line

if TYPE_CHECKING:
    from .boundary import AgentLike
    from .screens.chat import ChatScreen
    from .widgets.turn_view import TurnView


class TurnRunner:
    """Streams one message through the agent into a `TurnView`; one at a time."""

    def __init__(self, screen: ChatScreen) -> None:
        self._screen = screen
        self.running = False
        self.stopping = False

    async def run(self, agent: AgentLike, text: str) -> None:
        """Run the turn to its end, whatever that is: an answer, a failure card, or nothing when stopped."""
        from .widgets.turn_view import TurnView

        screen, view = self._screen, TurnView(text)
        self.running, self.stopping = True, False
        screen.log_view.anchor()
        await screen.log_view.add(view)
        screen.status.doing("…")
        try:
            reply = await self._follow(agent, text, view)
        except TastekeeperError as error:
            steps = tuple(part for part in (error.hint, error.where) if part)
            await view.show_failure(error.what, steps)
            screen.give_back(text)
            reply = None
        except Exception as error:
            await self._bug(view, error)
            reply = None
        finally:
            self.running = False
            screen.status.doing("")
        if reply is not None:
            await self._close(reply, view, text)

    async def _follow(self, agent: AgentLike, text: str, view: TurnView) -> Reply | None:
        reply: Reply | None = None
        async for event in agent.astream(text):
            if isinstance(event, TurnEnded):
                reply = event.reply
            else:
                await self._show(event, view)
        return reply

    async def _show(self, event: Event, view: TurnView) -> None:
        screen = self._screen
        match event:
            case NodeEntered(name=name):
                screen.status.node(name)
            case MemoryWritten(report=report):
                await view.show_report(report)
                screen.refresh_memory()
            case ToolCalled(name=name):
                screen.status.doing(f"{name.replace('_', ' ')} …")
            case CardsShown(cards=cards):
                screen.show_cards(cards)
            case TextDelta(text=text):
                await view.write(text)
            case FailureCard(what=what, steps=steps):
                await view.show_failure(what, steps)
            case _:
                pass

    async def _close(self, reply: Reply, view: TurnView, text: str) -> None:
        screen = self._screen
        if reply.stop_reason == "cancelled":
            kept = [entry_line(entry) for entry in view.report.entries] if view.report else []
            await view.remove()
            screen.give_back(text)
            note = "Stopped; your words are back in the box."
            if kept:
                note += f" Already remembered: {'; '.join(kept)}. /undo takes it back."
            screen.notify(note, markup=False)
        else:
            await view.settle(reply)
            screen.status.served(reply.served)
            screen.status.doing(f"{reply.seconds:.1f} s" if reply.stop_reason != "failed" else "")
        screen.refresh_memory()
        screen.refresh_title()

    async def _bug(self, view: TurnView, error: Exception) -> None:
        from .buglog import write

        place = write(error, "tui")
        steps = [
            "Nothing stored was changed by the failure itself; you can go on.",
            "Run `tastekeeper doctor`.",
        ]
        if place:
            steps.append(f"Report it with the log {place}.")
        await view.show_failure(f"This is a bug: {type(error).__name__}: {error}", tuple(steps))
