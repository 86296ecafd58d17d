"""A question as words that can be matched: folded, contractions closed, slips in cue words mended."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ...fold import fold
from .language import tables, word_set

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
SHORT = 5
"""Shorter words are mended only where two letters changed places."""


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The words of a question, lower case, one space apart; cue words with a slip are mended.

    >>> plain("What's on my To-Do list, upcomming evnts?")
    'whats on my todo list upcoming events'
    """
    words = bare(text)
    for pattern, put in _fixes():
        words = pattern.sub(put, words)
    return " ".join(_mend(word) for word in words.split())


def bare(text: str) -> str:
    """Folded text with contractions and possessives closed: `moms` for `Mom's`."""
    return fold(text.translate(_APOSTROPHES))


@cache
def _fixes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), put) for pattern, put in tables()["spelling"]["fixes"])


@lru_cache(maxsize=8192)
def _mend(word: str) -> str:
    cues = word_set("spelling", "cues")
    if len(word) < SHORT - 1 or not word.isalpha() or word in cues or word in word_set("spelling", "alike"):
        return word
    return _swapped(word, cues) if len(word) < SHORT else _nearest(word, cues)


def _swapped(word: str, cues: frozenset[str]) -> str:
    letters = sorted(word)
    return next((cue for cue in sorted(cues) if len(cue) == len(word) and sorted(cue) == letters), word)


def _nearest(word: str, cues: frozenset[str]) -> str:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 8 else 2
    best, at = word, allowed + 1
    for cue in sorted(cues):
        # The first letter is hardly ever the one that slips; other words begin with another.
        if cue[0] != word[0] or len(cue) < SHORT or abs(len(cue) - len(word)) > allowed:
            continue
        # Another form of the same word is no slip.
        if cue in (f"{word}s", f"{word}ed", word.removesuffix("s"), word.removesuffix("ed")):
            continue
        distance = OSA.distance(word, cue, score_cutoff=allowed)
        if distance < at:
            best, at = cue, distance
    return best if at <= allowed else word
