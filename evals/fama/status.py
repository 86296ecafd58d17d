"""Whether an answer says that a goal was met or missed. Closed word lists; contradictions count as nothing said."""

from __future__ import annotations

import re
from typing import Literal

from .words import plain

Said = Literal["met", "missed"]

_MISSED = re.compile(
    r"\b(over (?:your |the |my )?(?:\w+ )?(?:budget|limit)|overspent|overspending|exceed(?:s|ed|ing)?|above (?:your |the )?"
    r"(?:\w+ )?budget|miss(?:ed|ing)|short of|fell short|below (?:your |the )?(?:\w+ )?goal|behind|"
    r"(?:not|no longer|nt|never) (?:\w+ )?(?:met|meet|meeting|reach|reached|reaching|achieved|on track|within)|"
    r"(?:hav|is|was|are|were|did|do|does|has|had)(?:e)?nt (?:\w+ )?(?:met|meet|meeting|reach|reached|reaching|achieved|on track|within))\b"
)
_MET = re.compile(
    r"\b((?:under|within|below) (?:your |the |my )?(?:\w+ )?(?:budget|limit)|met|meet|meets|meeting|"
    r"reached|reaching|achieved|on track|above (?:your |the )?(?:\w+ )?goal)\b"
)
_DENIED_MISS = re.compile(r"\b(?:not|never|without|nt) (?:\w+ )?(?:exceed(?:ed|ing)?|over|missed|missing)\b")


def statuses(text: str) -> set[Said]:
    """Every status that a text states."""
    said: set[Said] = set()
    for sentence in re.split(r"[.!?;\n]+(?:\s|$)", plain(text)):
        if _DENIED_MISS.search(sentence):
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
