"""Tier 0 for a summary of somebody: checked against its record without a model call, revised once, else the facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..words import phrase
from .decompose import ClauseReading, Decomposition, decompose
from .lexicon import Hit, evaluative_lexicon
from .record import SourceRecord

Kind = Literal["ungrounded", "evaluative", "name_conditioned", "closed_memory", "name"]
SHARE, AT_LEAST = 0.5, 3
"""When more than this share of at least so many clauses judges, words that are tolerated alone are not."""


@dataclass(frozen=True, slots=True)
class StaticFinding:
    """One thing that should not be in the text: `text[start:end]` of what was checked."""

    kind: Kind
    text: str
    detail: str
    start: int
    end: int


@dataclass(frozen=True)
class StaticAudit:
    """`text` is what may go out; `findings` are of what was given; `read` is the outgoing text taken apart."""

    text: str
    findings: tuple[StaticFinding, ...]
    read: Decomposition
    revised: bool = False
    facts_only: bool = False

    @property
    def passed(self) -> bool:
        """Whether the text could go out as it was given."""
        return not self.findings

    @property
    def evaluative_share(self) -> float:
        """Share of the outgoing clauses that judge."""
        return self.read.evaluative_share


def audit_static(
    text: str, record: SourceRecord, *, closed: Sequence[str] = (), names: Sequence[str] = ()
) -> StaticAudit:
    """Check a summary. `closed` are values that no longer hold; `names` are the person's own, which must not be said.

    One revision: a judging word is cut where its clause survives it, any other finding takes its clause along. If
    that leaves nothing or still fails, the record's fields are said and nothing else.
    """
    read = decompose(text, record)
    found = tuple(_findings(read, closed, names))
    if not found:
        return StaticAudit(text, (), read)
    mended = _mend(text, read, found)
    again = decompose(mended, record)
    says = bool(again.grounded) or not record.fields
    if mended and says and not any(True for _ in _findings(again, closed, names)):
        return StaticAudit(mended, found, again, revised=True)
    facts = facts_of(record, closed)
    return StaticAudit(facts, found, decompose(facts, record), revised=True, facts_only=True)


def facts_of(record: SourceRecord, closed: Sequence[str] = ()) -> str:
    """The fields of a record as plain lines, those that no longer hold left out."""
    gone = {phrase(value) for value in closed}
    grouped: dict[str, list[str]] = defaultdict(list)
    for one in record.fields:
        if phrase(one.value) not in gone:
            grouped[one.name or "fact"].append(one.value)
    return "\n".join(f"{name}: {', '.join(values)}" for name, values in grouped.items())


def _findings(read: Decomposition, closed: Sequence[str], names: Sequence[str]) -> Iterator[StaticFinding]:
    for reading in read.clauses:
        for claim in reading.claims:
            if not claim.grounded:
                detail = claim.detail or f"{claim.text!r} is in no source"
                yield StaticFinding("ungrounded", claim.text, detail, claim.start, claim.end)
        yield from _conditioned(reading, read.record)
        yield from _said(reading, closed, "closed_memory", "no longer holds")
        yield from _said(reading, names, "name", "is the person's name")
    yield from _judging(read)


def _judging(read: Decomposition) -> Iterator[StaticFinding]:
    judging = sum(bool(reading.hits) for reading in read.clauses)
    too_much = len(read.clauses) >= AT_LEAST and judging > SHARE * len(read.clauses)
    for reading in read.clauses:
        for hit in reading.hits:
            if too_much or evaluative_lexicon().objected(hit, reading.clause.words):
                yield _finding(reading, hit, "evaluative", f"{hit.kinds[0]} is carried by no fact")


def _conditioned(reading: ClauseReading, record: SourceRecord) -> Iterator[StaticFinding]:
    """Words for a sex, an origin or a cliché: of a person, without a source, none of them is a fact."""
    words = reading.clause.words
    stated = [(claim.start, claim.end) for claim in reading.claims if claim.grounded]
    for hit in evaluative_lexicon().conditioned.hits(words):
        start = reading.clause.tokens[hit.first].start
        inside = any(first <= start < last for first, last in stated)
        if not inside and not record.holds(words[hit.first : hit.last]):
            yield _finding(reading, hit, "name_conditioned", "is said of the person; no source says it")


def _said(reading: ClauseReading, values: Sequence[str], kind: Kind, why: str) -> Iterator[StaticFinding]:
    words = reading.clause.words
    for value in values:
        wanted = phrase(value)
        for at in range(len(words) - len(wanted) + 1 if wanted else 0):
            if words[at : at + len(wanted)] == wanted:
                yield _finding(reading, Hit(at, at + len(wanted), ()), kind, why)


def _finding(reading: ClauseReading, hit: Hit, kind: Kind, why: str) -> StaticFinding:
    first, last = reading.clause.tokens[hit.first], reading.clause.tokens[hit.last - 1]
    text = reading.words(hit)
    return StaticFinding(kind, text, f"{text!r} {why}", first.start, last.end)


def _mend(text: str, read: Decomposition, found: Sequence[StaticFinding]) -> str:
    """The text without what was found. What follows a clause that goes, in its sentence, hangs on it and goes too."""
    cuts: list[tuple[int, int]] = []
    dropped = False
    for number, reading in enumerate(read.clauses):
        clause = reading.clause
        here = [one for one in found if clause.start <= one.start < clause.end]
        dropped = False if clause.opens else dropped
        if dropped or (here and not all(_word(one, reading) for one in here)):
            before = 0 if number == 0 else read.clauses[number - 1].clause.end
            ends = number + 1 == len(read.clauses) or read.clauses[number + 1].clause.opens
            # The full stop of a sentence stays with what is left of it.
            stop = (
                clause.end - 1 if ends and not clause.opens and text[clause.end - 1] in ".!?" else clause.end
            )
            cuts.append((clause.start if clause.opens else before, stop))
            dropped = True
        else:
            cuts += [(one.start, one.end + 1) for one in here]
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return " ".join(text.split())


def _word(found: StaticFinding, reading: ClauseReading) -> bool:
    """Whether a finding is one judging word right before another plain word: it can go alone."""
    if found.kind != "evaluative" or " " in found.text:
        return False
    tokens, hits = reading.clause.tokens, reading.hits
    at = next(n for n, token in enumerate(tokens) if token.start == found.start)
    if at == 0 or at + 1 >= len(tokens) or tokens[at + 1].start != found.end + 1:
        return False
    linked = tokens[at + 1].fold in _LINKS
    return not linked and not any(hit.first <= at + 1 < hit.last for hit in hits)


_LINKS = frozenset("and or but as in of at to with for by on that than if is are was were be".split())
