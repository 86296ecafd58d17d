"""Recommenders: data, models behind one contract, and the funnel that joins them. Loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .catalog import Catalog

_HOMES = {
    "Catalog": "catalog",
    "Columns": "columns",
    "TextSearch": "search.text",
}
__all__ = ["Catalog", "Columns", "TextSearch"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
