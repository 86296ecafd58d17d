"""Data: from source packages, a user's own files or a seeded generator to a catalogue and interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .prepared import (
        Interactions,
        ensure_prepared,
        info,
        load,
        load_catalog,
        load_interactions,
        prepare,
    )
    from .sources import Source, about
    from .splits import Split, temporal_split
    from .synthetic import World, make_world

_HOMES = {
    "Interactions": "prepared",
    "Source": "sources",
    "about": "sources",
    "ensure_prepared": "prepared",
    "load_catalog": "prepared",
    "info": "prepared",
    "load": "prepared",
    "load_interactions": "prepared",
    "prepare": "prepared",
    "Split": "splits",
    "temporal_split": "splits",
    "World": "synthetic",
    "make_world": "synthetic",
}
__all__ = [
    "Interactions",
    "Source",
    "Split",
    "World",
    "about",
    "ensure_prepared",
    "info",
    "load",
    "load_catalog",
    "load_interactions",
    "make_world",
    "prepare",
    "temporal_split",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
