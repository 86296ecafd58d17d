"""The tables of `language.toml`, read at the first question and compiled as they are needed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(files(__package__).joinpath("language.toml").read_text("utf-8"))


@cache
def _cue(name: str, section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in tables()[section][name]))


def said(name: str, words: str, section: str = "cues") -> re.Match[str] | None:
    """Where the words have one of the turns of phrase of that name."""
    return _cue(name, section).search(words)


def documents() -> tuple[str, ...]:
    """The kinds of documents, in the order they are tried."""
    return tuple(tables()["documents"])


@cache
def nouns(section: str, slots_of: str = "") -> dict[str, re.Pattern[str]]:
    """Name -> whole-word pattern of a table of nouns (`spending`, `domains`, `fields`, or the slots of a domain)."""
    table = tables()[section].get(slots_of, {}) if slots_of else tables()[section]
    return {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in table.items()}


@cache
def noun(section: str, name: str) -> re.Pattern[str]:
    """A single entry of a table as a whole-word pattern."""
    return re.compile(rf"\b(?:{tables()[section][name]})\b")


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A single pattern of a section, as it stands."""
    return re.compile(tables()[section][name])


@cache
def word_set(section: str, *names: str) -> frozenset[str]:
    """The words of one or several lists."""
    return frozenset(word for name in names for word in tables()[section][name].split())
