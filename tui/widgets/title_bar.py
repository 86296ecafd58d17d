"""The top line: the program, the conversation's title, whose memory it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ..wording import printable


class TitleBar(Horizontal):
    """Program left, conversation in the middle, user right."""

    def compose(self) -> ComposeResult:
        """Three texts."""
        yield Static("◆ Tastekeeper", id="program")
        yield Static("", id="conversation", markup=False)
        yield Static("", id="user", markup=False)

    def label(self, conversation: str, user: str) -> None:
        """Show the conversation's title and the user."""
        self.query_one("#conversation", Static).update(printable(conversation))
        self.query_one("#user", Static).update(printable(user))
