"""Tier 0 of the audit: static, on every reply, without a model call."""

from __future__ import annotations

from .closed import ClosedValues, leanings, used_closed
from .conditioned import conditioned
from .evaluative import Judgements
from .grounding import claims
from .lexicon import Lexicon, load_lexicon
from .result import AuditResult, AuditSources, Finding
from .sources import SourceIndex
from .words import sentences


def audit(text: str, sources: AuditSources, lexicon: Lexicon | None = None) -> AuditResult:
    """Check every sentence of a reply against the sources it was composed from.

    Findings are in the order of the text. Nothing is changed: see `revise`.
    """
    words = lexicon or load_lexicon()
    parts = sentences(text)
    said = frozenset(token.fold for sentence in parts for token in sentence.tokens)
    index, closed = SourceIndex.of(sources, said), ClosedValues.of(sources, said)
    found: list[Finding] = list(used_closed(sources))
    count = grounded = 0
    judged = Judgements(words, index)
    for sentence in parts:
        spans = index.spans(sentence)
        for claim in claims(sentence, spans, sources, words, index):
            count += 1
            grounded += claim.grounded
            if not claim.grounded:
                found.append(claim.finding())
        found += leanings(sentence, sources, closed)
        found += conditioned(sentence, spans, words, index)
        judged.read(sentence, spans)
    found += judged.findings()
    ordered = tuple(sorted(found, key=lambda finding: finding.start))
    return AuditResult(count, grounded, ordered, judged.clauses, judged.judging, words.version)
