"""Language models behind one interface: endpoints, local weights, and a scripted one. Loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ChatDelta, ChatMessage, ChatModel, ChatRequest, TokenLogprob, complete

if TYPE_CHECKING:
    from .endpoint import EndpointModel
    from .gguf import GgufModel
    from .scripted import ScriptedModel
    from .select import choose

__all__ = [
    "ChatDelta",
    "ChatMessage",
    "ChatModel",
    "ChatRequest",
    "EndpointModel",
    "GgufModel",
    "ScriptedModel",
    "TokenLogprob",
    "choose",
    "complete",
]

_HOMES = {"EndpointModel": "endpoint", "GgufModel": "gguf", "ScriptedModel": "scripted", "choose": "select"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
