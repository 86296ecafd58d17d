"""What a message tells beside its document: "make the budget 5k, and I spent $4 on coffee"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ..heard import Heard
from ..language.joints import kind_of_telling
from ..language.reading import heard_scene
from .fields import fields

_PLAIN = {
    "task": re.compile(
        r"\b(?:to|on|onto) my (?:[\w-]+ ){0,3}(?:list|to-dos?|tasks|chores)\b|\bremind me to\b"
    ),
    "aim": re.compile(r"\bmy\b"),
    "event": re.compile(
        r"^(?:(?:i|also|and|just|oh|have) )*(?:spent|paid|bought|grabbed|had|got|walked|ran|slept|did)\b"
    ),
    "appointment": re.compile(
        r"\bi (?:have|have got|am having) (?:a|an|my)\b|\b(?:my|the) (?:calendar|diary)\b"
    ),
}
"""What makes it plain that each kind speaks of the speaker's own life."""


def without_the_rest(heard: Heard) -> tuple[Heard, tuple[tuple[int, int], ...]]:
    """The message with blanks for what it plainly tells beside the document, and the stretches that are left.

    A message that is all of one kind is left whole.
    """
    scene = heard_scene(heard)
    places = [(scene.plain.span(s.start, s.end), _is_beside(s.text)) for s in scene.sentences]
    kept = tuple(place for place, beside in places if not beside)
    if len(kept) in (0, len(places)):
        return heard, ((0, len(heard.text)),)
    text = heard.text
    for (start, end), beside in places:
        if beside:
            text = text[:start] + " " * (end - start) + text[end:]
    for one, other in pairwise(places):
        if one[1] != other[1]:  # the joint between them belongs to neither
            text = text[: one[0][1]] + " " * (other[0][0] - one[0][1]) + text[other[0][0] :]
    return replace(heard, text=text), kept


def _is_beside(text: str) -> bool:
    kind = kind_of_telling(text)
    if kind not in _PLAIN or re.search(rf"(?<!\w){fields().names}(?!\w)", text):
        return False
    return bool(_PLAIN[kind].search(text))
