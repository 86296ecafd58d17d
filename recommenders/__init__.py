"""Recommenders: data, models behind one contract, and the funnel that joins them. Loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .baselines.content import Content
    from .baselines.ease import EASE
    from .baselines.ials import IALS
    from .baselines.itemknn import ItemKNN
    from .baselines.popularity import Popularity
    from .catalog import Catalog
    from .columns import Columns
    from .contract import Recommender
    from .funnel import Funnel
    from .search.text import TextSearch

_HOMES = {
    "Catalog": "catalog",
    "Columns": "columns",
    "Content": "baselines.content",
    "EASE": "baselines.ease",
    "Funnel": "funnel",
    "IALS": "baselines.ials",
    "ItemKNN": "baselines.itemknn",
    "Popularity": "baselines.popularity",
    "Recommender": "contract",
    "TextSearch": "search.text",
}
__all__ = [
    "Catalog",
    "Columns",
    "Content",
    "EASE",
    "Funnel",
    "IALS",
    "ItemKNN",
    "Popularity",
    "Recommender",
    "TextSearch",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
