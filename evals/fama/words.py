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
    return word.removesuffix("e")


def _undoubled(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return (word[:-1] if doubled else word).removesuffix("e")


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order."""
    return tuple(stem(word) for word in _WORD.findall(plain(text)))


@dataclass(frozen=True, slots=True)
class Text:
    """An answer split into words. `sentence_of[i]` is the sentence that word i stands in."""

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
            words = stems(sentence)
            found.extend(words)
            places.extend([number] * len(words))
        return cls(tuple(found), tuple(places), sentences)

    def find(self, phrase: Sequence[str]) -> list[tuple[int, int]]:
        """Every place where the phrase stands as whole words, as (first, last + 1)."""
        size = len(phrase)
        if size == 0:
            return []
        want = tuple(phrase)
        return [(i, i + size) for i in range(len(self.stems) - size + 1) if self.stems[i : i + size] == want]

    def span_of(self, sentence: int) -> tuple[int, int]:
        """First and last + 1 word of a sentence."""
        first = self.sentence_of.index(sentence)
        return first, first + self.sentence_of.count(sentence)
