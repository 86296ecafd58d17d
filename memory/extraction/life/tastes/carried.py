"""What is left of a phrase when its carriers are taken off, and the words that carry."""

from __future__ import annotations

from dataclasses import dataclass

from .tables import lexicon
from .word import Word


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of a stretch of words when its carriers are taken off, and what they told.

    `about` marks a theme ("books about X"), `pointing` words with "the", "that" or an owner, `both` a list
    announced as one, `back` a phrase that only points back, `refused` one that names nothing, `comparative` one
    that only compares ("more hopeful stories"), `article` one with "a" or an owner. `extra` is a decade beside it.
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


MAKERS = {"movies": "director", "books": "author", "music": "artist"}


FEELINGS = frozenset("love passion taste fondness obsession interest preference enthusiasm appetite".split())


OPEN_LINKS = frozenset("by from with about directed written starring featuring set made related to".split())


def does(verb: str) -> bool:
    """Whether an infinitive is a way of taking part: "to watch", "to go hiking"."""
    return verb in lexicon().doing or verb == "go"


GENERIC = frozenset("climate climates destination destinations region regions".split())


def domain_noun(text: str) -> str:
    """The domain that a noun names, or nothing."""
    for domain in lexicon().domains.values():
        if text in domain.nouns:
            return domain.name
    return ""


ABOUT = frozenset(
    "about on exploring tackling featuring involving covering examining concerning around regarding dealing".split()
)
