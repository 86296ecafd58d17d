"""Words in quotation marks, apostrophes inside them told apart from their ends."""

from __future__ import annotations

import re

_OPEN = r"(?:^|(?<=[\s(\[:,]))"
_CLOSE = r"(?=[\s.,;:!?)\]]|$)"
_DOUBLE = re.compile(r'"([^"]+)"')
_CURLY = re.compile(r"“([^”]+)”|‘(.+?)’" + _CLOSE)
_SINGLE = re.compile(rf"{_OPEN}'(.+?)'{_CLOSE}", re.DOTALL)
_TICK = re.compile(r"`([^`]+)`")


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks, in order. A mark within a word ("brand's") closes nothing."""
    found: list[tuple[int, int]] = []
    for pattern in (_DOUBLE, _CURLY, _SINGLE, _TICK):
        for match in pattern.finditer(text):
            group = next(number for number in range(1, len(match.groups()) + 1) if match[number] is not None)
            span = match.span(group)
            if not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
    return sorted(found)


def unquoted(words: str) -> str:
    """`words` without quotation marks and punctuation around them, unless they hold more than one quotation."""
    words = words.strip().strip(",;:").strip()
    for opening, closing in (('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("`", "`")):
        bare = words.rstrip(".,;:!?")
        if (
            len(bare) > 2
            and bare.startswith(opening)
            and bare.endswith(closing)
            and _is_one(bare, opening, closing)
        ):
            return bare[1:-1].strip()
        if (
            words.startswith(opening)
            and words.endswith(closing)
            and len(words) > 2
            and _is_one(words, opening, closing)
        ):
            return words[1:-1].strip()
    return words


def _is_one(words: str, opening: str, closing: str) -> bool:
    inside = words[1:-1]
    if opening in "'‘":
        return not re.search(r"['’](?=[\s,]).*(?<=[\s,])['‘]", inside)
    return opening not in inside and closing not in inside
