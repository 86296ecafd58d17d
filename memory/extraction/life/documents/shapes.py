"""Shapes kept in TOML: patterns in which `{name}` stands for a macro of the file or a field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from .fields import any_field_pattern, field_pattern

_NAMED = re.compile(r"\{([a-z_]+)\}")


@cache
def shapes(name: str) -> Mapping[str, Any]:
    """The tables of a file of this package; the macros under `macro`, put together."""
    table = tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
    pieces = {"known": field_pattern(), "any": any_field_pattern()}
    pieces |= {f"known_{place}": field_pattern(f"f_{place}") for place in "bc"}
    for macro, pattern in table["macro"].items():
        pieces[macro] = filled(pattern, pieces)
    return {**table, "macro": pieces}


def filled(pattern: str, pieces: Mapping[str, str]) -> str:
    """A pattern with its names put in; a repetition such as `{0,4}` is none."""
    return _NAMED.sub(lambda match: pieces[match[1]], pattern)
