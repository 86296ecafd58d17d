"""The one place where table columns are named."""

from __future__ import annotations

from typing import Final


class Columns:
    """Column names of every table that crosses a room's border."""

    USER: Final = "user_id"
    ITEM: Final = "item_id"
    SIMILAR: Final = "similar_id"
    WEIGHT: Final = "weight"
    DATETIME: Final = "datetime"
    SCORE: Final = "score"
    RANK: Final = "rank"
    TITLE: Final = "title"
    YEAR: Final = "year"
    CATEGORIES: Final = "categories"
    ATTRIBUTES: Final = "attributes"
    TEXT: Final = "text"
