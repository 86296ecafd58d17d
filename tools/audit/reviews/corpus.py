"""Reviews cut into sentences of words, and which words of a vocabulary each sentence holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .text import sentences, words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """The unit is the sentence as a set of words. `review_of[i]` numbers the review of sentence `i`.

    `reviews` counts all reviews, those without a usable sentence included.
    """

    word_sets: tuple[frozenset[str], ...]
    review_of: NDArray[np.intp]
    reviews: int

    def __len__(self) -> int:
        return len(self.word_sets)

    def part(self, chosen: Iterable[int]) -> Corpus:
        """The sentences of the chosen reviews, numbered anew in the order given."""
        places = {review: place for place, review in enumerate(chosen)}
        kept = [at for at, review in enumerate(self.review_of.tolist()) if review in places]
        numbers = np.asarray([places[int(self.review_of[at])] for at in kept], dtype=np.intp)
        return Corpus(tuple(self.word_sets[at] for at in kept), numbers, len(places))


def make_corpus(texts: Iterable[str]) -> Corpus:
    """Cut texts into sentences; a sentence of fewer than two different words says nothing and is dropped."""
    sets: list[frozenset[str]] = []
    numbers: list[int] = []
    count = 0
    for number, text in enumerate(texts):
        count = number + 1
        for sentence in sentences(text):
            found = frozenset(words(sentence))
            if len(found) >= FEWEST_WORDS:
                sets.append(found)
                numbers.append(number)
    return Corpus(tuple(sets), np.asarray(numbers, dtype=np.intp), count)


def occurrences(word_sets: Sequence[frozenset[str]], index: Mapping[str, int]) -> csr_array:
    """A sparse 0/1 matrix (sentences, vocabulary); words outside `index` are left out."""
    from scipy.sparse import csr_array

    columns: list[int] = []
    ends = np.zeros(len(word_sets) + 1, dtype=np.int64)
    get = index.get
    for row, one in enumerate(word_sets):
        columns += [at for word in one if (at := get(word)) is not None]
        ends[row + 1] = len(columns)
    ones = np.ones(len(columns))
    return csr_array((ones, np.asarray(columns, dtype=np.int64), ends), shape=(len(word_sets), len(index)))


def document_counts(word_sets: Iterable[frozenset[str]]) -> dict[str, int]:
    """In how many sentences each word stands."""
    counts: dict[str, int] = {}
    for one in word_sets:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    return counts
