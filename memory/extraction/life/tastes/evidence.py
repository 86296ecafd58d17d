"""Which domain words speak of: films, books, music or travel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .....fold import fold
from .tables import lexicon, listed, people

_PLAIN_WORDS = frozenset(
    "country garage drone swing industrial soul trap cold heat action heist rain snow mild".split()
)
"""Values that as the last word of something longer mean something else: "wine country", "body heat"."""
_STYLES = frozenset(
    "jazz techno reggae punk horror thriller sci anime jazzy blues synthwave disco ska".split()
)
"""Values that as the first of two words still say what it is: "jazz fusion", "horror anthologies"."""
_PAIR = 2
_LONGEST = 3
_HALF = 0.5
_NOUN, _VERB, _CLUE = 3.0, 2.0, 1.5


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for domain in lexicon().domains.values():
        for group, weight in ((domain.clues, _CLUE), (domain.verbs, _VERB), (domain.nouns, _NOUN)):
            found.update(dict.fromkeys(group, (domain.name, weight)))
    return found


def weigh(words: Sequence[str], *, loose: bool = True) -> dict[str, float]:
    """How strongly folded words speak of each domain. Without `loose`, only words that mean nothing else."""
    table = _weights()
    found: dict[str, float] = {}
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            hit = table.get(phrase)
            if hit is not None and (loose or phrase not in listed("loose")):
                found[hit[0]] = found.get(hit[0], 0.0) + (
                    hit[1] * _HALF if phrase in listed("loose") else hit[1]
                )
                at += size - 1
                break
        at += 1
    return found


def strongest(scores: dict[str, float]) -> str:
    """The domain with most weight, or nothing."""
    return max(scores, key=lambda name: scores[name]) if scores else ""


def spoken_of(texts: Iterable[str], *, loose: bool = True) -> str:
    """The domain that the first text with any evidence speaks of."""
    for text in texts:
        found = strongest(weigh(fold(text).split(), loose=loose))
        if found:
            return found
    return ""


def known_value(norm: str) -> tuple[str, str]:
    """Domain and slot of a value that speaks for itself ("deep house", "camping"), or two empty strings.

    The whole value decides first, then its last words: "outdoor camping" is camping.
    """
    parts = norm.partition(" about ")[0].split()
    for begin in range(len(parts)):
        tail = " ".join(parts[begin:])
        hit = _values().get(tail)
        if hit is not None and not (begin and tail in _PLAIN_WORDS):
            return hit
        if tail in lexicon().places and begin == 0:
            return "travel", "region"
    first = _values().get(parts[0], ("", "")) if parts and parts[0] in _STYLES else ("", "")
    return first if len(parts) == _PAIR else ("", "")


def known_name(norm: str) -> tuple[str, str]:
    """Domain and slot of a widely known person or group, or two empty strings."""
    return people().get(norm) or people().get(f"the {norm}", ("", ""))


def is_known(norm: str) -> bool:
    """Whether the whole value is in the lexicon."""
    return norm in _values() or norm in lexicon().places


@lru_cache(maxsize=1)
def _values() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name in ("books", "movies", "travel", "music"):
        for slot, values in lexicon().domains[name].values.items():
            # "A good courtroom drama" is one of the courtroom dramas.
            single = [
                value[:-1] for value in values if " " in value and value.endswith(("as", "rs", "ls", "ms"))
            ]
            found.update(dict.fromkeys([*single, *values], (name, slot)))
    return found
