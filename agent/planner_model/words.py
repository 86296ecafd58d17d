"""The word lists of `words.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

Words = frozenset[str]


class WordLists(BaseModel):
    """See `words.toml` for what each list is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbers: Words
    plain_numbers: Words
    relations: Words
    denials: Words
    deeds: Words
    openers: Words
    pronouns: Words
    counts: dict[str, int]
    scopes: dict[str, Words]
    cues: dict[str, Words]


@cache
def word_lists() -> WordLists:
    """The packaged lists."""
    return WordLists(**tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8")))
