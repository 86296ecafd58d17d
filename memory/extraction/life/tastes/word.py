"""One word of a message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `text` is what cues see; `name` marks capitals that no sentence start explains, `quoted` a
    title in quotation marks, `owner` a word that owns what follows (Kundera's)."""

    text: str
    start: int
    end: int
    name: bool = False
    quoted: bool = False
    owner: bool = False
    first: bool = False
