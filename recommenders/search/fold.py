"""The comparison of words that the catalogue, its search and its lexicon share with memory."""

from __future__ import annotations

from ...fold import fold

__all__ = ["fold"]
