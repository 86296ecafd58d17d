"""The catalogue: what can be recommended, and everything known about it. Immutable once built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..errors import DataError, UsageError
from ..paths import Paths
from .types import CatalogSchema, Item
from .valued import Bools, Ints, ValueColumn

if TYPE_CHECKING:
    import pandas as pd

    from .search.text import TextSearch

Floats = npt.NDArray[np.float64]
PERSON = "person"


class Catalog:
    """Items by external id, with columns for vectorised work.

    Row i of every array is the item `ids[i]`. Attribute values are compared folded (case, accents and
    punctuation do not matter). `PERSON` is a pseudo-attribute: any attribute of kind person.
    """

    def __init__(
        self,
        schema: CatalogSchema,
        ids: Sequence[str],
        titles: Sequence[str],
        *,
        years: npt.ArrayLike,
        runtimes: npt.ArrayLike,
        popularity: npt.ArrayLike,
        texts: Sequence[str],
        aliases: ValueColumn,
        columns: Mapping[str, ValueColumn],
    ) -> None:
        self.schema = schema
        self.ids = tuple(ids)
        self.titles = tuple(titles)
        self.years: Floats = _frozen(years)
        self.runtimes: Floats = _frozen(runtimes)
        self.popularity: Floats = _frozen(popularity)
        self._texts = tuple(texts)
        self._aliases = aliases
        self._columns = MappingProxyType(dict(columns))
        self._index = {item_id: row for row, item_id in enumerate(self.ids)}
        self._check()

    def _check(self) -> None:
        sizes = {
            len(self.titles),
            len(self.years),
            len(self.runtimes),
            len(self.popularity),
            len(self._texts),
        }
        sizes |= {len(self._aliases), *(len(column) for column in self._columns.values())}
        if sizes != {len(self.ids)}:
            raise DataError("The catalogue's columns differ in length", where=f"lengths {sorted(sizes)}")
        if len(self._index) != len(self.ids):
            raise DataError("The catalogue names an item id twice", hint="Give every item an id of its own.")
        if missing := set(self.schema.names()) - set(self._columns):
            raise DataError(f"The catalogue has no column for {', '.join(sorted(missing))}")

    # Reading and writing -----------------------------------------------------------------------------

    @classmethod
    def load(cls, where: Paths | Path) -> Catalog:
        """Read a prepared catalogue folder. Raises `DataError` naming the mending command when it cannot."""
        from .data.store import read_catalog

        return read_catalog(where)

    def save(self, folder: Path) -> None:
        """Write this catalogue (without interactions) as a folder that `load` reads; atomic."""
        from .data.store import write_folder

        write_folder(folder, self)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, schema: CatalogSchema) -> Catalog:
        """Build from a table: see `data.frames.catalog_from_frame` for the columns it may have."""
        from .data.frames import catalog_from_frame

        return catalog_from_frame(frame, schema)

    def to_frame(self) -> pd.DataFrame:
        """The catalogue as a table, one row an item, that `from_frame` reads back."""
        from .data.frames import catalog_to_frame

        return catalog_to_frame(self)

    # Items -------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._index

    def __iter__(self) -> Iterator[Item]:
        return (self._item(row) for row in range(len(self)))

    def __repr__(self) -> str:
        return f"Catalog({self.schema.domain!r}, {len(self)} {self.schema.noun_plural})"

    def get(self, item_id: str) -> Item:
        """One item. Raises `DataError` for an id the catalogue does not have."""
        return self._item(self.row(item_id))

    def items(self, ids: Iterable[str]) -> list[Item]:
        """Several items, in the given order. Raises `DataError` for an unknown id."""
        return [self.get(item_id) for item_id in ids]

    def row(self, item_id: str) -> int:
        """The row of an item. Raises `DataError` for an id the catalogue does not have."""
        try:
            return self._index[item_id]
        except KeyError:
            raise DataError(
                f"The catalogue has no {self.schema.noun} with id {str(item_id)[:80]!r}",
                hint="Use an id that a search or a recommendation returned.",
            ) from None

    def index_of(self, ids: Iterable[str]) -> Ints:
        """Rows of the given ids, -1 where an id is unknown."""
        return np.fromiter((self._index.get(item_id, -1) for item_id in ids), dtype=np.int64)

    def aliases(self, item_id: str) -> tuple[str, ...]:
        """Other titles of an item, e.g. its original one."""
        return self._aliases.row(self.row(item_id))

    def sentence(self, item: Item | str) -> str:
        """One factual line, composed of data alone: `2010, Sci-Fi/Thriller, directed by ..., 148 min`."""
        from .describe import sentence

        return sentence(self.schema, self.get(item) if isinstance(item, str) else item)

    def _item(self, row: int) -> Item:
        year, runtime = self.years[row], self.runtimes[row]
        attributes = {name: column.row(row) for name, column in self._columns.items()}
        return Item(
            item_id=self.ids[row],
            title=self.titles[row],
            year=None if np.isnan(year) else int(year),
            categories=attributes.get(self.category or "", ()),
            attributes=MappingProxyType(attributes),
            text=self._texts[row],
            runtime=None if np.isnan(runtime) else int(runtime),
        )

    # Columns -----------------------------------------------------------------------------------------

    @cached_property
    def category(self) -> str | None:
        """The attribute that `Item.categories` holds: the first one of kind category, if any."""
        return next(iter(self.schema.names("category")), None)

    def attribute_names(self, attribute: str) -> tuple[str, ...]:
        """The stored attributes behind a name: itself, or for `person` those of kind person.

        Raises `UsageError` for a name that the catalogue does not have.
        """
        if attribute in self._columns:
            return (attribute,)
        if attribute == PERSON:
            return self.schema.names("person")
        known = ", ".join((*self.schema.names(), PERSON))
        raise UsageError(f"There is no attribute {attribute!r}", hint=f"The catalogue has: {known}.")

    def column(self, attribute: str) -> ValueColumn:
        """The column behind one stored attribute (not the pseudo-attribute). `UsageError` if unknown."""
        return self._columns[self.attribute_names(attribute)[0]] if attribute != PERSON else self._persons

    @cached_property
    def _persons(self) -> ValueColumn:
        return ValueColumn.merged([self._columns[name] for name in self.schema.names("person")], len(self))

    @property
    def alias_column(self) -> ValueColumn:
        """Other titles of all items."""
        return self._aliases

    def values(self, attribute: str) -> tuple[str, ...]:
        """Every value of an attribute, most frequent first, then by name."""
        counts: dict[str, int] = {}
        for name in self.attribute_names(attribute):
            column = self._columns[name]
            for value, count in zip(column.vocabulary, column.counts.tolist(), strict=True):
                counts[value] = counts.get(value, 0) + count
        return tuple(sorted(counts, key=lambda value: (-counts[value], value)))

    def has(self, attribute: str, value: str) -> Bools:
        """Which items have the value, compared folded. Shape (items,)."""
        hit = np.zeros(len(self), dtype=np.bool_)
        for name in self.attribute_names(attribute):
            hit |= self._columns[name].mask(value)
        return hit

    @cached_property
    def text_search(self) -> TextSearch:
        """The text search over this catalogue; one for all, since its indexes take a moment to build."""
        from .search.text import TextSearch

        return TextSearch(self)

    def matrix(self, attribute: str) -> Any:
        """Items x values of the attribute's column as a boolean scipy CSR matrix, built on first use."""
        return self.column(attribute).matrix


def _frozen(values: npt.ArrayLike) -> Floats:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array
