"""What the screen shows when a conversation opens: its transcript, or a greeting for a new one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from ..widgets.notes import Remark
from ..widgets.turn_view import TurnView

if TYPE_CHECKING:
    from ..boundary import AgentLike
    from .chat import ChatScreen

SHOWN_TURNS = 30
EXAMPLES = (
    "I love heist films but can't stand musicals",
    "something like Alien, but newer and not so long",
    "why the second one?",
)


async def greet(screen: ChatScreen, agent: AgentLike) -> None:
    """Fill the emptied conversation, then refresh everything beside it."""
    await screen.log_view.empty()
    screen.show_cards(())
    screen.status.served(agent.served)
    screen.status.doing("")
    screen.refresh_memory()
    screen.refresh_title()
    lines = list(await asyncio.to_thread(agent.sessions.transcript, agent.session_id))
    if not lines:
        await screen.say(Remark(_greeting()))
        return
    view: TurnView | None = None
    for role, text, _ in lines[-2 * SHOWN_TURNS :]:
        if role == "user" or view is None:
            view = TurnView(text if role == "user" else "…")
            await screen.say(view)
        if role != "user":
            await view.write(text)
            await view.end_stream()


def _greeting() -> Content:
    lines = [
        Content.styled(
            "Tell me what you like, what you cannot stand, or what you are in the mood for.", "$foreground"
        ),
        Content(""),
        *[Content.assemble(("  › ", "$text-accent"), example) for example in EXAMPLES],
        Content(""),
        Content("I remember what you say, forget it when you ask, and can always tell you why."),
    ]
    return Content("\n").join(lines)
