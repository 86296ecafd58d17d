"""Choices made once, when an agent opens: which model answers, which index serves memory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..paths import Paths
from .events import Served
from .settings import Settings

if TYPE_CHECKING:
    from ..memory.embedder import MiniLMEmbedder
    from ..memory.index import SemanticIndex
    from .models.base import ChatModel


def choose_model(
    settings: Settings, paths: Paths, model: str | ChatModel | None
) -> tuple[ChatModel | None, Served]:
    """The chat model and the sentence that says why; None is the embedded planner."""
    from .models.select import choose

    if model is not None and not isinstance(model, str):
        return model, Served(name=model.name, reason=model.reason)
    chosen, reason = choose(
        settings.model if model is None else model,
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
        timeout=settings.model_timeout,
        weights_dir=paths.weights_dir,
    )
    return chosen, Served(name=chosen.name if chosen else "embedded planner", reason=reason)


def open_index(paths: Paths, settings: Settings) -> SemanticIndex | None:
    """The vector index of memories; nothing is loaded before the first search or settlement."""
    if not settings.embeddings:
        return None
    from ..memory.chroma import ChromaIndex
    from ..memory.index import SemanticIndex

    return SemanticIndex(_embedder(), ChromaIndex(paths.index_dir))


@cache
def _embedder() -> MiniLMEmbedder:
    """One for the whole process: its weights take seconds to load and are the same for everyone."""
    from ..memory.embedder import MiniLMEmbedder

    return MiniLMEmbedder()
