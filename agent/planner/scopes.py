"""Which part of memory a request is about: likes, dislikes, seen or everything."""

from __future__ import annotations

import re

_SCOPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "dislikes",
        re.compile(
            r"\b(?:dislikes?|disliked|hate|hates|hated|hatred|can not stand|do not like|did not like|not "
            r"like|avoid|detest|loathe|least favourites?|turn offs|pet peeves|not into)\b"
        ),
    ),
    (
        "likes",
        re.compile(
            r"\b(?:likes?|liked|love|loves|loved|enjoy|enjoyed|favourites?|fond|prefer|adore|adored|am "
            r"into|be into|was into|keen on|fan of)\b"
        ),
    ),
    (
        "seen",
        re.compile(
            r"\b(?:seen|watched|watch history|viewing history|saw|watch list|did i watch|have i watch)\b"
        ),
    ),
    (
        "everything",
        re.compile(
            r"\b(?:everything|all|anything|know about me|about me|remember|data|profile|memory"
            r"|information|info|tastes?|preferences?|know)\b"
        ),
    ),
)


def scope_of(text: str) -> str | None:
    """The scope a clause names, None when it names none.

    A dislike is looked for first: "do not like" holds "like".
    """
    plain = re.sub(r"\b(?:would|i|you) like to\b|\blike (?:to|you|<)", " ", text)
    return next((name for name, pattern in _SCOPES if pattern.search(plain)), None)
