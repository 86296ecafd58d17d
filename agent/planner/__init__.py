"""The embedded planner: dialogue acts, claims and questions from a message, without any language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .acts import Act, DialogueContext, Intent, Question, Understanding
    from .message import understand

__all__ = ["Act", "DialogueContext", "Intent", "Question", "Understanding", "understand"]


def __getattr__(name: str) -> Any:
    """Load on first use: the grammar is compiled only when a message is read."""
    if name == "understand":
        from .message import understand

        return understand
    if name in __all__:
        from . import acts

        return getattr(acts, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
