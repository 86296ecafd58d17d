"""The default catalogue: MovieLens films with what Wikidata knows about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..catalog import Catalog
from ..search.fold import fold
from ..types import AttributeSpec, CatalogSchema
from .frames import build_catalog
from .join import match_films
from .movielens import RatedFilm, interactions, rated_films, read_ratings
from .titles import Title, variants, without_article
from .wikidata import FilmRecord, read_films

if TYPE_CHECKING:
    import pandas as pd

FILM_SCHEMA = CatalogSchema(
    domain="movies",
    noun="film",
    noun_plural="films",
    attributes=(
        AttributeSpec("genre", "genre", "category", "genres"),
        AttributeSpec("director", "director", "person", "directors"),
        AttributeSpec("writer", "writer", "person", "writers"),
        AttributeSpec("actor", "actor", "person", "actors"),
        AttributeSpec("country", "country", "place", "countries"),
        AttributeSpec("language", "language", "text", "languages"),
    ),
)


@dataclass(frozen=True, slots=True)
class Films:
    """The default data: catalogue, interactions and the counts that `data info` reports."""

    catalog: Catalog
    interactions: pd.DataFrame
    counts: dict[str, Any]


def build_films() -> Films:
    """Read both packages and join them. Raises `DataError` when one is missing or not the pinned release."""
    table = read_ratings()
    films = rated_films(table)
    records = match_films(films, read_films())
    titled = [film for film in films if film.title is not None]
    catalog = film_catalog(titled, records)
    frame = interactions(table, frozenset(catalog.ids))
    matched = sum(film.ratings for film in films if film.item_id in records)
    counts = {
        "users": int(frame["user_id"].nunique()),
        "source_items": len(films),
        "source_interactions": len(table),
        "untitled_items": len(films) - len(titled),
        "matched_items": len(records),
        "matched_items_share": round(len(records) / len(films), 4),
        "matched_interactions": matched,
        "matched_interactions_share": round(matched / len(table), 4),
        "first": frame["datetime"].min().isoformat(),
        "last": frame["datetime"].max().isoformat(),
    }
    return Films(catalog, frame, counts)


def film_catalog(films: Sequence[RatedFilm], records: Mapping[str, FilmRecord]) -> Catalog:
    """The catalogue of `films` (all titled), each with its record where there is one."""
    found = [records.get(film.item_id) for film in films]
    known = _prominence(films, found)
    people = [(r.directors, r.writers, r.actors) if r else ((), (), ()) for r in found]
    attributes: dict[str, Sequence[Sequence[str]]] = {
        "genre": [film.genres for film in films],
        "director": [directors for directors, _, _ in people],
        "writer": [writers for _, writers, _ in people],
        # The source lists a cast by the alphabet; here the best-known come first.
        "actor": [sorted(actors, key=lambda name: -known[name]) for _, _, actors in people],
        "country": [record.countries if record else () for record in found],
        "language": [record.languages if record else () for record in found],
    }
    titles = [film.title for film in films if film.title is not None]
    return build_catalog(
        FILM_SCHEMA,
        ids=[film.item_id for film in films],
        titles=[title.display for title in titles],
        years=[film.year for film in films],
        runtimes=[record.runtime if record else None for record in found],
        popularity=[film.ratings for film in films],
        aliases=[_other_names(title, record) for title, record in zip(titles, found, strict=True)],
        attributes=attributes,
    )


def _other_names(title: Title, record: FilmRecord | None) -> tuple[str, ...]:
    """Alternative titles, and the other source's one where it is written differently (`Oldboy`)."""
    if record is None or without_article(fold(record.title)) in variants(title):
        return title.aliases
    return (*title.aliases, record.title)


def _prominence(films: Sequence[RatedFilm], found: Sequence[FilmRecord | None]) -> Counter[str]:
    """How many ratings the films of each actor have together."""
    known: Counter[str] = Counter()
    for film, record in zip(films, found, strict=True):
        for name in record.actors if record else ():
            known[name] += film.ratings
    return known
