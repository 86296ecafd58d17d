"""A compact index over folded names (titles, people): exact, by words, and with letters wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from ..valued import ValueColumn

Floats = npt.NDArray[np.float64]
# Similarity of two words, 0 to 100, from which one may be a misspelling of the other.
_WORD_CUTOFF = 80.0
_WORDS_TRIED = 6
# How many of the best by words are compared letter by letter.
_COMPARED = 60
_DIGIT = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_OTHER = _DIGIT | {digit: roman for roman, digit in _DIGIT.items()}
# A number written the other way is nearly as good as the same one.
_OTHER_NUMBER = 0.97
# What a rest of the name that the query leaves unsaid may cost.
_UNSAID = 0.3
# Letters may all but agree, but part two is not part three.
_NUMBERS_DIFFER = 15.0
# Texts shorter than this must be there as they are.
_LEAST_LETTERS = 4
# Longer texts are no names; they must be there as they are, too.
_MOST_WORDS = 30
_ARTICLES = frozenset({"the", "a", "an", "of", "and"})


class NameIndex:
    """Names by row. All texts, also those asked for, are folded."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.words = ValueColumn.of([name.split() for name in self.names])
        self._code = {word: code for code, word in enumerate(self.words.vocabulary)}
        self._weight: Floats = np.log1p(len(self.names) / np.maximum(self.words.counts, 1))
        self._near = lru_cache(maxsize=4096)(self._find_near)
        # One query asks for the same words several times.
        self._covered = lru_cache(maxsize=4)(self._cover)

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, name in enumerate(self.names):
            rows.setdefault(name, []).append(row)
        return rows

    @cached_property
    def _total(self) -> Floats:
        """The weight of all words of each name."""
        weights = self._weight[self.words.codes]
        return np.bincount(self.words.owners, weights, minlength=len(self.names)).astype(np.float64)

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        """Words and their codes by number of letters: only words of about the same length are compared."""
        groups: dict[int, tuple[list[str], list[int]]] = {}
        for code, word in enumerate(self.words.vocabulary):
            words, codes = groups.setdefault(len(word), ([], []))
            words.append(word)
            codes.append(code)
        return groups

    def exact(self, name: str) -> list[int]:
        """Rows of exactly this name."""
        return self._rows.get(name, [])

    def has_word(self, word: str) -> bool:
        """Whether some name has exactly this word."""
        return word in self._code

    def near(self, word: str) -> tuple[tuple[int, float], ...]:
        """Codes of the words that `word` may be, with a likeness above 0 and up to 1, likest last."""
        return self._near(word)

    def _find_near(self, word: str) -> tuple[tuple[int, float], ...]:
        found = [(self._code[word], 1.0)] if word in self._code else []
        if (other := _OTHER.get(word)) in self._code:
            found.insert(0, (self._code[other], _OTHER_NUMBER))
        if found or len(word) < 4 or word.isdigit():
            return tuple(found)
        for length in range(len(word) - 2, len(word) + 3):
            words, codes = self._by_length.get(length, ([], []))
            hits = process.extract(
                word, words, scorer=fuzz.ratio, score_cutoff=_WORD_CUTOFF, limit=_WORDS_TRIED
            )
            found += [(codes[place], score / 100) for _, score, place in hits]
        return tuple(sorted(found, key=lambda hit: hit[1])[-_WORDS_TRIED:])

    def coverage(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """For every name: the share of the words asked for that it has, and the share of its own words hit.

        Shares weigh rare words more and misspelt ones less; a word nobody has weighs like a rare one.
        """
        return self._covered(tuple(dict.fromkeys(words)))

    def _cover(self, words: tuple[str, ...]) -> tuple[Floats, Floats]:
        said = np.zeros(len(self.names))
        own = np.zeros(len(self.names))
        asked = 0.0
        rarest = float(self._weight.max(initial=1.0))
        for word in words:
            near = self.near(word)
            weight = float(self._weight[near[-1][0]]) if near else rarest
            asked += weight
            best = np.zeros(len(self.names))
            for code, likeness in near:
                best[self.words.rows_of((code,))] = likeness
            said += weight * best
            own += weight * best
        return said / max(asked, 1e-9), np.minimum(own / np.maximum(self._total, 1e-9), 1.0)

    def match(self, text: str, *, cutoff: float = 60.0, least: float = 0.6) -> list[tuple[int, float]]:
        """Rows of names that `text` may mean, with a score from `cutoff` to 99 (100 for the very name).

        A name must have at least the share `least` of the words asked for, or look alike letter by letter.
        """
        scores = dict.fromkeys(self.exact(text), 100.0)
        words = text.split()
        if not set(words) - _ARTICLES or len(words) > _MOST_WORDS:
            return list(scores.items())
        said, own = self.coverage(words)
        value = 100.0 * said * (1 - _UNSAID + _UNSAID * own)
        top = np.flatnonzero(said >= least) if said.any() else np.empty(0, dtype=np.int64)
        if len(top) > _COMPARED:
            top = top[np.argpartition(-value[top], _COMPARED)[:_COMPARED]]
        for row in top.tolist():
            scores.setdefault(row, min(99.0, max(float(value[row]), self._alike(text, row))))
        if len(text) > _LEAST_LETTERS and max(scores.values(), default=0.0) < 85.0:
            for row, score in self._glued(text):
                scores[row] = max(scores.get(row, 0.0), score)
        return [(row, score) for row, score in scores.items() if score >= cutoff]

    def _alike(self, text: str, row: int) -> float:
        name = self.names[row]
        if len(text) < _LEAST_LETTERS:
            return 0.0
        return fuzz.ratio(text, name) - (_NUMBERS_DIFFER if _numbers(text) != _numbers(name) else 0.0)

    def _glued(self, text: str) -> list[tuple[int, float]]:
        """Names that are alike once all spaces are gone: `starwars`, `god father`."""
        hits = process.extract(
            text.replace(" ", ""), self._solid, scorer=fuzz.ratio, score_cutoff=82.0, limit=10
        )
        return [(row, min(score, 99.0)) for _, score, row in hits]

    @cached_property
    def _solid(self) -> list[str]:
        return [name.replace(" ", "") for name in self.names]


def _numbers(text: str) -> set[str]:
    """The numbers a name holds, Arabic or Roman."""
    return {
        word if word.isdigit() else _DIGIT[word] for word in text.split() if word.isdigit() or word in _DIGIT
    }
