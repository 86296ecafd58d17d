"""Words cut to their stems and phrases compared, so that "bought groceries" is near "Buy groceries"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .....fold import fold

_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class _Words:
    irregular: dict[str, str]
    empty: frozenset[str]
    same: dict[str, str]


@cache
def _words() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("stems.toml").read_text("utf-8"))
    forms = {form: base for base, line in table["irregular"].items() for form in line.split()}
    same = {word: line.split()[0] for line in table["same"]["sets"] for word in line.split()}
    return _Words(forms, frozenset(table["empty"]["words"].split()), same)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a folded word.

    >>> [stem(word) for word in ("buying", "bought", "groceries", "planned", "writing", "boxes")]
    ['buy', 'buy', 'grocery', 'plan', 'writ', 'box']
    """
    base = _words().irregular.get(word) or _shortened(word)
    return _words().same.get(base, base)


def _shortened(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and re.search(r"(?:[sxz]|ch|sh)es$", word):
        return _ended(word[:-2])
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _ended(word[:-1])
    for tail in ("ing", "ed"):
        rest = word.removesuffix(tail)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            return _ended(rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest)
    return _ended(word)


def _ended(word: str) -> str:
    """Without a silent final e, so that "write" and "writing" meet."""
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=65_536)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; of all words when none does."""
    words = [word for word in fold(text).split() if word != "s"]
    telling = [word for word in words if word not in _words().empty]
    return tuple(stem(word) for word in telling or words)


def likeness(said: str, held: str) -> float:
    """How near two phrases are, 0 to 1: the share of stems they have in common, slips forgiven.

    The shorter phrase counts most, so that "the dentist" is near "Call the dentist about Friday".
    """
    ours, theirs = stems(said), stems(held)
    if not ours or not theirs:
        return 0.0
    common = sum(max(_same(one, other) for other in theirs) for one in ours)
    back = sum(max(_same(one, other) for other in ours) for one in theirs)
    inside = common / len(ours), back / len(theirs)
    return 0.6 * max(inside) + 0.4 * min(inside)


@lru_cache(maxsize=16384)
def _same(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return 0.0
    from rapidfuzz.distance import OSA

    near = OSA.normalized_similarity(one, other)
    if near >= 0.8:
        return near
    # "attend" and "attendance", "optimis" and "optimization" share their beginning.
    shorter, longer = sorted((one, other), key=len)
    return 0.85 if len(shorter) >= 5 and longer.startswith(shorter) else 0.0
