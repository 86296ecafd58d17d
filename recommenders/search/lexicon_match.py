"""Longest phrases of the gazetteer in a row of tokens, spelling mistakes included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from .lexicon_fuzzy import FullNames, Speller
from .lexicon_names import Gazetteer
from .lexicon_types import Match, Token

_COMBINATIONS = 32
_LONGEST = 14


class Matcher:
    """Finds, at a token, every phrase that starts there, the longest first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._speller = Speller(gazetteer.words())
        self._namesakes = FullNames(gazetteer.full_names())

    def spellings(self, tokens: list[Token]) -> list[tuple[str, ...]]:
        """Per token its own form and, when it is no known word, the words it may be a slip of."""
        return [(token.norm, *self._speller.suggest(token.norm)) for token in tokens]

    def at(self, first: int, forms: list[tuple[str, ...]]) -> Iterator[Match]:
        """Matches that start at token `first`, longest first, exact before fuzzy of the same length."""
        reach = max((self._gazetteer.longest.get(form, 0) for form in forms[first]), default=0)
        reach = min(reach, _LONGEST, len(forms) - first)
        near = self._near(first, forms)
        for size in range(reach, 0, -1):
            if size == 1 and near is not None:
                yield near
            window = forms[first : first + size]
            for words in islice(product(*window), _COMBINATIONS):
                phrase = " ".join(words)
                if (entry := self._gazetteer.get(phrase)) is not None:
                    fuzzy = any(word != form[0] for word, form in zip(words, window, strict=True))
                    near = near if size == 1 else None
                    yield Match(first, first + size, phrase, entry, fuzzy)
                    break

    def _near(self, first: int, forms: list[tuple[str, ...]]) -> Match | None:
        """The one full name that two words are a letter away from: "Jim Carey"."""
        if first + 1 >= len(forms):
            return None
        phrase = self._namesakes.nearest(forms[first][0], forms[first + 1][0])
        entry = self._gazetteer.get(phrase) if phrase else None
        return Match(first, first + 2, phrase or "", entry, fuzzy=True) if entry is not None else None
