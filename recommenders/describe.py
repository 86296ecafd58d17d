"""Facts about an item as a line of text. Nothing is added that the data does not say."""

from __future__ import annotations

from .types import CatalogSchema, Item

# How an attribute is introduced in a line; any other is introduced by its label.
_INTRODUCED = {
    "director": "directed by",
    "writer": "written by",
    "author": "by",
    "artist": "by",
    "actor": "with",
}


def listed(values: tuple[str, ...], most: int) -> str:
    """`A, B and C`, at most `most` of them."""
    shown = values[:most]
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def sentence(schema: CatalogSchema, item: Item) -> str:
    """One line: year, categories, the first kind of person there is, length. Empty when nothing is known."""
    parts = [str(item.year)] if item.year else []
    if item.categories:
        parts.append("/".join(item.categories[:3]))
    for spec in schema.attributes:
        if spec.kind == "person" and item.attributes.get(spec.name):
            people = listed(item.attributes[spec.name], 2)
            parts.append(f"{_INTRODUCED.get(spec.name, spec.label.lower())} {people}")
            break
    if item.runtime:
        parts.append(f"{item.runtime} min")
    return ", ".join(parts)


def description(schema: CatalogSchema, item: Item, aliases: tuple[str, ...] = ()) -> str:
    """A few sentences holding every fact that tells what the item is like; the text that is embedded."""
    lines = [item.label + (f", also known as {listed(aliases, 2)}" if aliases else "")]
    for spec in schema.attributes:
        values = item.attributes.get(spec.name, ())
        if values:
            introduced = _INTRODUCED.get(spec.name, spec.plural if len(values) > 1 else spec.label)
            lines.append(f"{introduced[:1].upper()}{introduced[1:]} {listed(values, 6)}")
    if item.runtime:
        lines.append(f"{item.runtime} minutes")
    return ". ".join(lines) + "."
