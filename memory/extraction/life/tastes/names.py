"""Things spoken of, and proper names and titles among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .....fold import fold
from .evidence import known_value
from .phrases import stripped, trimmed
from .tables import lexicon, listed, pattern, plain
from .word import Word

Sort = Literal["value", "back", "none"]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing spoken of. `sort` is `back` where the words only point back ("it", "their sound")."""

    sort: Sort
    words: tuple[Word, ...] = ()
    domain: str = ""
    slot: str = ""
    vague: bool = False
    article: bool = False

    @property
    def start(self) -> int:
        """Where it starts in the message."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def named(self) -> bool:
        """Whether it is a proper name or a title."""
        return any(word.name or word.quoted for word in self.words)


BACK = Thing("back")


NONE = Thing("none")


_LOOSE_LINKS = frozenset("in with to for on a at from by an".split())


def name_in(words: Sequence[Word]) -> Thing:
    """A proper name or title that begins `words`: joined by small words where more of it follows."""
    if words[0].quoted:
        return Thing("value", (words[0],))
    kept = [words[0]]
    at = 1
    while at < len(words) and not kept[-1].owner:
        word = words[at]
        if (word.name and not word.quoted) or (word.text.isdigit() and len(word.text) < 5):
            kept.append(word)
        else:
            size = _link(words, at)
            if not size:
                break
            kept.extend(words[at : at + size])
            at += size
            continue
        at += 1
    rest = words[at : at + 1]
    if (
        rest
        and len(kept) == 1
        and not kept[0].owner
        and _lower_head(rest[0])
        and _adjective(kept[0], words[at:])
    ):
        return _mixed(kept, words[at:])
    if rest and not kept[-1].owner and rest[0].text in _WORKS:
        return Thing("value", (*kept, rest[0]))
    return Thing("value", tuple(kept))


_ACRONYM = 5
_WORKS = frozenset(
    [
        "documentaries",
        "biopics",
        "musicals",
        "biographies",
        "memoirs",
        "adaptations",
        "adaptors",
        "adapters",
        "remakes",
        "retellings",
    ]
)


def _adjective(word: Word, rest: Sequence[Word]) -> bool:
    """Whether a word with a capital only describes what follows: "Korean dramas", never "Ljubljana last spring"."""
    if word.text.isupper() and 1 < len(word.text) < _ACRONYM and "." not in word.text:
        return len(rest) == 1
    if known_value(fold(" ".join(part.text for part in rest[:2]))) != ("", "") or known_value(
        rest[0].text
    ) != ("", ""):
        return True
    return bool(pattern("of a people").search(word.text)) and rest[0].text not in (
        "last",
        "this",
        "next",
        "every",
        "yesterday",
        "way",
        "one",
        "years",
    )


def _lower_head(word: Word) -> bool:
    table = plain()
    text = word.text
    return (
        text[0].isalpha()
        and text not in table.stops
        and text not in table.tails
        and text
        not in (
            "and",
            "or",
            "of",
            ",",
            "as",
            "at",
            "very",
            "all",
            "any",
            "no",
            "in",
            "one",
            "ones",
        )
        and text not in lexicon().nouns
        and text not in table.determiners
        and text not in table.aspects
    )


def _mixed(kept: list[Word], rest: Sequence[Word]) -> Thing:
    """An adjective with a capital and what it describes: "Korean dramas", "Scandinavian crime fiction"."""
    tail = stripped(trimmed(rest))
    if not tail or len(tail) > 3:
        return Thing("value", tuple(kept))
    return Thing("value", (*kept, *tail))


def _link(words: Sequence[Word], at: int) -> int:
    """How many small words join the name before `at` to more of it after; 0 where it ends."""
    texts = [word.text for word in words[at : at + 3]]
    if texts[0] in listed("links"):
        if texts[0] == "and" and not (len(texts) > 1 and texts[1].lower() == "the"):
            return 0
        if len(texts) > 1 and words[at + 1].name:
            return 1
        if len(texts) > 2 and texts[1] in ("the", "la", "a") and words[at + 2].name:
            return 2
        return 0
    if texts[0] in _LOOSE_LINKS and len(texts) > 2 and texts[1] in ("the", "a") and words[at + 2].name:
        return 2
    return 0
