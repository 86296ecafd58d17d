"""Whether an answer says that a goal was met or missed. Closed lists; a contradiction says nothing."""

from __future__ import annotations

import re
from typing import Literal

from .words import plain

Said = Literal["met", "missed"]

_YOUR = r"(?:your |the |my )?(?:\w+ )?"
_REACHED = r"(?:met|meet|meeting|reach|reached|reaching|achieved|on track|within)"
# Apostrophes are gone when these are applied.
_DENIED = "(?:not|no longer|never|havent|isnt|wasnt|arent|werent|didnt|dont|doesnt|hasnt|hadnt)"
_MISSED = re.compile(
    rf"\b(?:(?:over|above) {_YOUR}(?:budget|limit)|overspent|overspending|exceed(?:s|ed|ing)?|miss(?:ed|ing)"
    rf"|short of|fell short|below {_YOUR}goal|behind|{_DENIED} (?:\w+ )?{_REACHED})\b"
)
_MET = re.compile(
    rf"\b(?:(?:under|within|below) {_YOUR}(?:budget|limit)|above {_YOUR}goal"
    r"|met|meets?|meeting|reached|reaching|achieved|on track)\b"
)
_NO_MISS = re.compile(
    r"\b(?:not|never|without|havent|didnt|hasnt) (?:\w+ )?(?:exceed(?:ed|ing)?|over|miss(?:ed|ing)?)\b"
)


def statuses(text: str) -> set[Said]:
    """Every status that a text states."""
    said: set[Said] = set()
    for sentence in re.split(r"[.!?;\n]+(?:\s|$)", plain(text)):
        if _NO_MISS.search(sentence):
            said.add("met")
            continue
        rest, misses = _MISSED.subn(" ", sentence)
        if misses:
            said.add("missed")
        if _MET.search(rest):
            said.add("met")
    return said


def says(text: str, wanted: str) -> bool:
    """Whether the text states `wanted` and not its opposite."""
    return statuses(text) == {wanted}
