"""Words that tie what is said to who the reader is taken to be: sex, origin, the sound of a name."""

from __future__ import annotations

from collections.abc import Iterator

from .claims.lexicon import Hit
from .lexicon import Lexicon
from .result import Finding
from .sources import SourceIndex, Span
from .words import Sentence

_ADDRESS = frozenset({"you", "your", "yours", "yourself"})
_LEADS = frozenset({"as", "being", "fellow"})
_ARTICLES = frozenset({"a", "an", "any", "another"})
_PERSONS = frozenset("person viewer fan watcher reader lover audience woman man girl guy lady people".split())
NEAR = 3


def conditioned(
    sentence: Sentence, spans: list[Span], lexicon: Lexicon, index: SourceIndex
) -> Iterator[Finding]:
    """Words for a sex, an origin or a cliché said of the reader, unless the user or a source says them.

    A reply speaks to its reader, so a word counts only in a sentence that says `you`, and where the words around it
    lead from the reader to it ("as a man, you", "for a woman like you"). What films are about is left alone.
    """
    words = tuple(token.fold for token in sentence.tokens)
    if not _ADDRESS & set(words):
        return
    covered = {at for span in spans for at in range(span.first, span.last)}
    for hit in lexicon.evaluative.conditioned.hits(words):
        said = words[hit.first : hit.last]
        if hit.first in covered or index.holds(said) or not _of_reader(words, hit):
            continue
        start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
        text = sentence.text[start - sentence.start : end - sentence.start]
        yield Finding(
            "name_conditioned", text, f"{text!r} is said of the reader; no source says it", start, end
        )


def _of_reader(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether the words around a hit say it of the reader. "Black" alone may be a comedy: it needs a person."""
    before, after = words[max(hit.first - NEAR, 0) : hit.first], words[hit.last : hit.last + 2]
    if after == ("like", "you"):
        return True
    led = bool(_LEADS & set(before)) or ("for" in before and bool(_ARTICLES & set(before)))
    if hit.kinds[0] == "people":
        return led or before[-1:] == ("you",)
    return hit.kinds[0] != "pronouns" and led and bool(_PERSONS & set(after[:1]))
