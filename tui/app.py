"""The app: paints first, opens the agent afterwards, keeps theme and keymap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from ..clock import Clock, SystemClock
from ..errors import TastekeeperError
from .commands import COMMANDS
from .preferences import FALLBACK, store_theme, stored_theme
from .screens.chat import ChatScreen

if TYPE_CHECKING:
    from .boundary import AgentLike, Opener

_HERE = Path(__file__).parent


class TastekeeperApp(App[None]):
    """A conversation with the agent that `opener` opens."""

    TITLE = "Tastekeeper"
    CSS_PATH: ClassVar[list[str | Path]] = sorted(
        [*_HERE.glob("widgets/*.tcss"), *_HERE.glob("screens/*.tcss")]
    )  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", id="app.quit", show=False, priority=True),
    ]

    def __init__(
        self,
        opener: Opener,
        *,
        session: str | None = None,
        resume: bool = False,
        clock: Clock | None = None,
        theme: str | None = None,
        keymap: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.opener = opener
        self.clock: Clock = clock or SystemClock()
        self.agent: AgentLike | None = None
        self._first = (session, resume)
        self._opening = False
        self._keys = dict(keymap or {})
        self._wanted_theme = theme or stored_theme()
        self._keep_theme = theme is None

    def get_default_screen(self) -> Screen[None]:
        """The chat screen."""
        return ChatScreen()

    def on_mount(self) -> None:
        """Paint; the agent opens once that is done."""
        self.theme = self._wanted_theme if self._wanted_theme in self.available_themes else FALLBACK
        self.set_keymap(self._keys)
        self.theme_changed_signal.subscribe(self, lambda _: self._theme_chosen())
        session, resume = self._first
        # A moment later still: a thread that imports torch would hold up the writing of the first screen.
        self.call_after_refresh(self.set_timer, 0.05, lambda: self._open(session, resume, None))

    def take_later(self, theme: str, keymap: Mapping[str, str]) -> None:
        """Use the resolved settings: they come with the agent, after the first paint, from its thread."""
        self._tell(self._take, theme, keymap)

    def _take(self, theme: str, keymap: Mapping[str, str]) -> None:
        if self._keep_theme and theme in self.available_themes:
            self.theme = theme
        self.set_keymap(dict(keymap))

    def progress(self, message: str) -> None:
        """Show what a first run prepares; called from the opening thread."""
        self._tell(lambda: self.chat.status.opening(f"{message} …"))

    @property
    def chat(self) -> ChatScreen:
        """The main screen, wherever it is in the stack."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ChatScreen))

    def reopen(self, *, session: str | None, model: str | None = None) -> None:
        """Close the open conversation and open another one."""
        if self.chat.turns is not None and self.chat.turns.running:
            self.notify("Still answering. Escape stops it.", severity="warning")
            return
        self.chat.status.opening("opening …")
        self._open(session, session is not None, model)

    def _open(self, session: str | None, resume: bool, model: str | None) -> None:
        """Open in a thread of its own: a daemon, so that leaving never waits for a catalogue to load."""
        if self._opening:
            self.notify("A conversation is being opened already.", severity="warning")
            return
        self._opening = True
        Thread(
            target=self._open_now, args=(session, resume, model), name="tastekeeper-open", daemon=True
        ).start()

    def _open_now(self, session: str | None, resume: bool, model: str | None) -> None:
        # Torch, the catalogue and the graph are imported here, after the first paint.
        try:
            agent = self.opener(session=session, resume=resume, model=model)
            agent.warm()
        except TastekeeperError as error:
            steps = tuple(part for part in (error.hint, error.where) if part)
            self._tell(self._not_opened, error.what, steps)
        except Exception as error:
            from .buglog import write

            place = write(error, "tui")
            steps = ("Run `tastekeeper doctor`.", f"Report it with the log {place}.")
            self._tell(self._not_opened, f"This is a bug: {type(error).__name__}: {error}", steps)
        else:
            if not self._tell(self._opened, agent):
                agent.close()

    def _tell(self, callback: Callable[..., object], *args: object) -> bool:
        """Call back on the app's own loop; False when the app has been left meanwhile."""
        if not self.is_running:
            return False
        self.call_from_thread(callback, *args)
        return True

    def _opened(self, agent: AgentLike) -> None:
        self._opening = False
        old, self.agent = self.agent, agent
        if old is not None:
            self._close(old)
        self.chat.began()

    async def _not_opened(self, what: str, steps: tuple[str, ...]) -> None:
        from .widgets.notes import FailureView

        self._opening = False
        await self.chat.say(FailureView(what, steps))
        if self.agent is None:
            self.chat.status.opening("no conversation is open")
            self.chat.status.doing("")
        else:
            self.chat.status.served(self.agent.served)

    @work(thread=True, group="close")
    def _close(self, agent: AgentLike) -> None:
        agent.close()

    def close_agent(self) -> None:
        """Close the stores; called once the terminal is given back, for it waits for background work."""
        if self.agent is not None:
            self.agent.cancel()
            self.agent.close()
            self.agent = None

    def _theme_chosen(self) -> None:
        if not self._keep_theme or self.theme == stored_theme():
            return
        try:
            store_theme(self.theme)
        except TastekeeperError as error:
            self.notify(f"The theme could not be kept: {error}", severity="warning", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action, by name: the framework's own, the slash commands, and the keys of the panels."""
        yield from super().get_system_commands(screen)
        if not isinstance(screen, ChatScreen):
            return
        yield SystemCommand("Stop the answer", "Stop the running turn (escape)", screen.action_stop)
        yield SystemCommand("Go to the list", "Recommendations and their keys (F2)", screen.action_list)
        for command in COMMANDS:
            if command.name != "quit":
                title = command.help[0].upper() + command.help[1:]
                yield SystemCommand(title, f"/{command.name}", lambda name=command.name: screen.command(name))
        for act in ("like", "dislike", "seen", "why", "change"):
            yield SystemCommand(
                f"List: {act} the highlighted item",
                "Recommendation list",
                lambda act=act: screen.cards_view.action_act(act),
            )
        yield SystemCommand(
            "List: hide the highlighted item", "Recommendation list", screen.cards_view.action_hide
        )
        yield from self._memory_commands(screen)

    def _memory_commands(self, screen: ChatScreen) -> Iterable[SystemCommand]:
        panel = screen.memory_view
        for act, what in (
            ("forget", "forget the highlighted fact"),
            ("erase", "erase the highlighted fact everywhere"),
            ("restore", "restore the highlighted past fact"),
            ("past", "show or hide what is past"),
        ):
            yield SystemCommand(f"Memory: {what}", "Memory panel", lambda act=act: panel.action_act(act))
