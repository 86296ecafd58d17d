"""Which domain of taste a question is about, and which slots of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..vocabulary import ACTIVITY, CALENDAR, DOCUMENT, GOAL, SPENDING, TASTES, TODO

_DOMAINS = {
    "movies": r"movies?|films?|flicks?|cinema|something to watch|watch(?:ing|ed)?|screening|picture show",
    "books": r"books?|novels?|something to read|read(?:ing)?|reads|paperbacks?|literature|audiobooks?",
    "music": r"music|songs?|albums?|tracks?|tunes?|playlists?|listen(?:ing)?(?: to)?|bands?|records?|something to hear",
    "travel": (
        r"travel(?:ling|ing|led)?|trips?|vacations?|holidays?|destinations?|getaways?|places?|visit(?:ing)?|journeys?"
        r"|city break|go(?:ing)? (?:on holiday|away)|where (?:should|could|can|to|shall|might) (?:i|we )?\s*go"
        r"|countr(?:y|ies)|somewhere"
    ),
}
_SLOTS = {
    "movies": {
        "genre": r"genres?|kinds?|types?|sorts?|categor(?:y|ies)",
        "director": r"directors?|directed|filmmakers?|film makers?",
        "actor": r"actors?|actress(?:es)?|starring|stars?|cast|performers?",
        "writer": r"(?:screen ?)?writers?",
        "decade": r"decades?|eras?|years",
        "topic": r"topics?|themes?|subjects?",
        "title": r"titles?|(?:already )?(?:watched|seen)(?: list)?",
        "country": r"countr(?:y|ies)",
        "language": r"languages?",
    },
    "books": {
        "genre": r"genres?|kinds?|types?|sorts?|categor(?:y|ies)",
        "author": r"authors?|writers?|novelists?|written by",
        "topic": r"topics?|themes?|subjects?",
        "title": r"titles?|(?:already )?read list",
        "decade": r"decades?|eras?",
        "language": r"languages?",
    },
    "music": {
        "genre": r"genres?|kinds?|types?|sorts?|styles?|categor(?:y|ies)",
        "artist": r"artists?|bands?|singers?|musicians?|groups?|composers?",
        "decade": r"decades?|eras?|years",
        "title": r"titles?|(?:already )?(?:listened|heard)(?: list)?",
        "mood": r"moods?",
    },
    "travel": {
        "destination_type": r"(?:destination )?(?:types?|kinds?|sorts?|styles?)(?: of (?:destinations?|places?|trips?))?",
        "region": r"regions?|parts? of the world|areas?|continents?",
        "climate": r"climates?|weather|temperatures?",
        "place": r"(?:already )?visited(?: list)?",
        "activity": r"activit(?:y|ies)",
    },
}
_LOOSE = {
    "genre": r"\bgenres?\b",
    "decade": r"\bdecades?\b",
    "topic": r"\btopics?\b",
    "title": r"\btitles?\b",
}
_TELLTALE = (
    ("books", r"authors?|novelists?"),
    ("movies", r"directors?|actors?|actress(?:es)?|filmmakers?"),
    ("music", r"artists?|singers?|musicians?"),
    ("travel", r"regions?|climates?|destination types?"),
)
"""Slots that only one domain has, where the domain itself is not named."""
_NO_TASTE = (TODO, CALENDAR)
_NO_ROOT = (SPENDING, ACTIVITY, GOAL, DOCUMENT)


def is_taste(attribute: str) -> bool:
    """Whether an attribute is a taste, as opposed to events, goals, tasks and documents."""
    return attribute not in _NO_TASTE and attribute.partition(".")[0] not in _NO_ROOT


def read_domain(text: str, known: Collection[str] = ()) -> str:
    """`movies`, `books`, ... or a domain of the user's own (`known` attributes), or "" where none is named.

    The domain named first counts: "a film based on a book I like" is about films. A bare verb (watch, read,
    visit) counts only where no domain is named.
    """
    places = [
        (_strength(match.group(0)), match.start(), domain)
        for domain, pattern in _patterns(known).items()
        for match in re.finditer(rf"\b(?:{pattern})\b", text)
    ]
    if not places or min(places)[0]:
        for domain, pattern in _TELLTALE:
            if re.search(rf"\b(?:{pattern})\b", text):
                return domain
    return min(places, default=(0, 0, ""))[2]


_WEAK = re.compile(r"watch|read|listen|visit|something|somewhere|place|countr|record|band|where|go|track")


def _strength(word: str) -> int:
    return int(_WEAK.match(word) is not None)


def _patterns(known: Collection[str]) -> dict[str, str]:
    own = {name.partition(".")[0] for name in known if "." in name and is_taste(name)}
    named = {
        root: rf"{re.escape(root.replace('_', ' '))}|{re.escape(_one(root))}"
        for root in sorted(own - _DOMAINS.keys())
        if root
    }
    return {**_DOMAINS, **named}


def _one(name: str) -> str:
    return name.replace("_", " ").removesuffix("s")


def read_slots(text: str, domain: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The slots named, in the order of the vocabulary: (`author`,) for "books by authors I like"."""
    patterns = dict(_SLOTS.get(domain, {}))
    for name in known:
        root, _, leaf = name.partition(".")
        if root == domain and leaf and leaf not in patterns:
            words = re.escape(leaf.replace("_", " "))
            patterns[leaf] = rf"{words}(?:e?s)?"
    if not domain:
        return _unplaced(text)
    order = [*TASTES.get(domain, ()), *patterns]
    found = {leaf for leaf, pattern in patterns.items() if re.search(rf"\b(?:{pattern})\b", text)}
    return tuple(leaf for leaf in dict.fromkeys(order) if leaf in found)


def _unplaced(text: str) -> tuple[str, ...]:
    """Slots named where no domain is: `which decades do I like?`"""
    return tuple(leaf for leaf in ("genre", "decade", "topic", "title") if re.search(_LOOSE[leaf], text))
