"""One turn on screen: the user's words, the reply as it streams, what it did to memory, the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Markdown, Static

from ..wording import printable, safe_markdown
from .notes import AuditLine, CardLines, ExplanationView, FailureView, ReceiptView, WriteReportView

if TYPE_CHECKING:
    from textual.widgets.markdown import MarkdownStream

    from ...agent.events import Reply
    from ...memory.types import WriteReport

SHOWN = 1200


class TurnView(Vertical):
    """Widgets of one turn, filled in as its events arrive."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.prompt_text = text
        self.report: WriteReport | None = None
        self._stream: MarkdownStream | None = None
        self._streamed = ""

    def compose(self) -> ComposeResult:
        """The user's words; everything else comes with events."""
        shown = printable(self.prompt_text.strip(), SHOWN)
        yield Static(Content.assemble(("› ", "$text-accent"), shown), classes="you", markup=False)

    async def write(self, text: str) -> None:
        """Append a piece of the reply."""
        if self._stream is None:
            body = Markdown(classes="reply", open_links=False)
            await self.mount(body)
            self._stream = Markdown.get_stream(body)
        self._streamed += text
        await self._stream.write(safe_markdown(text))

    async def end_stream(self) -> None:
        """Wait until everything written is shown."""
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None

    async def show_report(self, report: WriteReport) -> None:
        """The write report, once."""
        if report.entries and self.report is None:
            self.report = report
            await self.mount(WriteReportView(report))

    async def show_failure(self, what: str, steps: tuple[str, ...]) -> None:
        """A failure card."""
        await self.end_stream()
        await self.mount(FailureView(what, steps))

    async def settle(self, reply: Reply) -> None:
        """Complete the turn from its finished reply: anything the stream did not show, then the audit."""
        await self.end_stream()
        if reply.stop_reason == "failed":
            return
        if reply.text and reply.text.strip() != self._streamed.strip():
            # A revision after the audit replaces what was streamed.
            await self._replace(reply.text)
        if unsaid := [card for card in reply.cards if card.title not in reply.text]:
            await self.mount(CardLines(unsaid))
        if reply.explanation is not None:
            await self.mount(ExplanationView(reply.explanation))
        if reply.receipt is not None:
            await self.mount(ReceiptView(reply.receipt))
        if reply.report is not None:
            await self.show_report(reply.report)
        if reply.stop_reason in ("done", "asked"):
            await self.mount(AuditLine(reply.audit))

    async def _replace(self, text: str) -> None:
        self._streamed = text
        body = self.query(".reply").first(Markdown) if self.query(".reply") else None
        if body is None:
            await self.mount(Markdown(safe_markdown(text), classes="reply", open_links=False))
        else:
            await body.update(safe_markdown(text))
