"""Simple, strong models that fill the same contract: popularity, neighbours, EASE, embeddings, content."""

from __future__ import annotations

from .content import Content, ContentConfig
from .ease import EASE, EASEConfig
from .ials import IALS, IALSConfig
from .itemknn import ItemKNN, ItemKNNConfig
from .popularity import Popularity, PopularityConfig

__all__ = [
    "EASE",
    "IALS",
    "Content",
    "ContentConfig",
    "EASEConfig",
    "IALSConfig",
    "ItemKNN",
    "ItemKNNConfig",
    "Popularity",
    "PopularityConfig",
]
