"""Earlier conversations: resume, rename, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ...errors import TastekeeperError
from ..wording import day, printable
from .ask_first import AskFirst
from .ask_line import AskLine

if TYPE_CHECKING:
    from ..boundary import SessionLike, SessionsLike


class SessionsScreen(ModalScreen[str | None]):
    """Dismissed with the id of the session to resume, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rename", "rename", id="sessions.rename"),
        Binding("d,delete", "remove", "delete", id="sessions.delete"),
        Binding("escape", "leave", "back", id="sessions.back"),
    ]

    def __init__(self, sessions: SessionsLike, current: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._sessions, self._current, self._now = sessions, current, now
        self._shown: dict[str, SessionLike] = {}

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical(id="box"):
            yield OptionList(id="sessions")
            yield Static("enter resume · r rename · d delete · esc back", id="keys")

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one("#box").border_title = "conversations"
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        import asyncio

        known: Sequence[SessionLike] = await asyncio.to_thread(self._sessions.list)
        found = [session for session in known if session.turns or session.id == self._current]
        self._shown = {session.id: session for session in found}
        listing = self.query_one("#sessions", OptionList)
        listing.set_options(Option(self._face(session), id=session.id) for session in found)
        if not found:
            listing.add_option(Option("No conversations yet.", disabled=True))
        else:
            listing.highlighted = 0
        listing.focus()

    def _face(self, session: SessionLike) -> Content:
        turns = "1 turn" if session.turns == 1 else f"{session.turns} turns"
        here = ("● ", "$text-success") if session.id == self._current else ("  ", "")
        detail = Content.styled(f"  {turns} · {day(session.updated, self._now())}", "$foreground 60%")
        room = max(20, self.query_one("#sessions").content_size.width - 4 - detail.cell_length)
        title = Content(printable(session.title)).truncate(room, ellipsis=True)
        return Content.assemble(here, title, " " * (room - title.cell_length), detail)

    @property
    def _chosen(self) -> SessionLike | None:
        option = self.query_one("#sessions", OptionList).highlighted_option
        return self._shown.get(option.id) if option and option.id else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter resumes."""
        self.dismiss(event.option.id)

    @work(group="change")
    async def action_rename(self) -> None:
        """Ask for another title."""
        if (session := self._chosen) is None:
            return
        if title := await self.app.push_screen_wait(AskLine("Another title", session.title)):
            await self._change(lambda: self._sessions.rename(session.id, title))

    @work(group="change")
    async def action_remove(self) -> None:
        """Ask, then delete; the running conversation cannot be deleted from under itself."""
        if (session := self._chosen) is None:
            return
        if session.id == self._current:
            self.notify("This conversation is open. Start a new one first (/new).", severity="warning")
            return
        detail = "The transcript is removed. What was remembered from it stays; see the memory panel."
        if await self.app.push_screen_wait(AskFirst(f"Delete “{session.title}”?", detail, "Delete")):
            await self._change(lambda: self._sessions.delete(session.id))

    async def _change(self, action: Callable[[], None]) -> None:
        import asyncio

        try:
            await asyncio.to_thread(action)
        except TastekeeperError as error:
            self.notify(str(error), severity="error")
        self._read()

    def action_leave(self) -> None:
        """Back without choosing."""
        self.dismiss(None)
