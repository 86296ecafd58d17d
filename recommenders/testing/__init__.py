"""The published test kit: what a recommender of one's own must pass. Needs pytest."""

from __future__ import annotations

from .kit import RecommenderContract
from .worlds import board_catalog, checkerboard

__all__ = ["RecommenderContract", "board_catalog", "checkerboard"]
