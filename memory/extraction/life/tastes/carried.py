"""What is left of a phrase when its carriers are taken off, and the words that carry."""

from __future__ import annotations

from dataclasses import dataclass

from .tables import lexicon
from .word import Word


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of a stretch of words when its carriers are taken off, and what they told.

    `about` marks a theme ("books about X"), `pointing` words with "the", "that" or an owner, `both` a list
    announced as one, `back` a phrase that only points back, `refused` one that names nothing.
    """

    words: tuple[Word, ...] = ()
    domain: str = ""
    slot: str = ""
    about: bool = False
    pointing: bool = False
    both: bool = False
    back: bool = False
    refused: bool = False
    comparative: bool = False
    article: bool = False
    extra: tuple[Word, ...] = ()


PERSONS = {
    "author": ("books", "author"), "authors": ("books", "author"), "writer": ("books", "author"), "writers": ("books", "author"),
    "novelist": ("books", "author"), "novelists": ("books", "author"), "poet": ("books", "author"), "poets": ("books", "author"),
    "director": ("movies", "director"), "directors": ("movies", "director"), "filmmaker": ("movies", "director"),
    "filmmakers": ("movies", "director"), "actor": ("movies", "actor"), "actors": ("movies", "actor"), "actress": ("movies", "actor"),
    "actresses": ("movies", "actor"), "screenwriter": ("movies", "writer"),
    "band": ("music", "artist"), "bands": ("music", "artist"), "artist": ("music", "artist"), "artists": ("music", "artist"),
    "singer": ("music", "artist"), "singers": ("music", "artist"), "rapper": ("music", "artist"), "rappers": ("music", "artist"),
    "group": ("music", "artist"), "duo": ("music", "artist"), "musician": ("music", "artist"), "musicians": ("music", "artist"),
    "composer": ("music", "artist"), "composers": ("music", "artist"), "dj": ("music", "artist"), "producer": ("music", "artist"),
}  # fmt: skip


TITLES = {
    "album": ("music", "title"), "song": ("music", "title"), "track": ("music", "title"), "single": ("music", "title"), "record": ("music", "title"),
    "film": ("movies", "title"), "movie": ("movies", "title"), "show": ("movies", "title"), "series": ("movies", "title"), "documentary": ("movies", "title"),
    "book": ("books", "title"), "novel": ("books", "title"), "memoir": ("books", "title"), "trilogy": ("books", "title"),
    "city": ("travel", "place"), "town": ("travel", "place"), "island": ("travel", "place"), "country": ("travel", "region"), "region": ("travel", "region"),
    "genre": ("", "genre"), "genres": ("", "genre"), "topic": ("", "topic"), "topics": ("", "topic"), "theme": ("", "topic"), "themes": ("", "topic"), "subject": ("", "topic"),
    "decade": ("", "decade"), "era": ("", "decade"),
}  # fmt: skip


MAKERS = {"movies": "director", "books": "author", "music": "artist"}


VERBS = {
    "watching": "movies", "watch": "movies", "rewatching": "movies", "binging": "movies", "bingeing": "movies", "streaming": "movies",
    "reading": "books", "read": "books", "rereading": "books", "re-reading": "books", "listening": "music", "listen": "music",
    "visiting": "travel", "visit": "travel", "travelling": "travel", "traveling": "travel", "travel": "travel", "exploring": "travel",
    "touring": "travel", "vacationing": "travel", "holidaying": "travel", "backpacking": "travel",
}  # fmt: skip


FEELINGS = frozenset("love passion taste fondness obsession interest preference enthusiasm appetite".split())


OPEN_LINKS = frozenset("by from with about directed written starring featuring set made related to".split())


def does(verb: str) -> bool:
    """Whether an infinitive is a way of taking part: "to watch", "to go hiking"."""
    return verb in VERBS or verb == "go"


GENERIC = frozenset("climate climates destination destinations region regions".split())


def domain_noun(text: str) -> str:
    for domain in lexicon().domains.values():
        if text in domain.nouns:
            return domain.name
    return ""


ABOUT = frozenset(
    "about on exploring tackling featuring involving covering examining concerning around regarding dealing".split()
)
