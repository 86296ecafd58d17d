"""The conversation: follows the end while the reader is there, and lets go of turns far above."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

HIGH_MARK, LOW_MARK = 80, 60


class ChatLog(VerticalScroll):
    """Turns and notes from top to bottom. More than `HIGH_MARK` of them are pruned from the top."""

    HELP = """
    ## Conversation

    `PageUp`, `PageDown`, `Home`, `End` scroll. New text is followed while you are at the end.
    Very old turns leave the screen, not the session: `/export` writes all of them.
    """

    def __init__(self) -> None:
        super().__init__(id="log")
        self.pruned = 0

    def on_mount(self) -> None:
        """Follow the end from the start; scrolling away releases it, scrolling back restores it."""
        self.anchor()

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view; a short conversation hangs from the bottom, above offset zero."""
        return self.max_scroll_y == 0 or self.scroll_y >= self.max_scroll_y

    async def add(self, widget: Widget) -> None:
        """Append something and prune what is too far above."""
        await self.mount(widget)
        await self._prune()

    async def _prune(self) -> None:
        entries = [child for child in self.children if child.id != "pruned"]
        if len(entries) <= HIGH_MARK:
            return
        gone = entries[: len(entries) - LOW_MARK]
        self.pruned += len(gone)
        await self.remove_children(gone)
        note = f"{self.pruned} earlier entries are no longer shown; /export writes the whole conversation"
        marks = self.query("#pruned")
        if marks:
            marks.only_one(Static).update(note)
        else:
            await self.mount(Static(note, id="pruned"), before=0)

    async def empty(self) -> None:
        """Remove everything, for another conversation."""
        self.pruned = 0
        await self.remove_children()
        self.anchor()
