"""Which domain of taste a question is about, and which slots of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..vocabulary import ACTIVITY, CALENDAR, DOCUMENT, GOAL, SPENDING, TASTES, TODO
from .language import nouns, pattern

_NO_TASTE = (TODO, CALENDAR)
_NO_ROOT = (SPENDING, ACTIVITY, GOAL, DOCUMENT)


def is_taste(attribute: str) -> bool:
    """Whether an attribute is a taste, as opposed to events, goals, tasks and documents."""
    return attribute not in _NO_TASTE and attribute.partition(".")[0] not in _NO_ROOT


def read_domain(text: str, known: Collection[str] = ()) -> str:
    """`movies`, `books`, ... or a domain of the user's own (`known` attributes), or "" where none is named.

    The domain named first counts: "a film based on a book I like" is about films. A bare verb (watch, read,
    visit) counts only where no domain is named, and after a slot that only one domain has (authors: books).
    """
    places = [
        (_weak(match.group(0)), match.start(), domain)
        for domain, words in {**nouns("domains"), **_own(known)}.items()
        for match in words.finditer(text)
    ]
    first = min(places, default=(True, 0, ""))
    if first[0]:
        told = (domain for domain, words in nouns("telltale").items() if words.search(text))
        return next(told, first[2])
    return first[2]


def _weak(word: str) -> bool:
    return pattern("weak", "words").match(word) is not None


def _own(known: Collection[str]) -> dict[str, re.Pattern[str]]:
    """Domains that the user alone has, by their names."""
    roots = {name.partition(".")[0] for name in known if "." in name and is_taste(name)}
    found = {}
    for root in sorted(roots - nouns("domains").keys()):
        name = re.escape(root.replace("_", " ").removesuffix("s"))
        found[root] = re.compile(rf"\b{name}(?:e?s)?\b")
    return found


def read_slots(text: str, domain: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The slots named, in the order of the vocabulary: (`author`,) for "books by authors I like"."""
    if not domain:
        return tuple(leaf for leaf, words in nouns("loose").items() if words.search(text))
    patterns = dict(nouns("slots", domain))
    for name in known:
        root, _, leaf = name.partition(".")
        if root == domain and leaf and leaf not in patterns:
            patterns[leaf] = re.compile(rf"\b{re.escape(leaf.replace('_', ' '))}(?:e?s)?\b")
    order = dict.fromkeys((*TASTES.get(domain, ()), *patterns))
    return tuple(leaf for leaf in order if leaf in patterns and patterns[leaf].search(text))


_NEAR = {
    "destination_type": ("activity",),
    "activity": ("destination_type",),
    "region": ("place",),
    "place": ("region",),
    "genre": ("topic",),
    "topic": ("genre",),
}
"""Slots that everyday words do not keep apart: "kayaking" is a kind of trip, "robots" a genre to some."""


def in_slots(attribute: str, slots: tuple[str, ...]) -> bool:
    """Whether a taste belongs to one of the slots, or to one that is hardly told from it; no slots means all."""
    leaf = attribute.rpartition(".")[2]
    return not slots or leaf in slots or any(leaf in _NEAR.get(slot, ()) for slot in slots)
