"""Catalogues from plain lists and from tables, and back to tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import DataError
from ..catalog import Catalog
from ..columns import Columns
from ..describe import description
from ..types import CatalogSchema
from ..valued import ValueColumn

if TYPE_CHECKING:
    import pandas as pd

RUNTIME, POPULARITY, ALIASES = "runtime", "popularity", "aliases"


def build_catalog(
    schema: CatalogSchema,
    *,
    ids: Sequence[str],
    titles: Sequence[str],
    years: Sequence[int | None],
    runtimes: Sequence[int | None],
    popularity: Sequence[float],
    aliases: Sequence[Sequence[str]],
    attributes: Mapping[str, Sequence[Sequence[str]]],
    texts: Sequence[str] | None = None,
) -> Catalog:
    """A catalogue from lists, one entry an item. Without `texts` they are composed from the facts."""
    import numpy as np

    parts: dict[str, Any] = {
        "years": np.array([np.nan if year is None else year for year in years], dtype=np.float64),
        "runtimes": np.array([np.nan if time is None else time for time in runtimes], dtype=np.float64),
        "popularity": np.array(popularity, dtype=np.float64),
        "aliases": ValueColumn.of(aliases),
        "columns": {name: ValueColumn.of(values) for name, values in attributes.items()},
    }
    if texts is None:
        bare = Catalog(schema, ids, titles, texts=[""] * len(ids), **parts)
        texts = [description(schema, item, tuple(aliases[row])) for row, item in enumerate(bare)]
    return Catalog(schema, ids, titles, texts=texts, **parts)


def catalog_from_frame(frame: pd.DataFrame, schema: CatalogSchema) -> Catalog:
    """A catalogue from a table with one row an item.

    Needs `item_id` and `title`; may have `year`, `runtime` (minutes), `popularity`, `text`, `aliases` (lists)
    and, for every attribute of the schema, a column of lists under its name, or else one `attributes` column
    of mappings. What is absent is unknown. Raises `DataError`.
    """
    for name in (Columns.ITEM, Columns.TITLE):
        if name not in frame.columns:
            raise DataError(f"The table has no column {name!r}", hint="A catalogue needs item_id and title.")
    size = len(frame)
    popularity = frame[POPULARITY].tolist() if POPULARITY in frame.columns else [0.0] * size
    return build_catalog(
        schema,
        ids=[str(value) for value in frame[Columns.ITEM].tolist()],
        titles=[str(value) for value in frame[Columns.TITLE].tolist()],
        years=_whole(frame, Columns.YEAR),
        runtimes=_whole(frame, RUNTIME),
        popularity=[0.0 if value != value else float(value) for value in popularity],
        aliases=_lists(frame, ALIASES),
        attributes={name: _attribute(frame, name) for name in schema.names()},
        texts=[str(text) for text in frame[Columns.TEXT].tolist()] if Columns.TEXT in frame.columns else None,
    )


def _whole(frame: pd.DataFrame, name: str) -> list[int | None]:
    import pandas as pd

    if name not in frame.columns:
        return [None] * len(frame)
    return [None if pd.isna(value) else int(value) for value in frame[name].tolist()]


def _lists(frame: pd.DataFrame, name: str) -> list[tuple[str, ...]]:
    if name not in frame.columns:
        return [()] * len(frame)
    return [_values(value) for value in frame[name].tolist()]


def _attribute(frame: pd.DataFrame, name: str) -> list[tuple[str, ...]]:
    if name in frame.columns or Columns.ATTRIBUTES not in frame.columns:
        return _lists(frame, name)
    return [_values(dict(value).get(name)) for value in frame[Columns.ATTRIBUTES].tolist()]


def _values(value: Any) -> tuple[str, ...]:
    """A cell as a tuple of distinct strings: a missing one is empty, a single string is one value."""
    if isinstance(value, str):
        return (value,) if value else ()
    if value is None or (isinstance(value, float) and value != value):
        return ()
    return tuple(dict.fromkeys(str(part) for part in value if part))


def catalog_to_frame(catalog: Catalog) -> pd.DataFrame:
    """The catalogue as a table: `item_id, title, year, categories, attributes, text` and the rest."""
    import pandas as pd

    items = list(catalog)
    return pd.DataFrame(
        {
            Columns.ITEM: list(catalog.ids),
            Columns.TITLE: list(catalog.titles),
            Columns.YEAR: pd.array([item.year for item in items], dtype="Int64"),
            Columns.CATEGORIES: [item.categories for item in items],
            Columns.ATTRIBUTES: [dict(item.attributes) for item in items],
            Columns.TEXT: [item.text for item in items],
            RUNTIME: pd.array([item.runtime for item in items], dtype="Int64"),
            POPULARITY: catalog.popularity.copy(),
            ALIASES: catalog.alias_column.lists(),
        }
    )
