"""Words that models of 2023 and 2024 favour, for the trend of excess vocabulary.

A short list of our own choice from words that several published studies report (among them Liang et al. 2024 and
Kobak et al. 2025). Markers age with model generations: give a list of your own where you have a better one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .excess import marked

STYLE = (
    "commendable meticulous meticulously intricate intricacies delve delves delving showcasing showcases pivotal "
    "underscore underscores underscoring noteworthy versatile versatility seamless seamlessly tapestry testament "
    "captivating compelling invaluable nuanced realm comprehensive boasts elevate elevates elevating fostering "
    "multifaceted unwavering unparalleled vibrant enhance enhances enhancing harnessing transformative notably"
).split()


@dataclass(frozen=True, slots=True)
class Markers:
    """A set of marker words."""

    words: tuple[str, ...]

    def marked(self, texts: Iterable[str]) -> list[bool]:
        """Whether each text holds any of them."""
        return marked(texts, self.words)


@cache
def style_markers() -> Markers:
    """The packaged list."""
    return Markers(tuple(STYLE))


def read_markers(file: Path) -> Markers:
    """A list of your own: one word a line; blank lines and lines that begin with # do not count."""
    lines: Sequence[str] = file.read_text(encoding="utf-8").splitlines()
    kept = (line.strip() for line in lines)
    return Markers(tuple(line.lower() for line in kept if line and not line.startswith("#")))
