"""Folded words with their places in the message, and one string to run patterns over."""

from __future__ import annotations

import re
from bisect import bisect_right

from .fold import fold
from .lexicon_types import Token

# A word may carry combining marks; `&` folds to a word of its own.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|&")


def tokenize(text: str) -> list[Token]:
    """Every folded word of `text`, in order. A word that folds to several gives several with one place."""
    tokens: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        for norm in fold(match.group()).split():
            tokens.append(Token(norm, match.start(), match.end(), gap))
            gap = ""
        last = match.end()
    return tokens


class Line:
    """Tokens joined by single spaces, so that a pattern's match can be traced back to the message."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.text = " ".join(token.norm for token in tokens)
        self._starts: list[int] = []
        at = 0
        for token in tokens:
            self._starts.append(at)
            at += len(token.norm) + 1

    def index(self, position: int) -> int:
        """The token that holds character `position` of the joined string."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """First and last (exclusive) token of a pattern's match."""
        return self.index(match.start()), self.index(max(match.end() - 1, match.start())) + 1
