"""The agent: a LangGraph conversation over memory, recommenders and tools. Names load on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .session import Agent
    from .settings import Settings

_HOMES = {"Agent": "session", "Settings": "settings"}
__all__ = ["Agent", "Settings"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
