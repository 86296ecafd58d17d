"""Things to do: taken on, finished, dropped."""

from .reader import read_todos

__all__ = ["read_todos"]
