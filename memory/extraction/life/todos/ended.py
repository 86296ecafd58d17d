"""What ends tasks, as the readers of endings hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from ....types import Fact

SURE = 0.72
"""The likeness needed where the words alone do not say that they speak of a task."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A stretch that ends tasks: those meant (none where nothing is near), and the words said."""

    start: int
    end: int
    words: str
    facts: tuple[Fact, ...]
