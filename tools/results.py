"""What tools hand back: immutable values that hold everything a reply may say; nothing is looked up later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ..memory.answering.packed import Answered
from ..memory.types import Fact, WriteReport
from ..recommenders.types import Evidence, Item, Step, Wish
from .explain.result import Explanation

if TYPE_CHECKING:
    from .audit.reviews.evidence import ReviewEvidence


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of a list. `index` counts from 1; `about` is one line of catalogue data.

    `because` are ids of live facts that the score leaned on, `because_items` item ids, `because_words` the
    rest (attribute values, matched words); `evidence` is the whole trail.
    """

    index: int
    item: Item
    about: str
    score: float
    because: tuple[str, ...] = ()
    because_items: tuple[str, ...] = ()
    because_words: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint (or two together) without which there would be `count` items, measured.

    `sources` and `names` are those of the levers, `unit_ids` the facts behind them; `examples` are item ids.
    """

    labels: tuple[str, ...]
    sources: tuple[str, ...]
    names: tuple[str, ...]
    unit_ids: tuple[str, ...]
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """Recommended, similar or found items. When there are none, `relaxations` say what empties the list."""

    tool: Literal["recommend", "similar", "search_catalog"]
    wish: Wish
    items: tuple[Listed, ...]
    steps: tuple[Step, ...]
    relaxations: tuple[Relaxation, ...] = ()
    facts: tuple[Fact, ...] = ()
    anchor: Item | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Item ids in order."""
        return tuple(listed.item.item_id for listed in self.items)

    @property
    def summary(self) -> str:
        """One line for a log."""
        if self.items:
            return f"{len(self.items)} items: {', '.join(listed.item.label for listed in self.items[:3])}"
        return f"nothing fits; {len(self.relaxations)} single changes would help"


@dataclass(frozen=True, slots=True)
class ItemInfo:
    """One item, and what is remembered about it. `known` says whether a fact concerns the item itself."""

    item: Item
    about: str
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    tool: Literal["item_info"] = "item_info"

    @property
    def summary(self) -> str:
        """One line for a log."""
        return f"{self.item.label}: {self.about}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The attached reviews of one item as evidence; None where there are none. `note` goes with every figure."""

    item: Item
    evidence: ReviewEvidence | None
    note: str
    tool: Literal["review_evidence"] = "review_evidence"

    @property
    def summary(self) -> str:
        """One line for a log."""
        if self.evidence is None:
            return self.note
        share = self.evidence.share.share
        return f"{self.evidence.reviews} reviews, share {'unknown' if share is None else f'{share:.0%}'}"


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation with the item it is about, the items of both lists, and the facts it names."""

    explanation: Explanation
    item: Item
    items: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()
    tool: Literal["explain"] = "explain"

    @property
    def summary(self) -> str:
        """One line for a log."""
        found = self.explanation
        what = found.reason or ", ".join(found.change or tuple(part.label for part in found.influences))
        return f"{found.kind} {found.label}: {what}"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written to memory, or closed in it."""

    tool: Literal["remember", "forget"]
    report: WriteReport
    missing: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for a log."""
        done = [f"{entry.outcome} {entry.text}".strip() for entry in self.report.entries]
        return (
            "; ".join((*done, *(f"nothing known of {name}" for name in self.missing))) or "nothing to write"
        )


@dataclass(frozen=True, slots=True)
class Recalled:
    """Live facts, sorted by what they say. `contested` are shown to be settled, and never used."""

    likes: tuple[Fact, ...] = ()
    dislikes: tuple[Fact, ...] = ()
    seen: tuple[Fact, ...] = ()
    limits: tuple[Fact, ...] = ()
    other: tuple[Fact, ...] = ()
    contested: tuple[Fact, ...] = ()
    tool: Literal["recall"] = "recall"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All live facts."""
        return (*self.likes, *self.dislikes, *self.seen, *self.limits, *self.other)

    @property
    def summary(self) -> str:
        """One line for a log."""
        return f"{len(self.facts)} facts, {len(self.contested)} contested"


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the life of what is remembered.

    `past` says that what the step left behind no longer holds; `interval` is the time it held. Both facts are
    None where the content was erased.
    """

    time: datetime
    kind: str
    attribute: str
    reason: str
    before: Fact | None
    after: Fact | None
    past: bool = False
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """How memory came to be, oldest first. `more` says that there are older steps that were not asked for."""

    changes: tuple[Change, ...]
    more: bool = False
    tool: Literal["history"] = "history"

    @property
    def summary(self) -> str:
        """One line for a log."""
        return f"{len(self.changes)} changes" + (", and older ones" if self.more else "")


@dataclass(frozen=True, slots=True)
class MemoryAnswer:
    """An answer of memory itself, and the live facts it stands on."""

    answered: Answered
    facts: tuple[Fact, ...] = ()
    tool: Literal["ask_memory"] = "ask_memory"

    @property
    def summary(self) -> str:
        """One line for a log."""
        return f"{self.answered.asked.kind.value}: {len(self.facts)} facts"


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that was not made, and why: the caller goes on with what it has."""

    tool: str
    reason: str

    @property
    def summary(self) -> str:
        """One line for a log."""
        return self.reason


Result = ItemList | ItemInfo | Reviewed | Explained | Written | Recalled | MemoryAnswer | Past | Refused
