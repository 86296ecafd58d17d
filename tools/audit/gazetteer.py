"""Names that would be claims if they stood in a reply: everything the catalogue can name."""

from __future__ import annotations

from functools import lru_cache

from ...recommenders.catalog import Catalog
from .words import phrase


class Gazetteer:
    """Folded titles and attribute values of one catalogue. Built once, looked up per word run."""

    def __init__(self, catalog: Catalog) -> None:
        self._titles = {words for title in catalog.titles if (words := phrase(title))}
        self._titles |= {
            words[1:] for words in self._titles if len(words) > 2 and words[0] in ("the", "a", "an")
        }
        self._columns = [(spec.kind, catalog.column(spec.name).folded) for spec in catalog.schema.attributes]
        people = (values for kind, values in self._columns if kind == "person")
        self._surnames = {name.rpartition(" ")[2] for values in people for name in values if " " in name}

    def surname(self, word: str) -> bool:
        """Whether somebody in the catalogue has this last name."""
        return word in self._surnames

    def kind(self, words: tuple[str, ...]) -> str | None:
        """`title`, or the kind of attribute (`person`, `place`, ...) that these words name; else None."""
        name = " ".join(words)
        for kind, values in self._columns:
            if name in values:
                return kind
        return "title" if words in self._titles else None

    def category(self, words: tuple[str, ...]) -> str | None:
        """The category these words name, singular or plural, as the catalogue's folded value."""
        name = " ".join(words)
        forms = (name, name.removesuffix("s"), name.removesuffix("es"), name.removesuffix("ies") + "y")
        for kind, values in self._columns:
            if kind == "category":
                for form in forms:
                    if form in values:
                        return form
        return None


@lru_cache(maxsize=2)
def gazetteer(catalog: Catalog) -> Gazetteer:
    """The gazetteer of a catalogue, made on first use."""
    return Gazetteer(catalog)
