"""The line above the footer: what is going on, or who answered and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from ..wording import NODES, served_line

if TYPE_CHECKING:
    from ...agent.events import Served


class StatusLine(Horizontal):
    """Left: who serves and why. Right: what is being done, or how long the last turn took."""

    def __init__(self) -> None:
        super().__init__()
        # Held here, not looked up: the line is also written to while the screen is being taken down.
        self._served = Static("", id="served", markup=False)
        self._doing = Static("", id="doing", markup=False)

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield self._served
        yield self._doing

    def served(self, served: Served) -> None:
        """Say who answers, why that one, and where the model is placed."""
        self._served.update(served_line(served))

    def opening(self, text: str) -> None:
        """Say what is being waited for before anyone serves."""
        self._served.update(text)

    def node(self, name: str) -> None:
        """Say which step of the turn runs."""
        self.doing(f"{NODES.get(name, name)} … esc stops")

    def doing(self, text: str) -> None:
        """Say what is being done; empty when nothing is."""
        self._doing.update(text)
