"""What goes along when a fact is erased: other rows of the same thing, and names that would still tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .schema import Schema
from .types import Cardinality, ConflictPolicy, Fact
from .vocabulary import DOCUMENT


def kin(every: Sequence[Fact], asked: set[str], schema: Schema) -> list[Fact]:
    """The facts asked for, and all that stood for the same thing, in the order recorded.

    The same thing is the same value of an attribute and subject; of events, where equal values are different
    things, only the rows that one took the place of another in.
    """
    gone = {fact.fact_id for fact in every if fact.fact_id in asked}
    values = {
        name for fact in every if fact.fact_id in gone and not _apart(fact, schema) for name in _names(fact)
    }
    gone |= {fact.fact_id for fact in every if values.intersection(_names(fact))}
    gone |= _lineage([fact for fact in every if _apart(fact, schema)], gone)
    return [fact for fact in every if fact.fact_id in gone]


def _apart(fact: Fact, schema: Schema) -> bool:
    rules = schema[fact.attribute]
    return rules.cardinality is Cardinality.EVENT or rules.conflict_policy is ConflictPolicy.APPEND_ONLY


def _names(fact: Fact) -> set[tuple[str, str, str]]:
    """By what a value is known: its words and, for an item, its id."""
    slot = (fact.subject, fact.attribute)
    return {(*slot, fact.value_norm), (*slot, f"\x1f{fact.ref}" if fact.ref else fact.value_norm)}


def _lineage(events: Iterable[Fact], gone: set[str]) -> set[str]:
    """Events linked to erased ones through corrections, earlier and later."""
    links: dict[str, set[str]] = {}
    for fact in events:
        if fact.supersedes is not None:
            links.setdefault(fact.fact_id, set()).add(fact.supersedes)
            links.setdefault(fact.supersedes, set()).add(fact.fact_id)
    found: set[str] = set()
    waiting = [fact_id for fact_id in links if fact_id in gone]
    while waiting:
        fact_id = waiting.pop()
        if fact_id not in found:
            found.add(fact_id)
            waiting += links.get(fact_id, ())
    return found


def titles_gone(facts: Sequence[Fact], staying: Sequence[Fact]) -> list[str]:
    """Titles of documents of which nothing stays, or which lose their title."""
    kept = {fact.subject for fact in staying}
    lost = {fact.subject for fact in facts if fact.subject not in kept} | set(renamings(facts, staying))
    return sorted(title for title in map(_title, lost) if title)


def renamings(facts: Sequence[Fact], staying: Sequence[Fact]) -> dict[str, str]:
    """New names for the subjects of documents that stay while nothing tells their title any more."""
    kept: dict[str, set[str]] = {}
    for fact in staying:
        kept.setdefault(fact.subject, set()).add(fact.value_norm)
    return {
        fact.subject: _nameless(fact)
        for fact in facts
        if fact.value_norm == _title(fact.subject)
        and fact.value_norm not in kept.get(fact.subject, {fact.value_norm})
    }


def _title(subject: str) -> str:
    parts = subject.split(":", 2)
    return parts[2] if len(parts) == 3 and parts[0] == DOCUMENT else ""


def _nameless(fact: Fact) -> str:
    # The end of an id alone is no id: the scan for what was erased does not find it.
    kind = fact.subject.split(":", 2)[1]
    return f"{DOCUMENT}:{kind}:untitled {fact.fact_id[-8:].lower()}"
