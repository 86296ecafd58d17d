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


_YEARISH = re.compile(r"(?:18|19|20)\d\d|(?:(?:19|20)\d|\d)0s")
_DASHES = frozenset("-–—")


def _ranged(tokens: list[Token]) -> list[Token]:
    """The tokens with "to" for a dash between two years: "1998-2003", "80s – 90s"."""
    found: list[Token] = []
    for token in tokens:
        years = found and _YEARISH.fullmatch(found[-1].norm) and _YEARISH.fullmatch(token.norm)
        if years and token.gap.strip() in _DASHES:
            found.append(Token("to", found[-1].end, token.start, ""))
        found.append(token)
    return found


class Line:
    """Tokens joined by single spaces, so that a pattern's match can be traced back to the message."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens = _ranged(tokens)
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
