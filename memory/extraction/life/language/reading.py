"""The scene of what is heard, with slips corrected towards the words of all readers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ..heard import Heard
from .plain import Speller
from .scene import Scene, scene
from .spelling import speller

_TABLES = (
    ("language", "common.toml"),
    ("language", "money.toml"),
    ("language.dates", "words.toml"),
    ("events", "frames.toml"),
    ("events", "counting.toml"),
    ("events", "categories.toml"),
    ("events", "activities.toml"),
    ("goals", "frames.toml"),
    ("todos", "frames.toml"),
    ("calendar", "frames.toml"),
)


def heard_scene(heard: Heard) -> Scene:
    """The scene of a message."""
    return scene(heard.text, heard.at, life_speller())


@cache
def life_speller() -> Speller:
    """A speller for the words that the readers of this package look for."""
    package = __package__.removesuffix(".language")
    return speller(
        word
        for room, name in _TABLES
        for text in _strings(tomllib.loads(files(f"{package}.{room}").joinpath(name).read_text("utf-8")))
        for word in re.findall(r"[a-z]+", text)
    )


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """Every name and value of a table, patterns left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("frame", "macro"):
                continue
            yield str(name)
            yield from _strings(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, depth + 1)
    elif isinstance(value, str):
        yield value
