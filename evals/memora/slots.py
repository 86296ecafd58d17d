"""The benchmark's names of slots and ours. Film and music genres share a name; the talk tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .types import Dialogue

ATTRIBUTES: Mapping[str, str] = {
    "actors": "movies.actor",
    "directors": "movies.director",
    "already_watched_list": "movies.title",
    "authors": "books.author",
    "topics": "books.topic",
    "already_read_list": "books.title",
    "artists": "music.artist",
    "decades": "music.decade",
    "already_listened_list": "music.title",
    "destination_types": "travel.destination_type",
    "regions": "travel.region",
    "climates": "travel.climate",
    "already_visited_list": "travel.place",
}
"""Subcategories whose domain is plain."""

SHARED = ("genres",)
"""Subcategories that several domains have."""

WORDS = {
    "movies": re.compile(r"\b(?:movie|film|cinema|watch|director)", re.IGNORECASE),
    "music": re.compile(r"\b(?:music|song|listen|album|track|playlist|artist|band)", re.IGNORECASE),
}


class Domains:
    """Which domain a shared subcategory's value belongs to, by the talk of all dialogues about that value."""

    def __init__(self, dialogues: Sequence[Dialogue]) -> None:
        self._lead: Counter[str] = Counter()
        for one in dialogues:
            if one.kind != "preference" or one.details.get("subcategory") not in SHARED:
                continue
            talk = " ".join(turn.text for turn in one.turns)
            lead = len(WORDS["movies"].findall(talk)) - len(WORDS["music"].findall(talk))
            for name in ("item", "old_item"):
                value = one.details.get(name)
                if value:
                    self._lead[str(value)] += lead

    def attribute(self, subcategory: str, value: str) -> str:
        """Our attribute for a value of a subcategory; one that is not known keeps its name under `other.`"""
        if subcategory in SHARED:
            return "movies.genre" if self._lead[value] > 0 else "music.genre"
        return ATTRIBUTES.get(subcategory, f"other.{subcategory}")


def family_of(attribute: str) -> str:
    """The family of operations that one of our attributes belongs to."""
    head, _, rest = attribute.partition(".")
    if head == "spending":
        return "food"
    if head == "activity":
        return "steps" if rest == "steps" else "other"
    return {"todo": "todo", "calendar": "calendar", "document": "content", "goal": "goal"}.get(
        head, "preference"
    )
