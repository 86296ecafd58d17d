"""The words that show the shape of a clause, read once from `cues.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .lexicon import Entries

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
        + "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "dozen": 12, "twice": 2}


@dataclass(frozen=True)
class Cues:
    """`objects` labels what follows as said `for`, `against` or `about` somebody; `split` finds clause ends."""

    objects: Entries
    negators: frozenset[str]
    modals: frozenset[str]
    plain: frozenset[str]
    split: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The packaged cues."""
    raw = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    objects = Entries()
    for label, entries in raw["objects"].items():
        for entry in entries:
            objects.add(entry, label)
    return Cues(
        objects,
        frozenset(raw["negators"]),
        frozenset(raw["modals"]),
        frozenset(raw["plain"]["words"]),
        _split(raw),
    )


def _split(raw: dict[str, list[str]]) -> re.Pattern[str]:
    """Where one clause ends and the next begins."""

    def words(*names: str) -> str:
        return "|".join(re.escape(word) for name in names for word in raw[name])

    return re.compile(
        rf"\s*;\s+|\s+[–—-]\s+|,?\s+(?=(?:{words('openers')})\b)|,\s+(?=(?:{words('comments')})\b)"
        rf"|,?\s+and\s+(?=(?:{words('subjects')})\s)|,?\s+and\s+(?=(?:{words('verbs')})\s)",
        re.IGNORECASE,
    )
