"""Tastes in any domain, from open English: what is liked, disliked, given up, and what took its place."""

from __future__ import annotations

from .reading import read_tastes

__all__ = ["read_tastes"]
