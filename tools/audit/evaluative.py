"""Praise, doubt, hedges, boosters and flattery that nothing in the sources carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .claims.clauses import Clause, clauses_of
from .claims.lexicon import Hit
from .lexicon import Lexicon
from .result import Finding
from .sources import SourceIndex, Span
from .words import Sentence

SHARE, AT_LEAST = 0.5, 3
"""When more than this share of at least so many clauses judges, words that are tolerated alone are not."""


@dataclass
class Judgements:
    """The evaluative words of a text outside names, unless the user wrote them or a source says them."""

    lexicon: Lexicon
    index: SourceIndex
    clauses: int = 0
    judging: int = 0
    _loud: list[Finding] = field(default_factory=list)
    _quiet: list[Finding] = field(default_factory=list)

    def read(self, sentence: Sentence, spans: list[Span]) -> None:
        """Take in one sentence; `spans` are the source names in it."""
        covered = {sentence.tokens[at].start for span in spans for at in range(span.first, span.last)}
        for clause in clauses_of(sentence):
            self.clauses += 1
            words = clause.words
            hits = [hit for hit in self.lexicon.evaluative.hits(words) if self._free(hit, clause, covered)]
            self.judging += bool(hits)
            for hit in hits:
                loud = self.lexicon.evaluative.objected(hit, words)
                (self._loud if loud else self._quiet).append(_finding(hit, clause))

    def findings(self) -> Iterator[Finding]:
        """What has no place in the text; where the text does little else than judge, every such word."""
        yield from self._loud
        if self.clauses >= AT_LEAST and self.judging > SHARE * self.clauses:
            yield from self._quiet

    def _free(self, hit: Hit, clause: Clause, covered: set[int]) -> bool:
        places = clause.tokens[hit.first : hit.last]
        named = any(token.start in covered for token in places)
        return not named and not self.index.holds(clause.words[hit.first : hit.last])


def _finding(hit: Hit, clause: Clause) -> Finding:
    start, end = clause.tokens[hit.first].start, clause.tokens[hit.last - 1].end
    text = clause.text[start - clause.start : end - clause.start]
    return Finding("evaluative", text, f"{hit.kinds[0]} {text!r} is carried by no fact", start, end)
