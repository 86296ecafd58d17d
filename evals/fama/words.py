"""An answer as words that can be searched: sentences, stems, and where each word stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+|\s+[•–—]\s+|(?<=\))\s+(?=\d+\.\s)")
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")

_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def plain(text: str) -> str:
    """Lower case ASCII with punctuation kept; `&` reads as `and`, apostrophes vanish."""
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("·", "-"))
    return decomposed.translate(_APOSTROPHES).encode("ascii", "ignore").decode().lower()


def stem(word: str) -> str:
    """A light stem: plural, past and progressive endings off, so that `thrillers` and `thriller` agree."""
    if word[0].isdigit() or len(word) <= 3:
        return word.replace(",", "")
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):
            kept = word[: -len(ending)] + put
            return _undoubled(kept) if len(kept) >= 3 else word
    # A movie and movies: the plural has lost its `ie` above.
    return f"{word[:-2]}y" if word.endswith("ie") else word.removesuffix("e")


def _undoubled(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return (word[:-1] if doubled else word).removesuffix("e")


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order."""
    return tuple(stem(word) for word in _WORD.findall(plain(text)))


@dataclass(frozen=True, slots=True)
class Text:
    """An answer split into words. `sentence_of[i]` is the sentence that word i stands in."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Text:
        """Split a text."""
        found: list[str] = []
        places: list[int] = []
        sentences = tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())
        for number, sentence in enumerate(sentences):
            words = _WORD.findall(plain(sentence))
            found.extend(words)
            places.extend([number] * len(words))
        return cls(tuple(found), tuple(map(stem, found)), tuple(places), sentences)

    def find(self, phrase: Sequence[str], fillers: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
        """Every place where the phrase stands as whole words, as (first, last + 1).

        `fillers` (articles and possessives) may come between its words: `plan the content series`.
        """
        want = tuple(phrase)
        if not want:
            return []
        ends = ((start, self._match(want, start, fillers)) for start in self._starts(want[0]))
        return [(start, end) for start, end in ends if end is not None]

    def joined(self, phrase: str) -> list[tuple[int, int]]:
        """Every place where the words, run together, make the phrase run together: `whitewater`, `white-water`."""
        want = "".join(_WORD.findall(plain(phrase)))
        found: list[tuple[int, int]] = []
        for start in range(len(self.words)):
            made, end = "", start
            while end < len(self.words) and len(made) < len(want):
                made += self.words[end]
                end += 1
            if want and made == want:
                found.append((start, end))
        return found

    def _starts(self, first: str) -> list[int]:
        return [place for place, word in enumerate(self.stems) if word == first]

    def _match(self, want: tuple[str, ...], start: int, fillers: frozenset[str]) -> int | None:
        """Where the phrase that begins at `start` ends."""
        place = start + 1
        for word in want[1:]:
            while place < len(self.stems) and self.stems[place] != word and self.stems[place] in fillers:
                place += 1
            if place >= len(self.stems) or self.stems[place] != word:
                return None
            place += 1
        return place

    def span_of(self, sentence: int) -> tuple[int, int]:
        """First and last + 1 word of a sentence."""
        first = self.sentence_of.index(sentence)
        return first, first + self.sentence_of.count(sentence)
