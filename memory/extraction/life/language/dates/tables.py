"""The names of days, months and counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Names:
    """Each table from a name to its number, and what the names of a table look like in a pattern."""

    weekdays: dict[str, int]
    months: dict[str, int]
    ordinals: dict[str, int]
    feasts: dict[str, tuple[int, int]]
    counts: dict[str, int]
    hours: dict[str, int]
    shy: frozenset[str]


@cache
def names() -> Names:
    """The tables of `words.toml`."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    shy = frozenset(table.pop("shy")["words"].split())
    return Names(**table, shy=shy)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
