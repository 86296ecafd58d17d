"""The judge's own word lists, stemmed."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from .words import stem


def data(name: str) -> Any:
    """A packaged JSON file of the judge."""
    folder = files(__package__.rpartition(".")[0]) / "data" / "fama"
    return json.loads((folder / name).read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One list as stems: `stop` or `filler`."""
    return frozenset(stem(word) for word in data("words.json")[name])


@cache
def cues(name: str) -> frozenset[tuple[str, ...]]:
    """One list of words and phrases as they are written: `deny`, `past`, `affirm`, `turn` or `after`.

    Not stemmed: `notes` is no `not`, and a steering committee steers clear of nothing.
    """
    return frozenset(tuple(words.split()) for words in data("words.json")[name])
