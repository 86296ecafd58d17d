"""The versioned word list of the audit: evaluative words by kind, and words too common to be names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .words import phrase

KINDS = ("praise", "doubt", "hedge", "booster", "agentic")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`entries` maps a first word to the phrases that begin with it and their kinds."""

    version: int
    entries: dict[str, dict[tuple[str, ...], str]]
    common: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The packaged lexicon, read once."""
    raw = json.loads(files(__package__).joinpath("lexicon.json").read_text(encoding="utf-8"))
    entries: dict[str, dict[tuple[str, ...], str]] = {}
    for kind in KINDS:
        for text in raw[kind]:
            words = phrase(text)
            entries.setdefault(words[0], {})[words] = kind
    return Lexicon(int(raw["version"]), entries, frozenset(raw["common"]))
