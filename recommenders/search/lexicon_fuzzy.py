"""Spelling mistakes: rare words that nearly are a word of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .lexicon_tables import word_ranks

# Below this length a near miss is more often another word than a slip.
_SHORTEST = 5
_CANDIDATES = 4
# A full name is mended towards people this well known, never from a word more common than this rank.
_KNOWN = 100.0
_COMMON = 2500


class Speller:
    """Suggests words of a vocabulary for words that are neither in it nor everyday English."""

    def __init__(self, vocabulary: dict[str, float]) -> None:
        self._known = vocabulary
        self._by_edge: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in vocabulary:
            if len(word) >= _SHORTEST - 1 and not word.isdigit():
                self._by_edge["^" + word[0], len(word)].append(word)
                self._by_edge["$" + word[-1], len(word)].append(word)
        self.suggest = lru_cache(maxsize=4096)(self._suggest)

    def _suggest(self, word: str) -> tuple[str, ...]:
        """Up to four likely words, nearest first and better-known before less; none for an everyday word."""
        size = len(word)
        if size < _SHORTEST or word in self._known or not word.isalpha() or everyday(word):
            return ()
        allowed = 1 if size < 8 else 2
        pool: list[str] = []
        for length in range(size - allowed, size + allowed + 1):
            pool += self._by_edge.get(("^" + word[0], length), ())
            pool += self._by_edge.get(("$" + word[-1], length), ())
        hits = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=24)
        ranked = sorted({(int(distance), -self._known[hit], hit) for hit, distance, _ in hits})
        return tuple(hit for _, _, hit in ranked[:_CANDIDATES])


class FullNames:
    """Names of two words, found although one letter of one of the words is wrong."""

    def __init__(self, names: dict[str, float]) -> None:
        self._known = names
        self._lasts: dict[str, list[str]] = defaultdict(list)
        self._firsts: dict[str, list[str]] = defaultdict(list)
        for name, fame in names.items():
            if fame >= _KNOWN:
                first, last = name.split(" ")
                self._lasts[first].append(last)
                self._firsts[last].append(first)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)

    def _nearest(self, first: str, last: str) -> str | None:
        """The one well-known name that is a letter away; none where the words are a name, or common words."""
        if f"{first} {last}" in self._known:
            return None
        near = [f"{first} {other}" for other in self._lasts.get(first, ()) if _slip(last, other)]
        near += [f"{other} {last}" for other in self._firsts.get(last, ()) if _slip(first, other)]
        return near[0] if len(near) == 1 else None


def _slip(said: str, meant: str) -> bool:
    """Whether a word that is not common is one letter away from another."""
    if min(len(said), len(meant)) < _SHORTEST or word_ranks().get(said, 99_999) < _COMMON:
        return False
    return OSA.distance(said, meant, score_cutoff=1) == 1


def everyday(word: str) -> bool:
    """Whether a word is common English, or a regular form of such a word."""
    ranks = word_ranks()
    if word in ranks:
        return True
    for ending, instead in (
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("ly", ""),
        ("ies", "y"),
        ("y", ""),
        ("ish", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) > 2
            and word.removesuffix(ending) + instead in ranks
        ):
            return True
    return False
