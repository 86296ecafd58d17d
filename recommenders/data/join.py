"""Finding the film a title and a year mean, in a table that writes titles its own way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .movielens import RatedFilm
from .titles import parse_title, variants
from .wikidata import FilmRecord

# How far apart the two years may be, nearest first: festival, premiere and release differ.
_DISTANCES = (0, 1, -1, 2, -2)


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """A possible match; the smallest wins. `form` is the place among the title's variants."""

    distance: int
    form: int
    fewer_ratings: int
    item_id: str
    record: int


def match_films(films: Sequence[RatedFilm], records: Sequence[FilmRecord]) -> dict[str, FilmRecord]:
    """Item id -> its record, for the films that have one.

    Titles are compared folded, with articles and alternative titles tried in turn; the year may be off by 0,
    then 1, then 2. A record belongs to one film at most: the nearest in year, then in title, then the most
    rated.
    """
    index: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for form in variants(parse_title(record.title)):
            index[form, record.year].append(place)
    possible = sorted(match for film in films for match in _matches(film, index))
    taken: set[int] = set()
    found: dict[str, FilmRecord] = {}
    for match in possible:
        if match.item_id not in found and match.record not in taken:
            found[match.item_id] = records[match.record]
            taken.add(match.record)
    return found


def _matches(film: RatedFilm, index: dict[tuple[str, int], list[int]]) -> list[_Match]:
    if film.title is None or film.year is None:
        return []
    return [
        _Match(abs(distance), form, -film.ratings, film.item_id, place)
        for distance in _DISTANCES
        for form, text in enumerate(variants(film.title))
        for place in index.get((text, film.year + distance), ())
    ]
