"""Slips in the words that carry a taste: "enojyed", "hatd", "dislke"."""

from __future__ import annotations

from functools import lru_cache

from .tables import listed, plain

_SHORT_SLIPS = {
    "uesd": "used",
    "usde": "used",
    "usd": "used",
    "favorite": "favourite",
    "liek": "like",
    "lvoe": "love",
    "haet": "hate",
    "bookes": "books",
    "flims": "films",
}
_SHORT = 5
_LONG = 10


@lru_cache(maxsize=8192)
def mended(word: str) -> str:
    """The cue word that `word` is a slip of, or `word` itself.

    One slip in words of five letters or more, two from ten on; the first letter must be right. In the shorter
    ones a slip is a letter missing, added or changing places, never another letter: too many words are near.
    """
    known = listed("mended")
    if word in _SHORT_SLIPS:
        return _SHORT_SLIPS[word]
    if len(word) < _SHORT - 1 or word in known or not word.isalpha() or word in plain().not_slips:
        return word
    from rapidfuzz.distance import OSA, Levenshtein

    best, least = word, 3
    for candidate in sorted(known):
        if candidate[0] != word[0] or abs(len(candidate) - len(word)) > 2 or len(candidate) < _SHORT:
            continue
        allowed = 2 if min(len(candidate), len(word)) >= _LONG else 1
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if distance > allowed or distance >= least:
            continue
        other_letter = len(word) == len(candidate) and Levenshtein.distance(word, candidate) == 1
        if (allowed == 1 and other_letter and not _vowel(word, candidate)) or _inflected(word, candidate):
            continue
        best, least = candidate, distance
    return _SHORT_SLIPS.get(best, best)


def _vowel(word: str, candidate: str) -> bool:
    """Whether long words differ in one vowel only: "favorate"."""
    wrong = [(a, b) for a, b in zip(word, candidate, strict=True) if a != b]
    return len(word) > _SHORT and len(wrong) == 1 and all(letter in "aeiou" for letter in wrong[0])


def _inflected(word: str, candidate: str) -> bool:
    """Whether the two differ as forms of one word do: no slip."""
    longer, shorter = (word, candidate) if len(word) > len(candidate) else (candidate, word)
    if len(longer) == len(shorter) or not longer.startswith(shorter[:-1]):
        return False
    return longer[len(shorter) :] in ("s", "d", "r", "ed", "er", "rs", "ly") and longer.startswith(shorter)
