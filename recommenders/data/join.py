"""Finding the film a title and a year mean, in a table that writes titles its own way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .movielens import RatedFilm
from .titles import main_part, parse_title, solid, variants
from .wikidata import FilmRecord

# How far apart the two years may be, nearest first: festival, premiere and release differ.
_DISTANCES = (0, 1, -1, 2, -2)
Index = dict[tuple[str, int], list[int]]


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
    then 1, then 2. What is left is compared once more within the same year, with numbers, abbreviations and
    spaces made alike, and with the subtitle of either side left off. A record belongs to one film at most:
    the nearest in year, then in title, then the most rated.
    """
    found: dict[str, int] = {}
    _assign(found, _strict(films, records))
    _assign(found, _loose(films, records))
    return {item_id: records[place] for item_id, place in found.items()}


def _assign(found: dict[str, int], possible: Iterable[_Match]) -> None:
    """Take the best matches first; neither film nor record twice."""
    taken = set(found.values())
    for match in sorted(possible):
        if match.item_id not in found and match.record not in taken:
            found[match.item_id] = match.record
            taken.add(match.record)


def _strict(films: Sequence[RatedFilm], records: Sequence[FilmRecord]) -> list[_Match]:
    index: Index = defaultdict(list)
    for place, record in enumerate(records):
        for form in variants(parse_title(record.title)):
            index[form, record.year].append(place)
    return [
        _Match(abs(distance), form, -film.ratings, film.item_id, place)
        for film in films
        if film.title is not None and film.year is not None
        for distance in _DISTANCES
        for form, text in enumerate(variants(film.title))
        for place in index.get((text, film.year + distance), ())
    ]


def _loose(films: Sequence[RatedFilm], records: Sequence[FilmRecord]) -> list[_Match]:
    """Matches by spelling and by main part. Two main parts alone do not make a match."""
    whole: Index = defaultdict(list)
    main: Index = defaultdict(list)
    for place, record in enumerate(records):
        whole[solid(record.title), record.year].append(place)
        main[solid(main_part(record.title)), record.year].append(place)
    matches: list[_Match] = []
    for film in films:
        if film.title is None or film.year is None:
            continue
        names = [solid(name) for name in (film.title.display, *film.title.aliases)]
        tried = [(name, whole) for name in names] + [(names[0], main)]
        tried.append((solid(main_part(film.title.display)), whole))
        for form, (name, index) in enumerate(tried):
            places = index.get((name, film.year), ()) if name else ()
            matches += [_Match(0, form, -film.ratings, film.item_id, place) for place in places]
    return matches
