"""What stands before and behind the value in a statement about a field (`leads.toml`)."""

from __future__ import annotations

import re
from functools import cache

from .shapes import filled, shapes

_BORDER = r"(?:(?<!\w)|(?!\w))\s*[:,-]?\s*"


def piece(name: str) -> str:
    """A macro of the file: `be`, `filler`, ..."""
    return str(shapes("leads.toml")["macro"][name])


@cache
def prefix() -> re.Pattern[str]:
    """What an answer may be put under first: "For the agenda items, ...", "As for this project, ..."."""
    table = shapes("leads.toml")
    return re.compile(filled(table["lead"]["prefix"], table["macro"]))


@cache
def leads() -> tuple[re.Pattern[str], ...]:
    """What stands before the value, the longer shapes first."""
    table = shapes("leads.toml")
    return tuple(
        re.compile(rf"{piece('filler')}(?:{filled(shape, table['macro'])}){_BORDER}", re.DOTALL)
        for shape in table["lead"]["shapes"]
    )


@cache
def tails() -> re.Pattern[str]:
    """What stands behind the value: "... will be leading it", "... as the title, please"."""
    return re.compile(piece("tails"))
