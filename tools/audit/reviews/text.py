"""From review text to sentences and words, the same way for every figure."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_BREAK = re.compile(r"<\s*(?:br|/?p|/?div|/?li)\b[^<>]{0,30}>", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A full stop ends a sentence when a blank and something that can begin one follow; titles and initials do not.
_STOP = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])|[\r\n]+|(?<=[.!?])(?=[A-Z][a-z]+\s)"
)
_NO_STOP = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|al|Fig|Sec|Eq|No|Vol|e\.g|i\.e|[A-Z])\.)$")
LONGEST = 1_000_000


def clean(text: str) -> str:
    """Text without markup: line-breaking tags become line ends, other tags and entities go."""
    if "<" in text:
        text = _TAG.sub(" ", _BREAK.sub("\n", text))
    return html.unescape(text) if "&" in text else text


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a review, in order, trimmed; pieces without a letter are dropped."""
    found: list[str] = []
    held = ""
    for piece in _pieces(clean(text[:LONGEST])):
        held = f"{held} {piece}".strip() if held else piece.strip()
        if _NO_STOP.search(held):
            continue
        found.append(held)
        held = ""
    if held:
        found.append(held)
    return tuple(one for one in found if _WORD.search(one))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _STOP.split(text) if piece and piece.strip()]


def words(text: str) -> list[str]:
    """Lower-cased words: letters, with an apostrophe inside. Digits and signs are no words."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]
