"""Small blocks inside the conversation: write report, audit, cards, explanation, receipt, failure, remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from ..wording import card_facts, card_head, entry_line, printable, receipt_lines, unit_label

if TYPE_CHECKING:
    from ...agent.events import AuditReport, Card, ExplanationCard
    from ...memory.types import ErasureReceipt, WriteReport

_MARKS = {
    "stored": ("+", "$text-success"),
    "confirmed": ("=", "$foreground 60%"),
    "replaced": ("~", "$text-warning"),
    "retracted": ("−", "$text-warning"),
    "completed": ("✓", "$text-success"),
    "expired": ("−", "$foreground 60%"),
    "restored": ("+", "$text-success"),
    "erased": ("×", "$text-error"),
    "contested": ("?", "$text-warning"),
    "skipped": ("·", "$foreground 60%"),
}


class WriteReportView(Static):
    """What a message did to memory, one line a change, each with its reason."""

    def __init__(self, report: WriteReport) -> None:
        lines = []
        for entry in report.entries:
            mark, colour = _MARKS.get(entry.outcome.value, ("·", "$foreground 60%"))
            lines.append(Content.assemble((f"{mark} ", colour), (entry_line(entry), "$foreground 60%")))
        super().__init__(
            Content("\n").join(lines or [Content.styled("nothing to change", "$foreground 60%")])
        )


class AuditLine(Static):
    """The audit of a reply in one line."""

    def __init__(self, report: AuditReport) -> None:
        mark, colour = ("✓ ", "$text-success") if report.passed else ("! ", "$text-warning")
        super().__init__(Content.assemble((mark, colour), (printable(report.line), "$foreground 60%")))


class CardLines(Static):
    """Cards that the reply's text does not name itself."""

    def __init__(self, cards: Sequence[Card]) -> None:
        lines = [
            Content.assemble(
                (f"{card.index}. ", "$text-accent"), (card_head(card), "bold"), f"  {card_facts(card)}"
            )
            for card in cards
        ]
        super().__init__(Content("\n").join(lines))


class ReceiptView(Static):
    """Proof of an erasure."""

    def __init__(self, receipt: ErasureReceipt) -> None:
        super().__init__(Content("\n").join([Content(printable(line)) for line in receipt_lines(receipt)]))
        self.border_title = "erasure receipt"


class FailureView(Static):
    """What went wrong and what to do, in order."""

    def __init__(self, what: str, steps: Sequence[str] = ()) -> None:
        lines = [Content.styled(printable(what, 600), "bold")]
        lines += [Content(f"{number}. {printable(step)}") for number, step in enumerate(steps, 1)]
        super().__init__(Content("\n").join(lines))
        self.border_title = "that did not work"


class Remark(Static):
    """Something the interface itself says."""

    def __init__(self, text: str | Content, title: str = "") -> None:
        super().__init__(text if isinstance(text, Content) else Content(text))
        if title:
            self.border_title = title
            self.add_class("-boxed")


class ExplanationView(Static):
    """A verified explanation: what weighs how much, or what would have to change and the list after it."""

    def __init__(self, card: ExplanationCard) -> None:
        super().__init__(Content("\n").join(_explanation(card)))
        titles = {"why": "why", "why_not": "why not", "change": "what would change it"}
        place = f" · place {card.influences[0].rank_with}" if card.influences else ""
        self.border_title = f"{titles[card.kind]} · {printable(card.label)}{place}"
        state = "re-scored and verified" if card.verified else "not verified"
        self.border_subtitle = f"{state} · {card.queries} re-scorings · {card.seconds:.2f} s"


def _explanation(card: ExplanationCard) -> list[Content]:
    lines = [Content(printable(card.reason))] if card.reason else []
    largest = max((abs(unit.score_change) for unit in card.influences), default=0.0) or 1.0
    for unit in card.influences:
        bar = "━" * max(1, round(8 * abs(unit.score_change) / largest))
        after = "off the list" if unit.rank_without is None else f"place {unit.rank_without}"
        lines.append(
            Content.assemble(
                (f"{bar:<8} ", "$text-accent" if unit.score_change <= 0 else "$text-warning"),
                (unit_label(unit.label), "bold"),
                (f"  without it: {after}", "$foreground 60%"),
            )
        )
    if card.change:
        lines.append(Content.assemble("take away: ", (", ".join(map(unit_label, card.change)), "bold")))
    if card.kind == "why" and card.influences:
        return lines
    if card.before and card.before == card.after:
        lines.append(Content.assemble(("list    ", "$foreground 60%"), _listed(card.before)))
    elif card.before or card.after:
        lines.append(Content.assemble(("before  ", "$foreground 60%"), _listed(card.before)))
        lines.append(Content.assemble(("after   ", "$foreground 60%"), _listed(card.after)))
    return lines or [Content("No single thing decides it.")]


def _listed(labels: Sequence[str]) -> str:
    return " · ".join(map(printable, labels[:5]))
