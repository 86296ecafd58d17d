"""The mapping file: how a user's own tables become a catalogue and interactions (TOML)."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ...errors import DataError
from ..types import AttributeSpec, CatalogSchema

HELP = "docs/data.md shows a whole mapping file."
_WORD = r"^[a-z][a-z0-9_]*$"
# Names that mean something else wherever facts and wishes are keyed by attribute.
_RESERVED = frozenset({"person", "title", "seen", "item", "year", "runtime", "text", "aliases", "popularity"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableFile(_Strict):
    """A CSV or Parquet file, relative to the mapping file. `encoding` and `delimiter` are for CSV."""

    file: str = Field(min_length=1)
    encoding: str = "utf-8"
    delimiter: str = Field(default=",", min_length=1, max_length=1)


class Items(TableFile):
    """Columns of the items table. `separator` stands between the values of a list cell."""

    id: str
    title: str
    year: str | None = None
    runtime: str | None = None
    text: str | None = None
    aliases: str | None = None
    popularity: str | None = None
    separator: str = Field(default="|", min_length=1)


class Attribute(_Strict):
    """One attribute. `kind` says how people talk about it: category, person, place or text."""

    column: str
    kind: Literal["category", "person", "place", "text"]
    label: str | None = None
    plural: str | None = None
    separator: str | None = None


class InteractionColumns(TableFile):
    """Columns of the interactions table. Without `weight` every interaction weighs 1."""

    user: str
    item: str
    datetime: str
    weight: str | None = None


class Mapping(_Strict):
    """A whole mapping file."""

    domain: str = Field(pattern=_WORD)
    noun: str = Field(min_length=1)
    noun_plural: str | None = None
    verb: str = "watch"
    verb_past: str = "watched"
    items: Items
    attributes: dict[str, Attribute] = {}
    interactions: InteractionColumns | None = None

    @model_validator(mode="after")
    def _sound(self) -> Mapping:
        given = self.model_fields_set
        if "verb" in given and "verb_past" not in given:
            raise ValueError("verb needs verb_past beside it (read, read)")
        for name in self.attributes:
            if name in _RESERVED or not name.isidentifier() or name != name.lower():
                raise ValueError(f"an attribute cannot be called {name!r}")
        return self

    @property
    def schema_of_items(self) -> CatalogSchema:
        """The catalogue's schema."""
        specs = (
            AttributeSpec(name, part.label or name, part.kind, part.plural or f"{part.label or name}s")
            for name, part in self.attributes.items()
        )
        plural = self.noun_plural or f"{self.noun}s"
        return CatalogSchema(self.domain, self.noun, plural, tuple(specs), self.verb, self.verb_past)


def read_mapping(file: Path) -> Mapping:
    """Read and check a mapping file. Raises `DataError` naming the line or key and the mend."""
    try:
        return Mapping.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DataError("There is no such mapping file", where=str(file), hint=HELP) from error
    except UnicodeDecodeError as error:
        raise DataError("The mapping file is not UTF-8", where=str(file), hint="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"The mapping file is not TOML: {error}", where=str(file), hint=HELP) from error
    except OSError as error:
        raise DataError(f"The mapping file cannot be read: {error.strerror}", where=str(file)) from error
    except ValidationError as error:
        raise _explained(file, error) from error


def _explained(file: Path, error: ValidationError) -> DataError:
    """The first thing wrong, in words; how many more there are."""
    problems = error.errors()
    first = problems[0]
    path = [str(part) for part in first["loc"]]
    key, section = (path[-1] if path else ""), ".".join(path[:-1])
    inside = f" in [{section}]" if section else ""
    what, hint = f"{'.'.join(path) or 'The mapping'}: {first['msg']}", HELP
    if first["type"] == "extra_forbidden":
        what = f"Unknown key {key!r}{inside}"
        known = _known_keys(path[:-1])
        close = difflib.get_close_matches(key, known, 1)
        hint = f"Did you mean {close[0]!r}?" if close else f"Known keys: {', '.join(known)}."
    elif first["type"] == "missing":
        what, hint = f"The key {key!r} is missing{inside}", f"Add it; {HELP}"
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return DataError(what + more, where=str(file), hint=hint)


def _known_keys(path: list[str]) -> list[str]:
    models: dict[str, Any] = {"items": Items, "interactions": InteractionColumns, "attributes": Attribute}
    model = models.get(path[0], Mapping) if path else Mapping
    return list(model.model_fields)
