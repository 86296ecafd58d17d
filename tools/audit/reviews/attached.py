"""Reviews that a user attached to the catalogue: one Parquet file beside the user's data, keyed by item id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ....errors import DataError, UsageError
from ....paths import Paths
from .records import Review, ReviewFile

FILE = "reviews.parquet"


def place(paths: Paths) -> Path:
    """Where attached reviews lie: with the user's data, not with caches, since nothing can make them anew."""
    return paths.data / FILE


@dataclass(frozen=True, slots=True)
class Attached:
    """What `attach` did. `unmatched` are items of the file that the catalogue does not have, most reviewed first."""

    reviews: int
    items: int
    unmatched: tuple[str, ...]


def attach(paths: Paths, file: ReviewFile, resolve: Callable[[str], str | None]) -> Attached:
    """Write the reviews of catalogue items; `resolve` gives the item id for an id or title. Replaces earlier ones.

    Raises `UsageError` where no review names an item, or none that the catalogue has.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    named = [review for review in file.reviews if review.item is not None]
    if not named:
        raise UsageError("No review names its item", hint="Name the column: --column item=NAME.")
    ids = {name: resolve(name) for name in dict.fromkeys(str(review.item) for review in named)}
    kept = [(ids[str(review.item)], review) for review in named if ids[str(review.item)] is not None]
    if not kept:
        raise UsageError(
            f"None of the {len(ids)} items of {file.name} is in the catalogue",
            hint="Items are matched by id or title; see `tastekeeper data info`.",
        )
    columns = {
        "item": pa.array([item for item, _ in kept], pa.string()),
        "text": pa.array([review.text for _, review in kept], pa.string()),
        "rating": pa.array([review.rating for _, review in kept], pa.float64()),
        "date": pa.array([review.date for _, review in kept], pa.date32()),
    }
    target = place(paths.ensure())
    draft = target.with_suffix(".part")
    pq.write_table(pa.table(columns), draft)
    draft.chmod(0o600)
    draft.replace(target)
    counts: dict[str, int] = {}
    for review in named:
        counts[str(review.item)] = counts.get(str(review.item), 0) + 1
    unmatched = sorted((name for name, item in ids.items() if item is None), key=lambda n: (-counts[n], n))
    return Attached(len(kept), len({item for item, _ in kept}), tuple(unmatched))


class ReviewShelf:
    """The attached reviews, read on first use; empty where none were attached."""

    def __init__(self, paths: Paths) -> None:
        self._file = place(paths)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """All of them. Raises `DataError` when the file is damaged."""
        if not self._file.is_file():
            return ()
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            rows = pq.read_table(self._file).to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise DataError(
                f"The attached reviews cannot be read: {str(error)[:120]}",
                where=str(self._file),
                hint="Attach them again with `tastekeeper audit reviews attach FILE`.",
            ) from error
        return tuple(
            Review(str(row["text"]), at, row["rating"], row["date"], str(row["item"]))
            for at, row in enumerate(rows, start=1)
        )

    @cached_property
    def by_item(self) -> dict[str, tuple[Review, ...]]:
        """Reviews of each item id."""
        found: dict[str, list[Review]] = {}
        for review in self.reviews:
            found.setdefault(str(review.item), []).append(review)
        return {item: tuple(listed) for item, listed in found.items()}
