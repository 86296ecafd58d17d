"""Lists of values, one list an item, kept in columns: what makes a large catalogue load and filter fast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from .search.fold import fold

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class ValueColumn:
    """`rows` lists of strings over one vocabulary.

    `codes[offsets[i]:offsets[i + 1]]` are the places in `vocabulary` of the values of row i, in their order.
    """

    def __init__(self, vocabulary: Sequence[str], offsets: npt.ArrayLike, codes: npt.ArrayLike) -> None:
        self.vocabulary = tuple(vocabulary)
        self.offsets: Ints = np.asarray(offsets, dtype=np.int64)
        self.codes: Ints = np.asarray(codes, dtype=np.int64)

    @classmethod
    def of(cls, lists: Iterable[Sequence[str]]) -> ValueColumn:
        """Build the column from one sequence of strings a row."""
        places: dict[str, int] = {}
        codes: list[int] = []
        offsets = [0]
        for values in lists:
            codes += [places.setdefault(value, len(places)) for value in values]
            offsets.append(len(codes))
        return cls(tuple(places), offsets, codes)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> tuple[str, ...]:
        """The values of one row, in their order."""
        start, end = self.offsets[index], self.offsets[index + 1]
        return tuple(self.vocabulary[code] for code in self.codes[start:end])

    def lists(self) -> list[tuple[str, ...]]:
        """Every row."""
        values = [self.vocabulary[code] for code in self.codes.tolist()]
        return [tuple(values[start:end]) for start, end in pairwise(self.offsets.tolist())]

    @classmethod
    def merged(cls, columns: Sequence[ValueColumn], rows: int) -> ValueColumn:
        """One column that holds, row by row, the values of several, each once, in the columns' order."""
        places: dict[str, int] = {}
        codes, owners = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for column in columns:
            renamed = [places.setdefault(value, len(places)) for value in column.vocabulary]
            codes.append(np.array(renamed, dtype=np.int64)[column.codes])
            owners.append(column.owners)
        code, owner = np.concatenate(codes), np.concatenate(owners)
        _, first = np.unique(owner * max(len(places), 1) + code, return_index=True)
        keep = np.sort(first)
        keep = keep[np.argsort(owner[keep], kind="stable")]
        offsets = np.concatenate([[0], np.cumsum(np.bincount(owner[keep], minlength=rows))])
        return cls(tuple(places), offsets, code[keep])

    @property
    def owners(self) -> Ints:
        """The row of every entry of `codes`."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.offsets))

    @cached_property
    def folded(self) -> Mapping[str, tuple[int, ...]]:
        """Folded value -> its places in the vocabulary (spellings that differ only in case or accents)."""
        places: dict[str, tuple[int, ...]] = {}
        for code, value in enumerate(self.vocabulary):
            key = fold(value)
            places[key] = (*places.get(key, ()), code)
        return places

    @cached_property
    def counts(self) -> Ints:
        """How many rows hold each value of the vocabulary (a row that repeats a value counts twice)."""
        return np.bincount(self.codes, minlength=len(self.vocabulary)).astype(np.int64)

    @cached_property
    def _postings(self) -> tuple[Ints, Ints]:
        """Row numbers grouped by value, and where each value's group starts."""
        starts = np.concatenate([[0], np.cumsum(self.counts)]).astype(np.int64)
        return self.owners[np.argsort(self.codes, kind="stable")], starts

    def rows_of(self, codes: Iterable[int]) -> Ints:
        """The rows that hold any of the given vocabulary places (may repeat a row)."""
        rows, starts = self._postings
        parts = [rows[starts[code] : starts[code + 1]] for code in codes]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def mask(self, value: str) -> Bools:
        """Which rows hold `value`, compared folded. All false for a value nobody has."""
        hit = np.zeros(len(self), dtype=np.bool_)
        hit[self.rows_of(self.folded.get(fold(value), ()))] = True
        return hit

    @cached_property
    def matrix(self) -> Any:
        """A scipy CSR matrix (rows x vocabulary) of booleans."""
        from scipy.sparse import csr_matrix

        shape = (len(self), len(self.vocabulary))
        matrix = csr_matrix((np.ones(len(self.codes), dtype=np.bool_), self.codes, self.offsets), shape=shape)
        matrix.sum_duplicates()
        return matrix
