"""How a value is spoken of: as it holds now, as past, or denied. Decided by the words around it."""

from __future__ import annotations

from typing import Literal

from .wordlists import cues
from .words import Text

Manner = Literal["current", "past"]

WINDOW = 25
"""How many words back a denial can reach."""
NEAR = 5
"""The same before a long value: in a list of long values, a `without` of the one before denies nothing."""


def manner(text: Text, start: int, end: int, *, long: bool = False) -> Manner:
    """How the words from `start` to `end` are meant. Denied values are `past` too: neither holds now.

    `long` says that the value has many words of its own.
    """
    first, last = text.span_of(text.sentence_of[start])
    if _denied_before(text, max(first, start - (NEAR if long else WINDOW)), start) or _closed_after(
        text, end, last
    ):
        return "past"
    return "current"


def _denied_before(text: Text, first: int, start: int) -> bool:
    """Walk back to a denial; a turn (but) or an affirmation that is not itself denied ends its reach."""
    denials = cues("deny") | cues("past")
    for index in range(start - 1, first - 1, -1):
        if _at(text, index, start, denials):
            return True
        if _at(text, index, start, cues("turn")):
            return False
        if _at(text, index, start, cues("affirm")):
            return any(_at(text, place, index, denials) for place in range(max(first, index - 3), index))
    return False


def _closed_after(text: Text, end: int, last: int) -> bool:
    """Whether the next few words say that it is over ("... is no longer on the list")."""
    stop = min(last, end + 5)
    for index in range(end, stop):
        if _at(text, index, stop, cues("turn")):
            return False
        if _at(text, index, stop, cues("after")):
            return True
    return False


def _at(text: Text, index: int, end: int, among: frozenset[tuple[str, ...]]) -> bool:
    """Whether a cue of one or two words begins at `index` and ends before `end`."""
    words = text.words
    return words[index : index + 1] in among or (index + 2 <= end and words[index : index + 2] in among)
