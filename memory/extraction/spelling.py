"""Slips in the grammar's own words: "recomend", "watchd", "favorit"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .linking import Linker

if TYPE_CHECKING:
    from .skeleton import Speller
    from .tables import Grammar

# Words that patterns mention in forms the vocabulary reader does not see.
_MORE = [
    "recommend",
    "suggest",
    "something",
    "anything",
    "recommendation",
    "recommendations",
    "suggestion",
    "suggestions",
    "watched",
    "tonight",
    "favourite",
    "already",
    "prefer",
    "director",
    "directed",
    "starring",
    "similar",
    "instead",
    "remember",
    "forget",
    "western",
    "delete",
    "everything",
    "thanks",
    "please",
    "another",
    "different",
    "enjoyed",
    "another",
    "should",
    "would",
    "could",
    "really",
    "because",
    "about",
]


def cue_speller(linker: Linker, *grammars: Grammar) -> Speller:
    """A function from a folded word to the grammar's word it is a slip of, or to itself."""
    vocabulary = frozenset(word for grammar in grammars for word in grammar.vocabulary()) | frozenset(_MORE)

    def spell(word: str) -> str:
        if len(word) < 5 or word in vocabulary or not word.isalpha() or linker.is_word(word):
            return word
        return _nearest(word, vocabulary)

    return spell


@lru_cache(maxsize=4096)
def _nearest(word: str, vocabulary: frozenset[str]) -> str:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 8 else 2
    best = min(
        ((OSA.distance(word, known, score_cutoff=allowed), known) for known in vocabulary),
        default=(allowed + 1, word),
    )
    return best[1] if best[0] <= allowed else word
