"""What money was spent on: a known kind, or the words themselves."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .....fold import fold

OTHER = "other"
"""Money spent on nothing that is named."""
FOODLIKE = ("meal", "snack", "drinks", "takeaway", "eating_out")
"""Kinds that are a part of any meal: "a salad" may be the lunch or the dinner."""

_PLAIN = re.compile(r"\b(?:a|an|the|my|our|some|this|that|another|more|few|couple|of|new|nice|quick"
r"|little|small|big|cup"
                    r"|cups|pair|bit|lot|bunch|two|three|four|lovely|cheap|expensive|fancy|good"
r"|really|very|lads|friends"
                    r"|work|worth)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kinds:
    pattern: re.Pattern[str]
    kind_of: dict[str, str]
    first: frozenset[str]


@cache
def _kinds() -> _Kinds:
    table = tomllib.loads(files(__package__).joinpath("categories.toml").read_text("utf-8"))
    kind_of = {word: kind for kind, words in table["kinds"].items() for word in words}
    names = "|".join(re.escape(word) for word in sorted(kind_of, key=len, reverse=True))
    return _Kinds(
        re.compile(rf"(?<![\w])(?:{names})(?![\w])"), kind_of, frozenset(table["first"]["kinds"].split())
    )


def known_kind(text: str) -> str | None:
    """The kind of spending that a text names, a meal before other things; None where it names none."""
    kinds = named_kinds(text)
    return next((kind for _, kind in kinds if kind in _kinds().first), kinds[0][1] if kinds else None)


def is_first(kind: str) -> bool:
    """Whether a kind is named before other things are: the meals, coffee, groceries."""
    return kind in _kinds().first


def is_kind(name: str) -> bool:
    """Whether a name is that of a known kind ("coffee")."""
    return name in _kinds().kind_of.values()


def named_kinds(text: str) -> list[tuple[int, str]]:
    """Every kind that is named, with the place of its word."""
    return [(match.start(), _kinds().kind_of[match[0]]) for match in _kinds().pattern.finditer(text)]


def without_kinds(text: str) -> str:
    """The text with the names of kinds left out ("weekly shop" is no habit)."""
    return _kinds().pattern.sub(" ", text)


def kind_of(words: str) -> str:
    """The kind for the words money was spent on; what is not known is kept under its own last words."""
    known = known_kind(words)
    if known:
        return known
    bare = fold(re.sub(r"<\w+>", " ", _PLAIN.sub(" ", words)))
    return "_".join(bare.split()[-2:]) or OTHER


def vocabulary() -> frozenset[str]:
    """The single words of the kinds."""
    return frozenset(word for name in _kinds().kind_of for word in name.split() if len(word) > 4)
