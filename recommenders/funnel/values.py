"""Which items have an attribute value, as row numbers: what thousands of stated values are looked up in."""

from __future__ import annotations

import threading
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..search.fold import fold

Ints = npt.NDArray[np.int64]
_KEPT = 1 << 17


class ValueRows:
    """Rows by (attribute, value) of one catalogue. What was looked up gets a number and is kept.

    Numbers are never given twice; values that no item has share number 0, so that at most as much is kept
    as the catalogue has names for its values.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lists: list[Ints] = [np.empty(0, dtype=np.int64)]
        self._flat, self._starts = self._lists[0], np.zeros(2, dtype=np.int64)
        self.number = lru_cache(maxsize=_KEPT)(self._number)
        """`number(attribute, value)`: the number of a value, compared folded.

        Raises `UsageError` for an attribute the catalogue does not have.
        """
        self._numbers: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def rows(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Coordinates of the items that have the numbered values: places in `numbers`, and rows, ascending
        within a place and each once."""
        flat, starts = self._packed()
        begin, sizes = starts[numbers], starts[numbers + 1] - starts[numbers]
        places = np.repeat(np.arange(len(numbers)), sizes)
        within = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return places, flat[begin[places] + within]

    def _packed(self) -> tuple[Ints, Ints]:
        """All lists in one array, and where each begins."""
        with self._lock:
            if len(self._starts) != len(self._lists) + 1:
                sizes = np.fromiter(map(len, self._lists), dtype=np.int64, count=len(self._lists))
                self._flat = np.concatenate(self._lists)
                self._starts = np.concatenate([[0], np.cumsum(sizes)])
            return self._flat, self._starts

    def _number(self, attribute: str, value: str) -> int:
        key = (attribute, fold(value))
        with self._lock:
            if key not in self._numbers:
                rows = self._find(*key)
                if not len(rows):
                    return 0
                self._lists.append(rows)
                self._numbers[key] = len(self._lists) - 1
            return self._numbers[key]

    def _find(self, attribute: str, folded: str) -> Ints:
        parts = []
        for stored in self._catalog.attribute_names(attribute):
            column = self._catalog.column(stored)
            if codes := column.folded.get(folded):
                parts.append(column.rows_of(codes))
        rows = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, dtype=np.int64), *parts])
        return rows if bool((rows[1:] > rows[:-1]).all()) else np.unique(rows)
