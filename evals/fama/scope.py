"""How a value is spoken of: as it holds now, as past, or denied. Decided by the words around it."""

from __future__ import annotations

from typing import Literal

from .wordlists import word_list
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
    denials = word_list("deny") | word_list("past")
    for index in range(start - 1, first - 1, -1):
        word = text.stems[index]
        if word in denials:
            return True
        if word in word_list("turn"):
            return False
        if word in word_list("affirm"):
            return any(before in denials for before in text.stems[max(first, index - 3) : index])
    return False


def _closed_after(text: Text, end: int, last: int) -> bool:
    """Whether the next few words say that it is over ("... is no longer on the list")."""
    for index in range(end, min(last, end + 5)):
        word = text.stems[index]
        if word in word_list("turn"):
            return False
        if word in word_list("after"):
            return True
    return False
