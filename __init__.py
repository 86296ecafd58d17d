"""Tastekeeper: a recommender you talk to.

The names below are imported on first use, so that `import tastekeeper` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agent.session import Agent
    from .memory import Memory
    from .recommenders import Catalog, Funnel

__version__ = "0.1.0"
__all__ = ["Agent", "Catalog", "Funnel", "Memory", "__version__"]

_HOMES = {
    "Agent": "agent.session",
    "Memory": "memory",
    "Catalog": "recommenders",
    "Funnel": "recommenders",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
