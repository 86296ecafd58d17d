"""What is remembered about users: a ledger, the facts folded from it, search, history and erasure.

`Memory` is the door; the rest is named here for those who bring parts of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..fold import fold
    from .aggregates import PeriodTotal, Total
    from .chroma import ChromaIndex
    from .embedder import Embedder, MiniLMEmbedder
    from .erasure import Erasable, Keeper
    from .facade import Memory
    from .index import BruteForceIndex, SemanticIndex, VectorIndex, default_index
    from .reports import (
        Evidence,
        HistoryEntry,
        Profile,
        ProfileLine,
        SearchHits,
        Stats,
        Verification,
    )
    from .schema import AttributeSchema, Schema

_HOMES = {
    "AttributeSchema": "schema",
    "BruteForceIndex": "index",
    "ChromaIndex": "chroma",
    "Embedder": "embedder",
    "Erasable": "erasure",
    "Evidence": "reports",
    "HistoryEntry": "reports",
    "Keeper": "erasure",
    "Memory": "facade",
    "MiniLMEmbedder": "embedder",
    "PeriodTotal": "aggregates",
    "Profile": "reports",
    "ProfileLine": "reports",
    "Schema": "schema",
    "SearchHits": "reports",
    "SemanticIndex": "index",
    "Stats": "reports",
    "Total": "aggregates",
    "VectorIndex": "index",
    "Verification": "reports",
    "default_index": "index",
    "fold": "validator",
}
__all__ = [
    "AttributeSchema",
    "BruteForceIndex",
    "ChromaIndex",
    "Embedder",
    "Erasable",
    "Evidence",
    "HistoryEntry",
    "Keeper",
    "Memory",
    "MiniLMEmbedder",
    "PeriodTotal",
    "Profile",
    "ProfileLine",
    "Schema",
    "SearchHits",
    "SemanticIndex",
    "Stats",
    "Total",
    "VectorIndex",
    "Verification",
    "default_index",
    "fold",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{home}", __name__), name)
