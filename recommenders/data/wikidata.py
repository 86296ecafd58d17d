"""The Wikidata film table, out of the `bokeh-sampledata` package: who made a film, where, how long it is."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ...errors import DataError
from .packages import FILMS, PackagedFile

_QUERY = (
    'SELECT imdbID, Title, Year, Runtime, Director, Writer, "Cast", Country, Language '
    "FROM omdb WHERE Title IS NOT NULL ORDER BY ID"
)
# Parts of a name that the table's separator cuts off.
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
# Not names but what Wikidata says instead of one.
_NOT_A_NAME = frozenset({"art director", "dialogue writer", "geshe", "the creator", "anonymous", "unknown"})

# One spelling where the table has several for what people call by one name.
COUNTRIES = {
    "People's Republic of China": "China",
    "British Hong Kong": "Hong Kong",
    "Kingdom of the Netherlands": "Netherlands",
    "Kingdom of Denmark": "Denmark",
    "Federal Republic of Yugoslavia": "Yugoslavia",
    "Socialist Federal Republic of Yugoslavia": "Yugoslavia",
    "Occupied Palestinian territory": "Palestine",
    "Czech Republic": "Czechia",
}
LANGUAGES = {
    "American English": "English",
    "British English": "English",
    "Standard Chinese": "Mandarin",
    "Standard Mandarin": "Mandarin",
    "Standard Taiwanese Mandarin": "Mandarin",
    "Putonghua": "Mandarin",
    "Yue Chinese": "Cantonese",
    "Modern Greek": "Greek",
    "Kurdish language": "Kurdish",
    "Neapolitan language": "Neapolitan",
    "Flemish Dutch": "Dutch",
    "Bangla": "Bengali",
}


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """One film of the table. `runtime` is in minutes; names come in the table's (alphabetical) order."""

    imdb_id: str
    title: str
    year: int
    runtime: int | None
    directors: tuple[str, ...]
    writers: tuple[str, ...]
    actors: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]


def read_films(source: PackagedFile = FILMS) -> list[FilmRecord]:
    """All films of the table, hash checked first. Raises `DataError` when it is not the expected file."""
    content = source.read()
    where = str(source.locate())
    connection = sqlite3.connect(":memory:")
    try:
        # What was hashed is what is read: the file itself is not opened again.
        connection.deserialize(content)
        rows = connection.execute(_QUERY).fetchall()
    except sqlite3.Error as error:
        raise DataError(f"The film table cannot be read: {error}", where=where) from error
    finally:
        connection.close()
    return [_record(*row) for row in rows]


def _record(
    imdb_id: str,
    title: str,
    year: int,
    runtime: float | None,
    director: str | None,
    writer: str | None,
    cast: str | None,
    country: str | None,
    language: str | None,
) -> FilmRecord:
    return FilmRecord(
        imdb_id=imdb_id,
        title=title,
        year=int(year),
        # One minute is what the table says of two-hour films whose length is not known.
        runtime=round(runtime) if runtime and runtime > 1 else None,
        directors=names(director),
        writers=names(writer),
        actors=names(cast),
        countries=_spelled(country, COUNTRIES),
        languages=_spelled(language, LANGUAGES),
    )


def names(cell: str | None) -> tuple[str, ...]:
    """People of a cell: `Ed Begley, Jr., Cher` is two of them; what is not a name is left out."""
    people: list[str] = []
    for part in (cell or "").split(", "):
        name = part.strip()
        if name in _SUFFIXES and people:
            people[-1] = f"{people[-1]} {name}"
        elif name and name.lower() not in _NOT_A_NAME and not name.startswith("list of "):
            people.append(name)
    return tuple(dict.fromkeys(people))


def _spelled(cell: str | None, spelling: dict[str, str]) -> tuple[str, ...]:
    parts = (part.strip() for part in (cell or "").split(", "))
    return tuple(dict.fromkeys(spelling.get(part, part) for part in parts if part))
