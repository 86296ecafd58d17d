"""What the agent says while it works: one stream of typed parts, and the reply that closes it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from ..memory.types import ErasureReceipt, Fact, WriteReport


class Part(BaseModel):
    """Base of everything that crosses the session boundary: immutable and JSON-ready."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Card(Part):
    """One recommended or found item, composed from catalogue data only. `index` counts from 1."""

    index: int
    item_id: str
    title: str
    year: int | None
    facts: str
    reason: str
    score: float | None = None
    because: tuple[str, ...] = ()


class Influence(Part):
    """One remembered thing and what taking it away does to the item explained.

    `unit_id` is a fact id; `rank_without` is None when the item leaves the list altogether.
    """

    unit_id: str
    label: str
    rank_with: int
    rank_without: int | None
    score_change: float


class ExplanationCard(Part):
    """A verified answer to why, why not, or what would change it. Lists are item labels before and after."""

    kind: Literal["why", "why_not", "change"]
    item_id: str
    label: str
    influences: tuple[Influence, ...] = ()
    change: tuple[str, ...] = ()
    change_ids: tuple[str, ...] = ()
    verified: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    queries: int = 0
    seconds: float = 0.0
    reason: str = ""


class AuditFinding(Part):
    """One thing the audit saw: an ungrounded claim, a closed memory, an evaluative or name-conditioned word."""

    kind: Literal["ungrounded", "closed_memory", "evaluative", "name_conditioned"]
    text: str
    detail: str
    mended: bool = False


class AuditReport(Part):
    """The audit of one reply. `claims` counts checked claims; `grounded` those with a source.

    `judging` of the `clauses` hold an evaluative word that no source carries; `facts_only` says that a revision was
    not enough and the facts alone were said; `lexicon` is the version of the words looked for.
    """

    claims: int = 0
    grounded: int = 0
    findings: tuple[AuditFinding, ...] = ()
    revised: bool = False
    facts_only: bool = False
    clauses: int = 0
    judging: int = 0
    lexicon: int = 0
    milliseconds: float = 0.0

    @property
    def evaluative_share(self) -> float:
        """Share of the clauses that judge rather than report; 0 for an empty text."""
        return self.judging / self.clauses if self.clauses else 0.0

    @property
    def passed(self) -> bool:
        """Whether nothing unmended is left."""
        return all(finding.mended for finding in self.findings)

    @property
    def line(self) -> str:
        """The one line a person reads."""
        open_findings = [f for f in self.findings if not f.mended]
        head = f"audit: {self.grounded}/{self.claims} claims grounded"
        if self.judging:
            head += f", {self.evaluative_share:.0%} of {self.clauses} clauses judge"
        if self.facts_only:
            head += ", rewritten to the facts"
        elif self.revised:
            head += ", revised once"
        return head + ("" if not open_findings else f", {len(open_findings)} open: {open_findings[0].detail}")


class Served(Part):
    """Which language engine answered and why that one."""

    name: str
    reason: str
    placement: str | None = None


class Reply(Part):
    """The finished answer to one message."""

    turn_id: str
    session_id: str
    text: str
    intents: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    explanation: ExplanationCard | None = None
    facts: tuple[Fact, ...] = ()
    receipt: ErasureReceipt | None = None
    report: WriteReport | None = None
    audit: AuditReport = AuditReport()
    served: Served
    stop_reason: Literal["done", "cancelled", "failed", "asked"] = "done"
    seconds: float = 0.0


class TurnStarted(Part):
    """A message was accepted."""

    type: Literal["turn_started"] = "turn_started"
    turn_id: str
    session_id: str
    text: str
    at: datetime


class NodeEntered(Part):
    """The graph moved on."""

    type: Literal["node"] = "node"
    name: str


class MemoryWritten(Part):
    """What the message did to memory; sent as soon as it is committed."""

    type: Literal["memory"] = "memory"
    report: WriteReport


class ToolCalled(Part):
    """A tool is about to run; `arguments` is what was decided, without injected values."""

    type: Literal["tool_call"] = "tool_call"
    name: str
    arguments: dict[str, object]


class ToolReturned(Part):
    """A tool finished. `ok` is False for a refusal; `summary` is one line."""

    type: Literal["tool_return"] = "tool_return"
    name: str
    ok: bool
    summary: str
    seconds: float


class CardsShown(Part):
    """The current list, replacing any earlier one of this turn."""

    type: Literal["cards"] = "cards"
    cards: tuple[Card, ...]


class TextDelta(Part):
    """A piece of the reply's text."""

    type: Literal["text"] = "text"
    text: str


class Audited(Part):
    """The audit of the reply is done. `before` is the text that was revised; it goes nowhere else."""

    type: Literal["audit"] = "audit"
    report: AuditReport
    before: str = ""


class FailureCard(Part):
    """Something went wrong: what happened, and what to do, in order."""

    type: Literal["failure"] = "failure"
    what: str
    steps: tuple[str, ...] = ()


class TurnEnded(Part):
    """The last event of every turn, cancelled and failed ones included."""

    type: Literal["turn_ended"] = "turn_ended"
    reply: Reply


Event: TypeAlias = Annotated[
    TurnStarted
    | NodeEntered
    | MemoryWritten
    | ToolCalled
    | ToolReturned
    | CardsShown
    | TextDelta
    | Audited
    | FailureCard
    | TurnEnded,
    Field(discriminator="type"),
]
