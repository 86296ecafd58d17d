"""Words and numbers in the form in which a text and its sources are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..words import Token, phrase
from .cues import NUMBER_WORDS

STOP = frozenset(
    "a an and any are as at be been but by for from had has have he her hers him his i in into is it its me my no nor "
    "not of off on or our out over own per she so some such than that the their them then there these they this "
    "those to too under up us was we were what when where which who whom will with within without you your s t re "
    "ve ll m d also both each all more most other several many much new".split()
)
_ENDINGS = (
    "ization",
    "isation",
    "ations",
    "ation",
    "ings",
    "ing",
    "ers",
    "ied",
    "ies",
    "ed",
    "es",
    "s",
    "ly",
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """A folded word without its commonest endings: crude, and the same on both sides of a comparison.

    >>> lemma("westerns"), lemma("managing"), lemma("managed"), lemma("comedies")
    ('western', 'manag', 'manag', 'comed')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word.rstrip("ey") if len(word) > 4 else word


def lemmas(text: str) -> tuple[str, ...]:
    """The content words of a name or value, as lemmas in order."""
    return tuple(lemma(word) for word in phrase(text) if word not in STOP)


def canonical(text: str) -> str:
    """A number as it is compared: no separators, no needless zeros.

    >>> canonical("1,000"), canonical("4.50"), canonical("007")
    ('1000', '4.5', '7')
    """
    return f"{float(text.replace(',', '')):.10g}"


def numbers_in(text: str) -> set[str]:
    """Every number of a text, written in digits or as a word."""
    found = {canonical(match) for match in _NUMBER.findall(text)}
    words = (NUMBER_WORDS[word] for word in phrase(text) if word in NUMBER_WORDS and word != "one")
    return found | {str(number) for number in words}


def number_at(text: str, base: int, token: Token) -> tuple[str, int] | None:
    """The number that begins with this token and the place where it ends; `text` begins at `base`."""
    if token.digits:
        match = _NUMBER.match(text, token.start - base)
        if match is None:
            return None
        return canonical(match.group().rstrip(",") or "0"), base + match.end()
    number = NUMBER_WORDS.get(token.fold) if token.fold != "one" else None
    return None if number is None else (str(number), token.end)


def overlap(said: Iterable[str], held: frozenset[str]) -> float:
    """Share of the lemmas said that a source holds; 0 for nothing said."""
    words = set(said)
    return len(words & held) / len(words) if words else 0.0
