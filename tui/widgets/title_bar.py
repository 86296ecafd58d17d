"""The top line: the program, the conversation's title, whose memory it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ..wording import printable


class TitleBar(Horizontal):
    """Program left, conversation in the middle, user right."""

    def __init__(self) -> None:
        super().__init__()
        self._conversation = Static("", id="conversation", markup=False)
        self._user = Static("", id="user", markup=False)

    def compose(self) -> ComposeResult:
        """Three texts."""
        yield Static("◆ Tastekeeper", id="program")
        yield self._conversation
        yield self._user

    def label(self, conversation: str, user: str) -> None:
        """Show the conversation's title and the user."""
        self._conversation.update(printable(conversation))
        self._user.update(printable(user))
