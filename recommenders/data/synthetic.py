"""A made-up but coherent little world of films and viewers, from a seed: for tests and first tries.

Every person has a favourite genre, a second one, a genre left alone and a favourite director; some change
their favourite genre at a known time. What is planted is returned beside the data, so that a test can say
whether a model found it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from ..catalog import Catalog, Floats
from ..columns import Columns
from .films import FILM_SCHEMA
from .frames import build_catalog

if TYPE_CHECKING:
    import pandas as pd

_GENRES = (
    "Action",
    "Animation",
    "Comedy",
    "Crime",
    "Drama",
    "Horror",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "Western",
)
_FIRST = ("Ada", "Bruno", "Clara", "Dario", "Elsa", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Luca")
_LAST = ("Abara", "Berg", "Castell", "Duval", "Eriksen", "Fonseca", "Grau", "Holm", "Ito", "Jansky")
_ADJECTIVES = (
    "Silent",
    "Crimson",
    "Hollow",
    "Golden",
    "Broken",
    "Distant",
    "Burning",
    "Frozen",
    "Hidden",
    "Last",
)
_NOUNS = (
    "Harbor",
    "Garden",
    "Witness",
    "Orchard",
    "Signal",
    "Mirror",
    "Valley",
    "Letter",
    "Station",
    "Crown",
)
_COUNTRIES = (("France", "French"), ("Japan", "Japanese"), ("United States", "English"), ("Italy", "Italian"))
_START = datetime(2015, 1, 1, tzinfo=UTC)
_DAYS = 1460


@dataclass(frozen=True, slots=True)
class Change:
    """A planted change of mind: from `before` to `after` at `at`."""

    at: datetime
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class World:
    """The data and what is planted in it. `favourites` is each person's first genre at the start."""

    catalog: Catalog
    interactions: pd.DataFrame
    favourites: Mapping[str, str]
    changes: Mapping[str, Change]
    seed: int


def make_world(seed: int = 7, *, users: int = 200, items: int = 300, per_user: int = 30) -> World:
    """A world of `items` films and `users` viewers with about `per_user` ratings each (0.5 to 5, halves)."""
    rng = np.random.default_rng(seed)
    attributes = _films(rng, items)
    tastes = [_taste(rng, user) for user in range(users)]
    frame = _ratings(rng, attributes, tastes, per_user)
    counts = frame[Columns.ITEM].value_counts()
    ids = [f"f{place:04d}" for place in range(items)]
    catalog = build_catalog(
        FILM_SCHEMA,
        ids=ids,
        titles=_titles(items),
        years=[int(year) for year in rng.integers(1950, 2016, items)],
        runtimes=[int(time) for time in rng.integers(75, 190, items)],
        popularity=[float(counts.get(item_id, 0)) for item_id in ids],
        aliases=[()] * items,
        attributes=attributes,
    )
    favourites = {f"u{user:03d}": taste.first for user, taste in enumerate(tastes)}
    changes = {f"u{user:03d}": taste.change for user, taste in enumerate(tastes) if taste.change}
    return World(catalog, frame, favourites, changes, seed)


@dataclass(frozen=True, slots=True)
class _Taste:
    first: str
    second: str
    avoided: str
    director: str
    change: Change | None


def _titles(items: int) -> list[str]:
    """Distinct titles: `The Silent Harbor`, ..., then the same with a part number."""
    titles = []
    for place in range(items):
        part, rest = divmod(place, len(_ADJECTIVES) * len(_NOUNS))
        name = f"The {_ADJECTIVES[rest % len(_ADJECTIVES)]} {_NOUNS[rest // len(_ADJECTIVES)]}"
        titles.append(f"{name} {part + 1}" if part else name)
    return titles


def _person(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}"


def _films(rng: np.random.Generator, items: int) -> dict[str, list[tuple[str, ...]]]:
    """Attribute lists. Directors keep to one genre, two films in three."""
    films: dict[str, list[tuple[str, ...]]] = {name: [] for name in FILM_SCHEMA.names()}
    for _ in range(items):
        director = int(rng.integers(40))
        own = director % len(_GENRES)
        genres = [own if rng.random() < 2 / 3 else int(rng.integers(len(_GENRES)))]
        if rng.random() < 0.5:
            genres.append(int(rng.integers(len(_GENRES))))
        country, language = _COUNTRIES[int(rng.integers(len(_COUNTRIES)))]
        films["genre"].append(tuple(_GENRES[genre] for genre in dict.fromkeys(genres)))
        films["director"].append((_person(director),))
        films["writer"].append((_person(int(rng.integers(40, 80))),))
        films["actor"].append(
            tuple(_person(int(n)) for n in rng.choice(np.arange(60, 120), 4, replace=False))
        )
        films["country"].append((country,))
        films["language"].append((language,))
    return films


def _taste(rng: np.random.Generator, user: int) -> _Taste:
    first, second, avoided, after = (_GENRES[int(n)] for n in rng.permutation(len(_GENRES))[:4])
    change = None
    if user % 4 == 0:
        at = _START + timedelta(days=round(float(rng.uniform(0.4, 0.7)) * _DAYS))
        change = Change(at, first, after)
    return _Taste(first, second, avoided, _person(int(rng.integers(40))), change)


def _ratings(
    rng: np.random.Generator, films: Mapping[str, list[tuple[str, ...]]], tastes: list[_Taste], per_user: int
) -> pd.DataFrame:
    import pandas as pd

    rows: list[tuple[str, str, float, datetime]] = []
    size = len(films["genre"])
    # A few films are seen by many, as everywhere.
    fame = 1.0 / np.arange(1, size + 1) ** 0.5
    for user, taste in enumerate(tastes):
        likings = [_likings(taste, films, changed) for changed in (False, True)]
        count = min(size // 2, max(5, int(rng.poisson(per_user))))
        unseen = fame.copy()
        for day in np.sort(rng.uniform(0, _DAYS, count)).tolist():
            at = _START + timedelta(seconds=round(day * 86400))
            liking = likings[taste.change is not None and at >= taste.change.at]
            chance = unseen * np.exp(liking)
            item = int(rng.choice(size, p=chance / chance.sum()))
            unseen[item] = 0
            rating = float(np.clip(np.round((3 + liking[item] * 0.6 + rng.normal(0, 0.5)) * 2) / 2, 0.5, 5))
            rows.append((f"u{user:03d}", f"f{item:04d}", rating, at))
    frame = pd.DataFrame(rows, columns=[Columns.USER, Columns.ITEM, Columns.WEIGHT, Columns.DATETIME])
    frame[Columns.DATETIME] = pd.to_datetime(frame[Columns.DATETIME], utc=True)
    return frame.sort_values([Columns.DATETIME, Columns.USER], kind="stable").reset_index(drop=True)


def _likings(taste: _Taste, films: Mapping[str, list[tuple[str, ...]]], changed: bool) -> Floats:
    pairs = zip(films["genre"], films["director"], strict=True)
    return np.array([_liking(taste, genres, directors[0], changed) for genres, directors in pairs])


def _liking(taste: _Taste, genres: tuple[str, ...], director: str, changed: bool) -> float:
    """How much a person likes a film before or after the change of mind: about -3 to 4."""
    first = taste.change.after if taste.change is not None and changed else taste.first
    liking = 2.0 * (first in genres) + 1.0 * (taste.second in genres) - 2.0 * (taste.avoided in genres)
    if first != taste.first and taste.first in genres:
        liking -= 1.0
    return liking + 1.0 * (director == taste.director)
