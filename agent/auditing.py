"""The audit of a draft: its sources put together, its findings as events understand them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..tools.audit import AuditSources, Finding, audit, revise
from .compose.draft import Draft
from .events import AuditFinding, AuditReport

if TYPE_CHECKING:
    from .context import RunContext


def audited(draft: Draft, context: RunContext) -> tuple[str, AuditReport]:
    """The text as it may go out, and the report. At most one revision."""
    begin = time.perf_counter()
    sources = sources_of(draft, context)
    revision = revise(draft.text, audit(draft.text, sources), sources)
    result = revision.result
    report = AuditReport(
        claims=result.claims,
        grounded=result.grounded,
        findings=tuple(_finding(found) for found in result.findings),
        revised=revision.text != draft.text,
        facts_only=revision.facts_only,
        clauses=result.clauses,
        judging=result.judging,
        lexicon=result.lexicon,
        milliseconds=1000 * (time.perf_counter() - begin),
    )
    return revision.text, report


def sources_of(draft: Draft, context: RunContext) -> AuditSources:
    """Everything the draft was composed from."""
    services = context.services
    memory, catalog = services.memory, services.catalog
    live, closed = tuple(memory.facts(context.user_id)), tuple(memory.closed(context.user_id))
    known, past = services.words_of(context.user_id, live, closed)
    used = {fact_id for card in draft.cards for fact_id in card.because}
    if draft.explanation is not None:
        used.update(part.unit_id for part in draft.explanation.influences)
        used.update(draft.explanation.change_ids)
    told = {(fact.attribute, fact.value_norm) for fact in draft.past}
    return AuditSources(
        catalog=catalog,
        items=tuple(catalog.get(item) for item in sorted(draft.items) if item in catalog),
        live=live,
        closed=closed,
        # What is told of one closed fact is told of every earlier one with the same value.
        reported=frozenset(f.fact_id for f in closed if (f.attribute, f.value_norm) in told),
        used=frozenset(used),
        texts=tuple(draft.names),
        numbers=tuple(draft.numbers),
        message=context.text,
        known=known,
        past=past,
    )


def _finding(found: Finding) -> AuditFinding:
    return AuditFinding(kind=found.kind, text=found.text, detail=found.detail, mended=found.mended)
