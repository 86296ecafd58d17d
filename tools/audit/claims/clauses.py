"""Text cut into clauses, each with its tokens and its place."""

from __future__ import annotations

from dataclasses import dataclass

from ..words import Sentence, Token, sentences
from .cues import cues


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence that says one thing. `opens` says that it begins its sentence."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    opens: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The folded tokens."""
        return tuple(token.fold for token in self.tokens)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order. Lists ("noir, crime and westerns") are not cut apart."""
    return tuple(clause for sentence in sentences(text) for clause in clauses_of(sentence))


def clauses_of(sentence: Sentence) -> list[Clause]:
    """The clauses of one sentence."""
    cuts, begin = [], 0
    for match in cues().split.finditer(sentence.text):
        if match.start() > begin:
            cuts.append((begin, match.start()))
            begin = match.end()
    cuts.append((begin, len(sentence.text)))
    made = []
    for first, last in cuts:
        start, end = sentence.start + first, sentence.start + last
        inside = tuple(token for token in sentence.tokens if start <= token.start < end)
        if inside:
            made.append(Clause(sentence.text[first:last], start, end, inside, first == 0))
    return made
