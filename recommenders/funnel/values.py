"""Which items have an attribute value, as row numbers: what thousands of stated values are looked up in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..catalog import Catalog
from ..search.fold import fold

Ints = npt.NDArray[np.int64]
_KEPT = 1 << 17


class ValueRows:
    """Rows by (attribute, value) of one catalogue; what was looked up is kept, the oldest go first."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.rows = lru_cache(maxsize=_KEPT)(self._rows)
        """`rows(attribute, value)`: ascending rows that have the value, compared folded, each once.

        Raises `UsageError` for an attribute the catalogue does not have.
        """

    def _rows(self, attribute: str, value: str) -> Ints:
        name, parts = fold(value), []
        for stored in self._catalog.attribute_names(attribute):
            column = self._catalog.column(stored)
            if codes := column.folded.get(name):
                parts.append(column.rows_of(codes))
        rows = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, dtype=np.int64), *parts])
        return rows if bool((rows[1:] > rows[:-1]).all()) else np.unique(rows)
