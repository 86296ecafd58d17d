"""Praise, doubt, hedges, boosters and flattery that nothing in the sources carries."""

from __future__ import annotations

from collections.abc import Iterator

from .lexicon import Lexicon
from .result import Finding
from .sources import SourceIndex, Span
from .words import Sentence


def evaluations(
    sentence: Sentence, spans: list[Span], lexicon: Lexicon, index: SourceIndex
) -> Iterator[Finding]:
    """Evaluative words outside names, unless the user wrote them or a source text says them."""
    covered = {at for span in spans for at in range(span.first, span.last)}
    tokens = sentence.tokens
    words = tuple(token.fold for token in tokens)
    for at, word in enumerate(words):
        for entry, kind in lexicon.entries.get(word, {}).items():
            last = at + len(entry)
            if words[at:last] != entry or covered & set(range(at, last)) or index.holds(entry):
                continue
            start, end = tokens[at].start, tokens[last - 1].end
            text = sentence.text[start - sentence.start : end - sentence.start]
            yield Finding("evaluative", text, f"{kind} {text!r} is carried by no fact", start, end)
