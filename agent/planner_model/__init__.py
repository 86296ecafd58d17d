"""A language model in the planner's seat: a schema-bound step chooses, another phrases; both are checked."""

from __future__ import annotations

from .decide import Decision, decide
from .phrasing import Phrased, phrase
from .prompt import vocabulary_of

__all__ = ["Decision", "Phrased", "decide", "phrase", "vocabulary_of"]
