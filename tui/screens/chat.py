"""The main screen: conversation, prompt, recommendation list, memory panel, status line."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, TextArea

from ...errors import TastekeeperError
from ..commands import BY_NAME, matching, parse
from ..widgets.chat_log import ChatLog
from ..widgets.memory_panel import MemoryPanel
from ..widgets.prompt import Prompt
from ..widgets.recommendations import Recommendations
from ..widgets.slash_menu import SlashMenu
from ..widgets.status import StatusLine
from ..widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from ...agent.events import Card
    from ..app import TastekeeperApp
    from ..boundary import AgentLike
    from ..errands import Errands
    from ..slash import Slash
    from ..turns import TurnRunner


WIDE = 100
"""Columns from which list and memory stand beside the conversation."""


class ChatScreen(Screen[None]):
    """Wide: conversation left, list and memory right. Narrow: list or memory above the prompt."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "stop", id="chat.stop", show=False),
        Binding("f1", "help", "help", id="chat.help", priority=True),
        Binding("f2", "list", "list", id="chat.list", priority=True),
        Binding("f3", "memory", "memory", id="chat.memory", priority=True),
        Binding("f4", "sessions", "sessions", id="chat.sessions", priority=True),
        Binding("ctrl+n", "new", "new", id="chat.new", show=False, priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.turns: TurnRunner | None = None
        self._waiting: str | None = None
        # Held here, not looked up: a turn may end while the screen is being taken down.
        self.bar = TitleBar()
        self.log_view = ChatLog()
        self.cards_view = Recommendations()
        self.memory_view = MemoryPanel()
        self.menu = SlashMenu()
        self.prompt = Prompt()
        self.status = StatusLine()

    def compose(self) -> ComposeResult:
        """The parts, top to bottom."""
        yield self.bar
        with Horizontal(id="main"):
            yield self.log_view
            with Vertical(id="side"):
                yield self.cards_view
                yield self.memory_view
        yield self.menu
        yield self.prompt
        yield self.status
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the prompt."""
        self.prompt.focus()
        self.status.opening("loading catalogue …")

    def on_resize(self, event: Resize) -> None:
        """A narrow screen gets a compact list."""
        self.cards_view.set_class(event.size.width < WIDE, "-compact")
        self.cards_view.repaint()

    # Parts and state

    @cached_property
    def errands(self) -> Errands:
        """What the panels ask of the agent; loaded after the first paint."""
        from ..errands import Errands

        return Errands(self)

    @cached_property
    def slash(self) -> Slash:
        """The slash commands; loaded after the first paint."""
        from ..slash import Slash

        return Slash(self)

    @property
    def tasty(self) -> TastekeeperApp:
        """The app, by its own type."""
        return cast("TastekeeperApp", self.app)

    @property
    def agent(self) -> AgentLike | None:
        """The open conversation; None until it is open."""
        return self.tasty.agent

    @property
    def ready_agent(self) -> AgentLike:
        """The open conversation. Raises `TastekeeperError` before it is open."""
        if self.agent is None:
            raise TastekeeperError("Not ready yet", hint="Wait until the catalogue is loaded.")
        return self.agent

    async def say(self, widget: Widget) -> None:
        """Put a block at the end of the conversation."""
        await self.log_view.add(widget)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Replace the recommendation list."""
        self.cards_view.show(cards)
        self.set_class(bool(cards), "-has-list")

    def give_back(self, text: str) -> None:
        """Put a prompt back into the box, unless something else has been typed meanwhile."""
        prompt = self.prompt
        if not prompt.text.strip():
            prompt.put(text)
        prompt.focus()

    # Talking

    def on_prompt_sent(self, event: Prompt.Sent) -> None:
        """Send a message or run a slash command; nothing typed is ever lost."""
        text, prompt = event.text, self.prompt
        if not text.strip():
            self.notify("Nothing written yet.", timeout=2)
        elif command := parse(text):
            prompt.accept()
            self._slash(*command)
        elif self.turns is not None and self.turns.running:
            self.notify("Still answering. Escape stops it; your words stay in the box.", severity="warning")
        elif self.agent is None:
            if self._waiting is None:
                prompt.accept()
                self._waiting = text
                self.status.doing("sent as soon as the catalogue is there")
        else:
            prompt.accept()
            self._turn(text)

    @work(group="turn", exclusive=True)
    async def _turn(self, text: str) -> None:
        from ..turns import TurnRunner

        if self.turns is None:
            self.turns = TurnRunner(self)
        await self.turns.run(self.ready_agent, text)

    @work(group="slash")
    async def _slash(self, name: str, argument: str) -> None:
        from ..widgets.notes import FailureView

        try:
            await self.slash.run(name, argument)
        except TastekeeperError as error:
            await self.say(FailureView(error.what, [part for part in (error.hint, error.where) if part]))

    def command(self, name: str) -> None:
        """Run a slash command from a key or the palette; one that needs words is put into the prompt."""
        takes = BY_NAME[name].takes
        if takes and not takes.startswith("["):
            prompt = self.prompt
            prompt.put(f"/{name} ")
            prompt.focus()
        else:
            self._slash(name, "")

    # Completion

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Offer commands while one is being typed."""
        offered = matching(event.text_area.text)
        self.menu.offer(offered)
        self.prompt.menu_open = bool(offered)

    def on_prompt_menu_key(self, event: Prompt.MenuKey) -> None:
        """Move in the menu, or take what is highlighted."""
        menu, prompt = self.menu, self.prompt
        if event.key == "up":
            menu.action_cursor_up()
        elif event.key == "down":
            menu.action_cursor_down()
        elif menu.chosen:
            takes = BY_NAME[menu.chosen].takes
            prompt.put(f"/{menu.chosen}{' ' if takes else ''}")
            if event.key == "enter" and not (takes and not takes.startswith("[")):
                prompt.send()

    # Keys of the screen

    async def action_stop(self) -> None:
        """Stop the running turn; otherwise go back to the prompt."""
        if self.turns is not None and self.turns.running and self.agent is not None:
            if self.turns.stopping:
                return
            self.turns.stopping = True
            self.status.doing("stopping …")
            if not await asyncio.to_thread(self.agent.cancel):
                self.turns.stopping = False
                self.notify("The turn could not be stopped; it is about to end.", severity="warning")
            return
        prompt = self.prompt
        if prompt.has_focus and prompt.menu_open:
            prompt.put("")
        prompt.focus()

    def action_help(self) -> None:
        """Show or hide the keys of whatever has the focus."""
        if self.query("HelpPanel"):
            self.app.action_hide_help_panel()
        else:
            self.app.action_show_help_panel()

    def action_list(self) -> None:
        """Go to the list, or back to the prompt from it."""
        self.remove_class("-show-memory")
        self._toggle_focus(self.cards_view)

    def action_memory(self) -> None:
        """Go to the memory panel, or back to the prompt from it."""
        panel = self.memory_view
        self.set_class(not panel.has_focus, "-show-memory")
        self._toggle_focus(panel)

    def _toggle_focus(self, widget: Widget) -> None:
        if widget.has_focus:
            self.prompt.focus()
        else:
            self.set_class(True, "-has-list")
            self.call_after_refresh(widget.focus)

    def action_scroll_log(self, direction: int) -> None:
        """Scroll the conversation from wherever the focus is."""
        if direction < 0:
            self.log_view.scroll_page_up(animate=False)
        else:
            self.log_view.scroll_page_down(animate=False)

    def action_new(self) -> None:
        """Start a new conversation; the old one is kept."""
        self.tasty.reopen(session=None)

    @work(group="sessions", exclusive=True)
    async def action_sessions(self) -> None:
        """Pick an earlier conversation."""
        from .sessions import SessionsScreen

        if (agent := self.agent) is None:
            self.notify("Not ready yet: the catalogue is still loading.", severity="warning")
            return
        screen = SessionsScreen(agent.sessions, agent.session_id, self.tasty.clock.now)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None and chosen != agent.session_id:
            self.tasty.reopen(session=chosen)
        else:
            self.refresh_title()

    # Keys of the list and of the memory panel

    @work(group="errand")
    async def on_recommendations_acted(self, event: Recommendations.Acted) -> None:
        """A key pressed on a card."""
        if self.agent is None:
            return
        if event.act == "why" or event.act == "change":
            await self.errands.explain(self.agent, event.card.item_id, event.act)
        else:
            await self.errands.react(self.agent, event.card, event.act)

    @work(group="errand")
    async def on_memory_panel_acted(self, event: MemoryPanel.Acted) -> None:
        """A key pressed in the memory panel."""
        agent, fact = self.agent, event.fact
        if agent is None:
            return
        if event.act == "past":
            panel = self.memory_view
            panel.with_past = not panel.with_past
            self.refresh_memory()
        elif event.act == "undo":
            await self.errands.undo(agent)
        elif fact is None:
            self.notify("Choose a line first.", timeout=2)
        elif event.act == "erase":
            await self._erase(agent, fact.fact_id)
        elif (event.act == "restore") != (fact.closed_at is not None):
            state = "past; r lets it hold again" if fact.closed_at else "live; f forgets it"
            self.notify(f"That one is {state}.", timeout=3)
        elif event.act == "restore":
            await self.errands.restore(agent, fact)
        else:
            await self.errands.forget(agent, fact)

    async def _erase(self, agent: AgentLike, fact_id: str) -> None:
        from .ask_first import AskFirst

        detail = "It is removed from every store, transcripts included, and cannot be brought back."
        if await self.app.push_screen_wait(AskFirst("Erase this everywhere?", detail, "Erase")):
            await self.errands.erase(agent, fact_id)

    # Refreshing

    @work(group="memory", exclusive=True)
    async def refresh_memory(self) -> None:
        """Read the memory panel anew."""
        from ..wording import past_facts

        if (agent := self.agent) is None:
            return
        panel = self.memory_view
        try:
            live = await asyncio.to_thread(agent.memory.facts)
            contested = await asyncio.to_thread(agent.memory.contested)
            past = past_facts(await asyncio.to_thread(agent.memory.history)) if panel.with_past else []
        except TastekeeperError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        panel.show(live, contested, past, self.tasty.clock.now())

    @work(group="title", exclusive=True)
    async def refresh_title(self) -> None:
        """Show the conversation's title and the user."""
        if (agent := self.agent) is None:
            return
        sessions = await asyncio.to_thread(agent.sessions.list)
        title = next((session.title for session in sessions if session.id == agent.session_id), "")
        self.bar.label(title, agent.user)

    @work(group="ready", exclusive=True)
    async def began(self) -> None:
        """The agent is open: show its past, its memory, who serves, and send what was typed meanwhile."""
        from .opening import greet

        agent = self.ready_agent
        await greet(self, agent)
        if self._waiting is not None:
            text, self._waiting = self._waiting, None
            self._turn(text)
