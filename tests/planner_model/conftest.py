"""A small catalogue of films and one of books, with their lexicons."""

from __future__ import annotations

import pytest
from tastekeeper.recommenders.catalog import Catalog
from tastekeeper.recommenders.data.films import FILM_SCHEMA
from tastekeeper.recommenders.data.frames import build_catalog
from tastekeeper.recommenders.search.lexicon import Lexicon
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema

FILMS = [
    ("1", "Alien", 1979, 117, ("Horror", "Sci-Fi"), "Ridley Scott", "Sigourney Weaver", "United Kingdom"),
    ("2", "Heat", 1995, 170, ("Crime", "Thriller"), "Michael Mann", "Al Pacino", "United States"),
    ("3", "Fargo", 1996, 98, ("Comedy", "Crime"), "Joel Coen", "Frances McDormand", "United States"),
    ("4", "The Shining", 1980, 146, ("Horror",), "Stanley Kubrick", "Jack Nicholson", "United Kingdom"),
    ("5", "Unforgiven", 1992, 130, ("Western", "Drama"), "Clint Eastwood", "Gene Hackman", "United States"),
    ("6", "Amelie", 2001, 122, ("Comedy", "Romance"), "Jean-Pierre Jeunet", "Audrey Tautou", "France"),
    ("7", "Cinderella", 1950, 74, ("Animation",), "Clyde Geronimi", "Ilene Woods", "United States"),
    ("8", "Cinderella", 2015, 105, ("Drama",), "Kenneth Branagh", "Lily James", "United Kingdom"),
]
BOOK_SCHEMA = CatalogSchema(
    domain="books",
    noun="book",
    noun_plural="books",
    attributes=(
        AttributeSpec("subject", "subject", "category", "subjects"),
        AttributeSpec("author", "author", "person", "authors"),
    ),
    verb="read",
    verb_past="read",
)


@pytest.fixture(scope="session")
def films() -> Catalog:
    ids, titles, years, runtimes, genres, directors, actors, countries = zip(*FILMS, strict=True)
    one = {"director": directors, "actor": actors, "country": countries}
    attributes = {name: [(value,) for value in values] for name, values in one.items()}
    empty: list[tuple[str, ...]] = [()] * len(FILMS)
    return build_catalog(
        FILM_SCHEMA,
        ids=ids,
        titles=titles,
        years=years,
        runtimes=runtimes,
        popularity=[float(100 - n) for n in range(len(FILMS))],
        aliases=empty,
        attributes={"genre": genres, "writer": empty, "language": empty, **attributes},
    )


@pytest.fixture(scope="session")
def books() -> Catalog:
    return build_catalog(
        BOOK_SCHEMA,
        ids=["b1", "b2"],
        titles=["Middlemarch", "The Waves"],
        years=[1871, 1931],
        runtimes=[None, None],
        popularity=[2.0, 1.0],
        aliases=[(), ()],
        attributes={
            "subject": [("Marriage",), ("Memory",)],
            "author": [("George Eliot",), ("Virginia Woolf",)],
        },
    )


@pytest.fixture(scope="session")
def lexicon(films: Catalog) -> Lexicon:
    return Lexicon(films)
