"""An item of the catalogue as names and numbers to look for in a text. Kept, because lists repeat items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...recommenders.catalog import Catalog
from ...recommenders.types import CatalogSchema, Item
from .words import phrase

_ARTICLES = {"the", "a", "an"}
_DIGITS = re.compile(r"\d+")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemNames:
    """`names` are all names with their kinds, `titles` the forms of the title, `people` those credited."""

    names: tuple[tuple[Words, str], ...]
    titles: tuple[Words, ...]
    people: frozenset[Words]
    years: frozenset[str]
    numbers: frozenset[str]


def names_of(item: Item | str, catalog: Catalog) -> ItemNames:
    """The names of an item, or of the catalogue's item with this id; those of the latter are kept."""
    if isinstance(item, str):
        return _kept(catalog, item)
    return _kept(catalog, item.item_id) if item.item_id in catalog else _names(item, catalog.schema)


def numerals(text: str) -> set[str]:
    """The runs of digits in a text, without leading zeros."""
    return {run.lstrip("0") or "0" for run in _DIGITS.findall(text)}


@lru_cache(maxsize=16_384)
def figures(number: float) -> frozenset[str]:
    """The runs of digits by which a number may be written: 12400 as `12,400`, 3.8 as `3.80`."""
    return frozenset(numerals(f"{number:.10g} {number:,.10g} {number:.2f} {number:,.2f}"))


@lru_cache(maxsize=4096)
def _kept(catalog: Catalog, item_id: str) -> ItemNames:
    return _names(catalog.get(item_id), catalog.schema)


def _names(item: Item, schema: CatalogSchema) -> ItemNames:
    kinds = {spec.name: spec.kind for spec in schema.attributes}
    titles = tuple(words for title in _titles(item.title) if (words := phrase(title)))
    names: dict[Words, str] = dict.fromkeys(titles, "title")
    people: set[Words] = set()
    for attribute, values in item.attributes.items():
        kind = kinds.get(attribute, "text")
        for words in filter(None, map(phrase, values)):
            names.setdefault(words, kind)
            if kind == "person":
                # People are called by their last name once they have been named.
                names.setdefault(words[-1:], kind)
                people |= {words, words[-1:]}
    stated = " ".join((item.title, *(value for values in item.attributes.values() for value in values)))
    own = {str(number) for number in (item.year, item.runtime) if number}
    years = frozenset({str(item.year)} if item.year else ())
    return ItemNames(
        tuple(names.items()), titles, frozenset(people), years, frozenset(numerals(stated) | own)
    )


def _titles(title: str) -> Iterator[str]:
    """The title, and the title without its article: people write both."""
    yield title
    first, _, rest = title.partition(" ")
    if first.lower() in _ARTICLES and rest:
        yield rest
