"""Answers from memory: what a question asks for, what holds on it, and the words to say so.

`understand_question` reads the question, `look_up` packs what holds (and nothing else), `render` says it
without a model, `render_with` lets a model say it and checks every name and number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .asked import Asked, AskedKind, Span
    from .packed import Answered, ContextLine, Figure, Packed, PastLine
    from .packing import look_up
    from .rendering import render
    from .staleness import invalid_share
    from .understand import understand_question
    from .with_model import render_with

_HOMES = {
    "Answered": "packed",
    "Asked": "asked",
    "AskedKind": "asked",
    "ContextLine": "packed",
    "Figure": "packed",
    "Packed": "packed",
    "PastLine": "packed",
    "Span": "asked",
    "invalid_share": "staleness",
    "look_up": "packing",
    "render": "rendering",
    "render_with": "with_model",
    "understand_question": "understand",
}
__all__ = [
    "Answered",
    "Asked",
    "AskedKind",
    "ContextLine",
    "Figure",
    "Packed",
    "PastLine",
    "Span",
    "invalid_share",
    "look_up",
    "render",
    "render_with",
    "understand_question",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{home}", __name__), name)
