"""Simple, strong models that fill the same contract: popularity, neighbours, EASE, embeddings, content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .content import Content, ContentConfig
from .ease import EASE, EASEConfig
from .ials import IALS, IALSConfig
from .itemknn import ItemKNN, ItemKNNConfig
from .popularity import Popularity, PopularityConfig

if TYPE_CHECKING:
    from ..contract import Recommender

MODELS: Final[dict[str, type[Recommender]]] = {
    model.name: model for model in (Popularity, ItemKNN, EASE, IALS, Content)
}
"""Every model here, by its name."""

__all__ = [
    "EASE",
    "IALS",
    "MODELS",
    "Content",
    "ContentConfig",
    "EASEConfig",
    "IALSConfig",
    "ItemKNN",
    "ItemKNNConfig",
    "Popularity",
    "PopularityConfig",
]
