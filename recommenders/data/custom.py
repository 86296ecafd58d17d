"""A user's own catalogue: tables and a mapping file in, catalogue and interactions out."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import DataError
from ..catalog import Catalog
from ..columns import Columns
from . import cells
from .frames import build_catalog
from .mapping import InteractionColumns, Mapping, TableFile, read_mapping
from .tables import Table, read_user_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Custom:
    """What a mapping gives: `details` go into the prepared folder's manifest."""

    catalog: Catalog
    interactions: pd.DataFrame | None
    details: dict[str, Any]


def fingerprint(mapping_file: Path) -> str:
    """One string for the mapping and the files it names, contents included. Raises `DataError`."""
    mapping = read_mapping(mapping_file)
    digest = hashlib.sha256(mapping_file.read_bytes())
    for source in _sources(mapping):
        file = mapping_file.parent / source.file
        digest.update(file.read_bytes() if file.is_file() else b"missing")
    return f"mapping-{digest.hexdigest()}"


def _sources(mapping: Mapping) -> list[TableFile]:
    return [mapping.items, *([mapping.interactions] if mapping.interactions else [])]


def build_custom(mapping_file: Path) -> Custom:
    """Read everything a mapping names. Raises `DataError` naming file, line, column and the mend."""
    mapping = read_mapping(mapping_file)
    table = read_user_table(mapping_file.parent, mapping.items)
    ids = _ids(table, mapping.items.id)
    frame, counts = None, {"items": len(ids)}
    if mapping.interactions is not None:
        frame, counts = _interactions(mapping_file.parent, mapping.interactions, frozenset(ids), counts)
    catalog = _catalog(mapping, table, ids, frame)
    sources = [
        {
            "name": source.file,
            "sha256": hashlib.sha256((mapping_file.parent / source.file).read_bytes()).hexdigest(),
        }
        for source in _sources(mapping)
    ]
    details = {"origin": "mapping", "sources": sources, "counts": counts, "seed": None}
    return Custom(catalog, frame, details)


def _ids(table: Table, column: str) -> list[str]:
    ids = [cells.text(cell) for cell in table.column(column)]
    first: dict[str, int] = {}
    for index, item_id in enumerate(ids):
        if not item_id:
            raise DataError(
                "The item has no id", where=table.where(index, column), hint="Give it one or drop the row."
            )
        if item_id in first:
            raise DataError(
                f"The id {item_id!r} is already used in {table.unit} {table.places[first[item_id]]}",
                where=table.where(index, column),
                hint="Give every item an id of its own, or drop one of the rows.",
            )
        first[item_id] = index
    return ids


def _titles(table: Table, column: str) -> list[str]:
    titles = [" ".join(cells.text(cell).split()) for cell in table.column(column)]
    for index, title in enumerate(titles):
        if not title:
            raise DataError(
                "The item has no title", where=table.where(index, column), hint="Give it one or drop the row."
            )
    return titles


def _catalog(mapping: Mapping, table: Table, ids: list[str], frame: pd.DataFrame | None) -> Catalog:
    items = mapping.items
    lists = cells.values(items.separator)
    popularity = [0.0] * len(ids)
    if items.popularity:
        popularity = cells.parse(table, items.popularity, cells.count)
    elif frame is not None:
        counted = Counter(frame[Columns.ITEM].tolist())
        popularity = [float(counted[item_id]) for item_id in ids]
    return build_catalog(
        mapping.schema_of_items,
        ids=ids,
        titles=_titles(table, items.title),
        years=cells.parse(table, items.year, cells.year) if items.year else [None] * len(ids),
        runtimes=cells.parse(table, items.runtime, cells.minutes) if items.runtime else [None] * len(ids),
        popularity=popularity,
        aliases=cells.parse(table, items.aliases, lists) if items.aliases else [()] * len(ids),
        attributes={
            name: cells.parse(table, part.column, cells.values(part.separator or items.separator))
            for name, part in mapping.attributes.items()
        },
        texts=[cells.text(cell) for cell in table.column(items.text)] if items.text else None,
    )


def _interactions(
    base: Path, source: InteractionColumns, known: frozenset[str], counts: dict[str, int]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The interactions with known items, oldest first, and how many were left out."""
    import pandas as pd

    table = read_user_table(base, source)
    users = [cells.text(cell) for cell in table.column(source.user)]
    for index, user in enumerate(users):
        if not user:
            where = table.where(index, source.user)
            raise DataError("The interaction has no user", where=where, hint="Fill the cell or drop the row.")
    weights = cells.parse(table, source.weight, cells.number) if source.weight else [1.0] * len(users)
    frame = pd.DataFrame(
        {
            Columns.USER: users,
            Columns.ITEM: [cells.text(cell) for cell in table.column(source.item)],
            Columns.WEIGHT: weights,
            Columns.DATETIME: pd.to_datetime(cells.parse(table, source.datetime, cells.moment), utc=True),
        }
    )
    kept = frame[frame[Columns.ITEM].isin(list(known))]
    if kept.empty:
        raise DataError(
            f"No interaction is with a known item (the first is with {frame[Columns.ITEM].iloc[0]!r})",
            where=table.file.name,
            hint=f"Column {source.item!r} must hold the ids of the items table.",
        )
    order = [Columns.DATETIME, Columns.USER, Columns.ITEM]
    left_out = len(frame) - len(kept)
    counts = {
        **counts,
        "users": int(kept[Columns.USER].nunique()),
        "source_interactions": len(frame),
        "interactions_with_unknown_items": left_out,
    }
    return kept.sort_values(order, kind="stable").reset_index(drop=True), counts
