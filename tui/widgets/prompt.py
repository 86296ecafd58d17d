"""The box one types in: enter sends, shift+enter breaks the line, up and down recall earlier prompts."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

KEPT = 200


class Prompt(TextArea):
    """A growing text box with history. Posts `Sent` and, while a slash command is typed, `Completing`."""

    HELP = """
    ## Talking

    Say what you like, what you cannot stand, or ask for something. `Enter` sends; `Shift+Enter`,
    `Alt+Enter` or `Ctrl+J` breaks the line. A `/` at the start opens the commands; `Tab` completes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "send", id="prompt.send"),
        Binding("shift+enter,alt+enter,ctrl+j", "newline", "new line", id="prompt.newline", show=False),
        Binding("tab", "complete", "complete", id="prompt.complete", show=False),
        Binding("up", "back", "earlier", id="prompt.back", show=False),
        Binding("down", "forth", "later", id="prompt.forth", show=False),
        Binding("pageup", "screen.scroll_log(-1)", "page up", id="prompt.page_up", show=False),
        Binding("pagedown", "screen.scroll_log(1)", "page down", id="prompt.page_down", show=False),
    ]

    class Sent(Message):
        """A message was sent."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class MenuKey(Message):
        """A key meant for the completion menu: `up`, `down` or `take`."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(
            id="prompt",
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder="What are you in the mood for?   ( / for commands, F1 for help )",
        )
        self.menu_open = False
        self._sent: list[str] = []
        self._at = 0
        self._draft = ""

    def action_send(self) -> None:
        """Send the text, or take the highlighted completion when the menu is open and incomplete."""
        if self.menu_open:
            self.post_message(self.MenuKey("enter"))
            return
        self.send()

    def send(self) -> None:
        """Offer what is written; whoever takes it calls `accept`, so that nothing typed is lost."""
        self.post_message(self.Sent(self.text))

    def accept(self) -> None:
        """Empty the box and keep what was in it in the history."""
        self.remember(self.text)
        self.text = ""

    def remember(self, text: str) -> None:
        """Put a prompt at the end of the history."""
        if not self._sent or self._sent[-1] != text:
            self._sent = [*self._sent, text][-KEPT:]
        self._at = len(self._sent)

    def action_newline(self) -> None:
        """Break the line."""
        self.insert("\n")

    def action_complete(self) -> None:
        """Take the highlighted completion; elsewhere move on to the next widget."""
        if self.menu_open:
            self.post_message(self.MenuKey("take"))
        else:
            self.screen.focus_next()

    def action_back(self) -> None:
        """One line up, or the earlier prompt from the first line."""
        if self.menu_open:
            self.post_message(self.MenuKey("up"))
        elif self.cursor_location[0] > 0:
            self.action_cursor_up()
        elif self._at > 0:
            if self._at == len(self._sent):
                self._draft = self.text
            self._show(self._at - 1)

    def action_forth(self) -> None:
        """One line down, or the later prompt from the last line."""
        if self.menu_open:
            self.post_message(self.MenuKey("down"))
        elif self.cursor_location[0] < self.document.line_count - 1:
            self.action_cursor_down()
        elif self._at < len(self._sent):
            self._show(self._at + 1)

    def _show(self, place: int) -> None:
        self._at = place
        self.put(self._sent[place] if place < len(self._sent) else self._draft)

    def put(self, text: str) -> None:
        """Replace the text and stand at its end."""
        self.text = text
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        # The base class breaks the line on enter and leaves on tab before bindings are asked. Keys that the
        # keymap gives to this widget skip that; they bubble to the bindings, in the order they were typed.
        if event.is_printable:
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self:
            event.prevent_default()
