"""A list as it is spoken, cut into its elements.

Commas and "and" stand inside elements as often as between them. A cut is made where what follows is built like the
first element: a verb in the same form, a noun with its article, a name; brackets and quotations are never cut.
"""

from __future__ import annotations

import re

from .joints import by_joints
from .persons import with_roles
from .quotes import quoted, unquoted
from .verbs import is_base_verb

__all__ = ["elements", "is_base_verb"]

_BULLET = re.compile(r"(?:^|\n)\s*(?:[-*•·]|\d+[.)])\s+")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:\(?\d[.)]|[a-d]\))\s+")
_ORDINAL = re.compile(
    (
        r"(?:^|(?<=[;,.:]))\s*(?:and )?(?:first|second|third|fourth|fifth|last|firstly"
        r"|secondly|thirdly|lastly|finally)(?: of all)?[,:]\s+"
    ),
    re.IGNORECASE,
)


def elements(text: str, *, spare_and: bool = False) -> list[tuple[int, int]]:
    """The stretches of the elements of a spoken list, in order. Sentences are elements of their own.

    `spare_and`: a lone "and" parts nothing unless an article begins anew after it ("signing and verification").
    """
    marked = _by_marks(text)
    found = marked or [
        span
        for start, end in _sentences(text)
        for span in with_roles(text, by_joints(text, start, end, spare_and=spare_and))
    ]
    return [span for span in (_bare(text, *span) for span in found) if span[0] < span[1]]


def _by_marks(text: str) -> list[tuple[int, int]]:
    """Stretches between bullets, numbers, ordinals or quotations, where there is more than one of them."""
    for marks in (_BULLET, _NUMBERED, _ORDINAL):
        starts = [match.end() for match in marks.finditer(text)]
        if len(starts) > 1:
            ends = [*(match.start() for match in list(marks.finditer(text))[1:]), len(text)]
            return list(zip(starts, ends, strict=True))
    spans = quoted(text)
    if spans and _only_joints(text, spans):
        return spans
    return []


def _sentences(text: str) -> list[tuple[int, int]]:
    """Sentences, each of which may hold a list of its own."""
    cuts = [
        match.end()
        for match in re.finditer(r"(?<=[^.\sA-Z][.!?])\s+(?=[\"'“A-Z0-9])", text)
        if not re.search(r"\b(?:Dr|Mr|Mrs|Ms|Prof|e\.g|i\.e|vs|etc)\.\s*$", text[: match.end()])
    ]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _only_joints(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether nothing but commas and "and" stands around the quotations."""
    rest, at = "", 0
    for start, end in spans:
        rest += text[at : start - 1]
        at = end + 1
    rest += text[at:]
    return not re.sub(r"\b(?:and|also|plus|then|as well as)\b|[\s.,;:&]", "", rest)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """An element without what joins it, leading articles, and punctuation at its end."""
    lead = re.match(
        (
            r"\s*(?:(?:and|also|just|only|mainly|cc|bcc|to|by(?= \w+ing\b)|the|a|an|our|plus|we(?= \w+ed\b)|then"
            r"|finally|lastly|first|second|third|firstly|secondly)\b,?\s+)*"
        ),
        text[start:end],
        re.IGNORECASE,
    )
    start += lead.end() if lead else 0
    words = text[start:end].rstrip()
    tail = re.search(r"[\s.,;:!]+$", words)
    end = start + len(words) - (len(tail[0]) if tail else 0)
    inner = unquoted(text[start:end])
    if inner != text[start:end]:
        at = text.find(inner, start)
        return (at, at + len(inner)) if at >= 0 else (start, end)
    return start, end
