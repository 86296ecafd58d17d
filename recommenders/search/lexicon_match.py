"""Longest phrases of the gazetteer in a row of tokens, spelling mistakes included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from .lexicon_fuzzy import Speller
from .lexicon_names import Gazetteer
from .lexicon_types import Match, Token

_COMBINATIONS = 32
_LONGEST = 14


class Matcher:
    """Finds, at a token, every phrase that starts there, the longest first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._speller = Speller(gazetteer.words())

    def spellings(self, tokens: list[Token]) -> list[tuple[str, ...]]:
        """Per token its own form and, when it is no known word, the words it may be a slip of."""
        return [(token.norm, *self._speller.suggest(token.norm)) for token in tokens]

    def at(self, first: int, forms: list[tuple[str, ...]]) -> Iterator[Match]:
        """Matches that start at token `first`, longest first, exact before fuzzy of the same length."""
        reach = max((self._gazetteer.longest.get(form, 0) for form in forms[first]), default=0)
        reach = min(reach, _LONGEST, len(forms) - first)
        for size in range(reach, 0, -1):
            window = forms[first : first + size]
            for words in islice(product(*window), _COMBINATIONS):
                phrase = " ".join(words)
                if (entry := self._gazetteer.get(phrase)) is not None:
                    fuzzy = any(word != form[0] for word, form in zip(words, window, strict=True))
                    yield Match(first, first + size, phrase, entry, fuzzy)
                    break
