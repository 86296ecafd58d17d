"""Tiny data with a provable answer, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ..columns import Columns
from ..types import AttributeSpec, CatalogSchema

if TYPE_CHECKING:
    import pandas as pd

    from ..catalog import Catalog

SIZE = 50
SCHEMA = CatalogSchema(
    domain="boards",
    noun="tile",
    noun_plural="tiles",
    attributes=(
        AttributeSpec("colour", "colour", "category", "colours"),
        AttributeSpec("maker", "maker", "person", "makers"),
    ),
)


def checkerboard(size: int = SIZE) -> pd.DataFrame:
    """User `u<a>` likes item `i<b>` where a and b are both even or both odd, a = b withheld."""
    import pandas as pd

    start = datetime(2020, 1, 1, tzinfo=UTC)
    pairs = [(a, b) for a in range(size) for b in range(size) if (a - b) % 2 == 0 and a != b]
    return pd.DataFrame(
        {
            Columns.USER: [f"u{a}" for a, _ in pairs],
            Columns.ITEM: [f"i{b}" for _, b in pairs],
            Columns.WEIGHT: 1.0,
            Columns.DATETIME: [start + timedelta(hours=n) for n in range(len(pairs))],
        }
    )


def board_catalog(size: int = SIZE) -> Catalog:
    """Tiles whose colour is their parity and whose maker is shared by a pair; the last one nobody has met."""
    from ..catalog import Catalog
    from ..valued import ValueColumn

    places = range(size + 1)
    return Catalog(
        SCHEMA,
        ids=[f"i{place}" for place in places],
        titles=[f"Tile {place}" for place in places],
        years=[2000 + place % 2 for place in places],
        runtimes=[90] * len(places),
        popularity=[0.0] * len(places),
        texts=[""] * len(places),
        aliases=ValueColumn.of([()] * len(places)),
        columns={
            "colour": ValueColumn.of([("even" if place % 2 == 0 else "odd",) for place in places]),
            "maker": ValueColumn.of([(f"maker {place % 2} {place // 4}",) for place in places]),
        },
    )
