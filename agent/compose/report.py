"""The write report in a sentence or two: what was understood and kept, replaced, let go or refused."""

from __future__ import annotations

from ...memory.types import Outcome, WriteEntry, WriteReport
from ...recommenders.types import CatalogSchema
from .draft import Draft
from .life import day
from .words import fact_phrase, join, sentence_case

_LEAD = {
    Outcome.STORED: "noted:",
    Outcome.CONFIRMED: "I already had that",
    Outcome.RESTORED: "back again:",
}


def acknowledge(draft: Draft, report: WriteReport | None, schema: CatalogSchema) -> None:
    """Add one paragraph that says what the message did to memory; silent when it did nothing."""
    if report is None or not report.entries:
        return
    sentences = [_together(schema, report, outcome) for outcome in _LEAD]
    sentences += [_done(draft, report), _let_go(draft, schema, report)]
    sentences += [
        _closing(draft, schema, e)
        for e in report.entries
        if e.outcome not in (*_LEAD, Outcome.RETRACTED, Outcome.COMPLETED)
    ]
    for entry in report.entries:
        facts = [f for f in (entry.fact, entry.previous) if f]
        draft.names.update(f.value_text for f in facts)
        draft.names.update(day(f.happens_at) for f in facts if f.happens_at)
        draft.items.update(f.ref for f in (entry.fact, entry.previous) if f and f.ref)
    draft.say(" ".join(sentence_case(s) for s in sentences if s))


def _together(schema: CatalogSchema, report: WriteReport, outcome: Outcome) -> str:
    phrases = [fact_phrase(schema, e.fact) for e in report.entries if e.outcome is outcome and e.fact]
    if not phrases:
        return ""
    return f"{_LEAD[outcome]} {join(_merge(phrases))}."


def _done(draft: Draft, report: WriteReport) -> str:
    facts = [e.previous or e.fact for e in report.entries if e.outcome is Outcome.COMPLETED]
    done = list(dict.fromkeys(f"“{fact.value_text}”" for fact in facts if fact is not None))
    draft.past.extend(fact for fact in facts if fact is not None)
    return f"done: {join(done)} {'is' if len(done) == 1 else 'are'} off your list." if done else ""


def _let_go(draft: Draft, schema: CatalogSchema, report: WriteReport) -> str:
    facts = [e.previous or e.fact for e in report.entries if e.outcome is Outcome.RETRACTED]
    gone = [fact for fact in facts if fact is not None]
    draft.past.extend(gone)
    if not gone:
        return ""
    said = join(list(dict.fromkeys(f"that {fact_phrase(schema, fact, past=True)}" for fact in gone)))
    return f"let go: {said}; it no longer counts."


def _merge(phrases: list[str]) -> list[str]:
    """Say "you like" once for several likes in a row."""
    merged: list[str] = []
    for phrase in dict.fromkeys(phrases):
        for lead in ("you dislike ", "you like ", "you have seen "):
            if phrase.startswith(lead) and merged and any(m.startswith(lead) for m in merged):
                at = next(i for i, m in enumerate(merged) if m.startswith(lead))
                merged[at] += f" and {phrase.removeprefix(lead)}"
                break
        else:
            merged.append(phrase)
    return merged


def _closing(draft: Draft, schema: CatalogSchema, entry: WriteEntry) -> str:
    old = fact_phrase(schema, entry.previous, past=True) if entry.previous else ""
    new = fact_phrase(schema, entry.fact) if entry.fact else ""
    if entry.previous:
        draft.past.append(entry.previous)
    match entry.outcome:
        case Outcome.REPLACED if old and new:
            return f"changed: {new}; that {old} no longer counts."
        case Outcome.EXPIRED:
            return f"run out: that {old or new} no longer counts."
        case Outcome.CONTESTED:
            if entry.candidates:
                return "more than one could be meant, so none of them is used until you say which."
            return f"this contradicts itself, so it is not used until you say which holds: {new or old}."
        case Outcome.SKIPPED:
            return f"not stored: {entry.reason}."
        case _:
            return f"{entry.outcome.value}: {new or old}." if new or old else ""
