"""The live fact that a value of the message is about, however it is spelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .....fold import fold
from ....types import Fact
from ....vocabulary import ACTIVITY, DOCUMENT, GOAL, SPENDING, TASTES
from .tables import lexicon, listed

_NO_TASTE = tuple(f"{root}." for root in (GOAL, SPENDING, ACTIVITY, DOCUMENT))
_ALIKE = 90.0
_SHORTEST = 5


def tastes_of(live: Iterable[Fact]) -> list[Fact]:
    """The live facts that are tastes: what is liked or disliked, not what is aimed at."""
    return [
        fact
        for fact in live
        if fact.polarity and fact.subject == "user" and not fact.attribute.startswith(_NO_TASTE)
    ]


def same_taste(norm: str, live: Sequence[Fact], domain: str = "", *, partly: bool = False) -> Fact | None:
    """The live fact named by folded words, or None where none or several are.

    `domain` keeps to one domain where it is known; `partly` allows part of a name ("leckie" for "ann leckie").
    """
    pool = [fact for fact in live if not domain or fact.attribute.split(".")[0] in (domain, "life")]
    tests = (_equal, _inflected, _slip, _longer, *((_part,) if partly else ()))
    for test in tests:
        hits = [fact for fact in pool if test(norm, fact.value_norm)]
        if hits:
            norms = {fact.value_norm for fact in hits}
            return hits[-1] if len(norms) == 1 else None
    return None


def _equal(one: str, other: str) -> bool:
    return one == other


@lru_cache(maxsize=65_536)
def _stem(text: str) -> str:
    words = []
    for word in text.split():
        if word in listed("empty"):
            continue
        if len(word) > 4 and word.endswith("ies"):
            word = word[:-3] + "y"
        elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        words.append(word)
    return " ".join(words)


def _inflected(one: str, other: str) -> bool:
    return bool(_stem(one)) and _stem(one) == _stem(other)


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0] or any(c.isdigit() for c in one + other):
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other) >= _ALIKE)


def _longer(one: str, other: str) -> bool:
    """Whether one only adds a place or company to the other: "first contact with aliens"."""
    short, long = sorted((one, other), key=len)
    rest = long[len(short) :].split()
    return (
        long.startswith(f"{short} ")
        and bool(rest)
        and rest[0] in ("with", "in", "of", "on", "from", "themes", "france")
    )


def _part(one: str, other: str) -> bool:
    mine, theirs = set(_stem(one).split()), set(_stem(other).split())
    if not mine or not theirs:
        return False
    small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    surname = bool(large - small) and large - small <= lexicon().given
    return small <= large and any(len(word) > (2 if surname else 3) for word in small)


def mentioned(text: str, live: Sequence[Fact]) -> list[Fact]:
    """The live tastes whose values occur in a text, longest first."""
    said = f" {_stem(fold(text))} "
    found = [fact for fact in live if (stem := _stem(fact.value_norm)) and f" {stem} " in said]
    return sorted(found, key=lambda fact: -len(fact.value_norm))


def scattered(text: str, live: Sequence[Fact], domain: str = "") -> Fact | None:
    """The one live taste all of whose words stand somewhere in a text: "films with robots and AI" is robot/AI."""
    said = set(_stem(fold(text)).split())
    pool = [fact for fact in live if not domain or fact.attribute.split(".")[0] == domain]
    found = {
        fact.value_norm: fact
        for fact in pool
        if len(words := set(_stem(fact.value_norm).split())) > 1 and words <= said
    }
    return next(iter(found.values())) if len(found) == 1 else None


def domains() -> tuple[str, ...]:
    """The domains that memory knows without being told."""
    return tuple(TASTES)
