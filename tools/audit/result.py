"""What the audit is given and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ...memory.types import Fact
from ...recommenders.catalog import Catalog
from ...recommenders.types import Item
from .facts import FactWords

FindingKind = Literal["ungrounded", "closed_memory", "evaluative", "name_conditioned"]


@dataclass(frozen=True, slots=True)
class AuditSources:
    """The structured things one reply was composed from.

    `items` are the catalogue items of this turn's cards and tool results. `live` and `closed` are the user's
    facts. `reported` are ids of closed facts that a history, forget or retract act of this turn tells about:
    they may be named as past. `used` are the fact ids that cards and explanations lean on. `texts` are other
    strings of tool results (reasons, labels, receipts); `numbers` other numbers (counts, ranks, seconds).
    `message` is what the user wrote: their words may be repeated. `catalog` is what names are looked up in.
    `known` and `past` are `live` and `closed` by their words, where somebody keeps them so.
    """

    catalog: Catalog
    items: tuple[Item, ...] = ()
    live: tuple[Fact, ...] = ()
    closed: tuple[Fact, ...] = ()
    reported: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    message: str = ""
    known: FactWords | None = None
    past: FactWords | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the audit saw. `text` is `reply[start:end]`; a finding about no words has start == end."""

    kind: FindingKind
    text: str
    detail: str
    start: int
    end: int
    mended: bool = False


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The audit of one text. `claims` counts checked claims, `grounded` those that have a source.

    `judging` of the `clauses` hold an evaluative word that no source carries, tolerated ones included;
    `lexicon` is the version of the words that were looked for.
    """

    claims: int = 0
    grounded: int = 0
    findings: tuple[Finding, ...] = field(default=())
    clauses: int = 0
    judging: int = 0
    lexicon: int = 0

    @property
    def evaluative_share(self) -> float:
        """Share of the clauses that judge; 0 for an empty text."""
        return self.judging / self.clauses if self.clauses else 0.0

    @property
    def passed(self) -> bool:
        """Whether nothing unmended is left."""
        return all(finding.mended for finding in self.findings)
