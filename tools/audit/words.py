"""Text cut into tokens and sentences, with offsets. Small and fast rather than linguistically complete."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...recommenders.search.fold import fold

_TOKEN = re.compile(r"[^\W_]+|&")
_END = re.compile(r"\n+|(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(*]*[^\W_a-z])")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|Vol|No|e\.g|i\.e|etc)\.$")
_NEAR = 12
_CLOSING = "\"'”’)"
_OPENS = re.compile(r"(?:^|[:—–•|>]|[-*#]\s|\d[.)])[\s\"'“‘(*_]*$|[\"“‘*_]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number. `fold` is how it is compared; `opens` says that any word has a capital here."""

    text: str
    fold: str
    start: int
    end: int
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital first letter."""
        return self.text[0].isupper()

    @property
    def digits(self) -> bool:
        """Whether it begins with a digit: `1995`, `90s`, `3rd`."""
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line of a list, with its tokens and its place in the text."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut at line ends and at sentence ends, not after initials and common abbreviations."""
    cuts, begin = [], 0
    for match in _END.finditer(text):
        if "\n" in match.group() or not _ABBREVIATION.search(
            _before(text, begin, match.start()).rstrip(_CLOSING)
        ):
            cuts.append((begin, match.start()))
            begin = match.end()
    cuts.append((begin, len(text)))
    return tuple(Sentence(text[a:b], a, b, _tokens(text, a, b)) for a, b in cuts if text[a:b].strip())


def _tokens(text: str, begin: int, end: int) -> tuple[Token, ...]:
    found = []
    for match in _TOKEN.finditer(text, begin, end):
        word = match.group()
        opens = word[0].isupper() and _OPENS.search(_before(text, begin, match.start())) is not None
        found.append(Token(word, folded(word), match.start(), match.end(), opens))
    return tuple(found)


def _before(text: str, begin: int, at: int) -> str:
    """The last few characters before `at`; the beginning itself only where it is that near."""
    return text[begin:at] if at - begin <= _NEAR else "x" + text[at - _NEAR : at]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A folded word without inner spaces."""
    return fold(word).replace(" ", "")


@lru_cache(maxsize=50_000)
def phrase(text: str) -> tuple[str, ...]:
    """A name as the tokens it is compared by."""
    return tuple(fold(text).split())
