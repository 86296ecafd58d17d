"""The check of persona text before it goes to a re-ranker: facts only, and nobody's name in it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ....memory.types import Fact
from ..claims.record import Field, SourceRecord
from ..claims.static import StaticFinding, audit_static

Source = SourceRecord | Mapping[str, Any] | Iterable[Fact]


@dataclass(frozen=True)
class PersonaAudit:
    """`text` is what may be sent to the re-ranker; the other fields say what was found in the text given.

    `precision` is the share of grounded claims and `coverage` that of mentioned fields, both of the outgoing text.
    """

    text: str
    passed: bool
    findings: tuple[StaticFinding, ...]
    revised: bool
    facts_only: bool
    evaluative_share: float
    precision: float | None
    coverage: float | None
    milliseconds: float

    @property
    def line(self) -> str:
        """The audit in one line."""
        if self.passed:
            return "persona: passed"
        kinds = ", ".join(dict.fromkeys(one.kind for one in self.findings))
        return f"persona: {'rewritten to the facts' if self.facts_only else 'revised once'} ({kinds})"


def audit_persona(
    text: str, source: Source, *, closed: Sequence[str] = (), names: Sequence[str] = ()
) -> PersonaAudit:
    """Check persona text against what it was made from, without a model call.

    `source` is a record, a mapping of its fields, or the facts that hold now. `closed` are values that no longer
    hold. `names` are everything the person is called (display name, user id, handles): none of it may stand in a
    persona, and a text with one is revised. Names are compared as words; nothing is inferred from them.
    """
    begin = time.perf_counter()
    found = audit_static(text, _record(source), closed=closed, names=[one for one in names if one.strip()])
    return PersonaAudit(
        text=found.text,
        passed=found.passed,
        findings=found.findings,
        revised=found.revised,
        facts_only=found.facts_only,
        evaluative_share=found.evaluative_share,
        precision=found.read.precision,
        coverage=found.read.coverage,
        milliseconds=1000 * (time.perf_counter() - begin),
    )


def _record(source: Source) -> SourceRecord:
    if isinstance(source, SourceRecord):
        return source
    if isinstance(source, Mapping):
        return SourceRecord.of(source)
    return SourceRecord(tuple(Field(_name(fact), fact.value_text, fact.polarity) for fact in source))


def _name(fact: Fact) -> str:
    return fact.attribute.rpartition(".")[2].replace("_", " ")
