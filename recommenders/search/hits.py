"""What a search gathers: rows with the evidence for them, within a wish."""

from __future__ import annotations

import numpy as np

from ..catalog import Catalog
from ..types import Evidence, Wish
from ..valued import Bools, Ints
from .masks import wish_masks


class Hits:
    """Rows found so far; what the wish rules out is counted in `dropped` by reason, each row once.

    Of many rows found for one and the same reason only the `most` best known are kept: only they can come out
    on top.
    """

    def __init__(self, catalog: Catalog, wish: Wish, most: int) -> None:
        self._catalog = catalog
        self._most = most
        self._masks = wish_masks(catalog, wish)
        self._gone = np.zeros(len(catalog), dtype=np.bool_)
        self.rows: dict[int, list[Evidence]] = {}
        self.dropped: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: int, *evidence: Evidence) -> None:
        """One row."""
        for kept in self._allowed(np.array([row], dtype=np.int64)).tolist():
            self.rows.setdefault(kept, []).extend(evidence)

    def add_all(self, mask: Bools, *evidence: Evidence) -> None:
        """The rows of a mask, all for the same reason; of very many the best known."""
        rows = self._allowed(np.flatnonzero(mask))
        if len(rows) > self._most:
            rows = rows[np.argsort(-self._catalog.popularity[rows], kind="stable")[: self._most]]
        for row in rows.tolist():
            self.rows.setdefault(row, []).extend(evidence)

    def _allowed(self, rows: Ints) -> Ints:
        for reason, mask in self._masks.items():
            keep = mask[rows]
            gone = rows[~keep]
            if fresh := int((~self._gone[gone]).sum()):
                self.dropped[reason] = self.dropped.get(reason, 0) + fresh
                self._gone[gone] = True
            rows = rows[keep]
        return rows
