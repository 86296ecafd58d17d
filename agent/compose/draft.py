"""An answer in the making: paragraphs with the sources they were composed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...memory.types import ErasureReceipt, Fact
from ..dialogue.state import WishState
from ..events import Card, ExplanationCard
from ..planner.acts import Question


@dataclass
class Draft:
    """What `respond` hands to `audit`.

    `listed` is the new current list (None leaves the old one), `focus` the item now talked about,
    `numbers` the figures of tool results, `names` every title, person or value that the text may rightly
    mention because a tool returned it,
    `reports_past` says that closed facts are named as past on purpose (history, a change of mind).
    """

    paragraphs: list[str] = field(default_factory=list)
    cards: tuple[Card, ...] = ()
    explanation: ExplanationCard | None = None
    facts: tuple[Fact, ...] = ()
    receipt: ErasureReceipt | None = None
    question: Question | None = None
    listed: tuple[str, ...] | None = None
    focus: str | None = None
    wish: WishState | None = None
    names: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    past: list[Fact] = field(default_factory=list)
    reset: bool = False

    def say(self, text: str, names: Iterable[str] = ()) -> None:
        """Add a paragraph."""
        if text:
            self.paragraphs.append(text)
            self.names.update(names)

    @property
    def text(self) -> str:
        """The answer as Markdown."""
        return "\n\n".join(self.paragraphs)
