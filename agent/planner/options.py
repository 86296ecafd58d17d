"""Which of the options of an open question an answer means: by place, year, age, people, or words of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...fold import fold
from .acts import Intent, Question

if TYPE_CHECKING:
    from ...recommenders.search.lexicon import Lexicon, Mention

_PLACES = {
    **{word: place for place, word in enumerate(("first", "second", "third", "fourth", "fifth"))},
    **{word: place for place, word in enumerate(("1st", "2nd", "3rd", "4th", "5th"))},
    **{word: place for place, word in enumerate(("1", "2", "3", "4", "5"))},
    **{word: place for place, word in enumerate(("a", "b", "c", "d"))},
    **{word: place for place, word in enumerate(("one", "two", "three", "four", "five"))},
    "former": 0,
    "latter": -1,
    "last": -1,
    "bottom": -1,
    "top": 0,
}
_EARLY = frozenset("old older oldest earlier earliest original classic vintage early 1st-version".split())
_LATE = frozenset(
    "new newer newest latest recent modern remake reboot remade later newish contemporary current".split()
)
_EVERY = re.compile(
    r"(?:both|all|either|any|whichever|each|every)(?: (?:one|ones|two|three|four|of (?:them|those|these|the two)))*"
)
# Words that choose nothing; which verbs choose nothing depends on what was asked.
_NOISE = frozenset(
    """the one ones film films movie i mean meant want please it is was its that s this those from of by with in at
    number option yes yeah yep would like think go for version edition an to be my im am me ok okay obviously
    definitely course directed starring made came out hmm um uh well just actually probably guess say talking about
    sorry on sure pick choose take right no oh and or you know then make course release released shot year by's
    called named who did does has have had lets let us ll d re been thing title name person guy choice answer ah er
    have sorry hi hey thanks thank cheers lol ha
    """.split()
)
_VERBS = {
    Intent.LIKE: frozenset("love loved like liked enjoy enjoyed adore adored loving".split()),
    Intent.DISLIKE: frozenset("hate hated dislike disliked loathe loathed detest".split()),
    Intent.SEEN: frozenset("saw seen watched watch have had see".split()),
    Intent.SIMILAR: frozenset("similar like".split()),
    Intent.ITEM_INFO: frozenset("tell more asked asking".split()),
    Intent.FORGET: frozenset("forget".split()),
}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Option:
    """One option: its words, and for an item what the catalogue says of it."""

    place: int
    text: str
    item: str | None
    lexicon: Lexicon

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of its name."""
        return frozenset(fold(self.text).split())

    @cached_property
    def year(self) -> int | None:
        """The year of an item, or one written in the name."""
        found = re.search(r"\b(1[89]\d\d|20\d\d)\)?$", self.text)
        return int(found.group(1)) if found else None

    @cached_property
    def values(self) -> frozenset[str]:
        """The folded values of an item's attributes."""
        if self.item is None:
            return frozenset()
        item = self.lexicon.catalog.get(self.item)
        return frozenset(fold(value) for values in item.attributes.values() for value in values)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words of all its values."""
        return frozenset(word for value in self.values for word in value.split())


def chosen(text: str, question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """The options that `text`, taken as a whole, picks out; empty when it picks none or says more than that."""
    folded = fold(text)
    if not folded or not question.options:
        return ()
    exact = [option for option in question.options if fold(option) == folded]
    if exact:
        return tuple(exact[:1])
    options = [
        Option(place, option, lexicon.id_of(option), lexicon) for place, option in enumerate(question.options)
    ]
    verbs = _VERBS.get(question.act.intent, frozenset()) if question.act else frozenset()
    bare = " ".join(word for word in folded.split() if word not in verbs | {"i", "have", "seen", "please"})
    if _EVERY.fullmatch(bare):
        return question.options
    left = _narrowed(text, options, verbs, lexicon)
    return (left[0].text,) if len(left) == 1 else ()


def _narrowed(text: str, options: list[Option], verbs: frozenset[str], lexicon: Lexicon) -> list[Option]:
    """What is left when every piece of evidence is applied; nothing when a word is no evidence."""
    left = list(options)
    told = denied = False
    pieces = _pieces(text, options, lexicon)
    for piece, mention in pieces:
        if piece == "not":
            denied = True
            continue
        fits = _fits(piece, mention, options, alone=len(pieces) == 1)
        if fits is None:
            if mention is None and (piece in _NOISE or piece in verbs):
                continue
            return []
        told = True
        left = [option for option in left if (option in fits) is not denied]
        denied = False
    return left if told else []


def _pieces(text: str, options: Sequence[Option], lexicon: Lexicon) -> list[tuple[str, Mention | None]]:
    """Mentions that tell options apart by value or year, and the plain words around them."""
    prefer = [option.text for option in options if option.item]
    found: list[tuple[str, Mention | None]] = []
    at = 0
    for mention in lexicon.link(text, prefer):
        if not _useful(mention, options):
            continue
        found += [(word, None) for word in fold(text[at : mention.start]).split()]
        found.append((fold(mention.text), mention))
        at = mention.end
    return [*found, *((word, None) for word in fold(text[at:]).split())]


def _useful(mention: Mention, options: Iterable[Option]) -> bool:
    if mention.kind == "year":
        return mention.bound != "adjective" and fold(mention.text) not in _EARLY | _LATE
    if mention.kind == "item":
        names = {option.text for option in options}
        return any(reading.value in names for reading in mention.readings)
    return mention.kind in ("person", "category", "place") and any(
        fold(reading.value) in option.values for option in options for reading in mention.readings
    )


def _fits(piece: str, mention: Mention | None, options: list[Option], *, alone: bool) -> list[Option] | None:
    """The options a piece of evidence allows; None when it is no evidence."""
    if mention is not None:
        return _by_mention(mention, options)
    size = len(options)
    place = _PLACES.get(piece)
    if place is not None and (alone or piece not in ("a", "one", "d")) and -size <= place < size:
        return [options[place]]
    if piece in ("middle", "center", "centre") and size % 2:
        return [options[size // 2]]
    years = [option.year for option in options if option.year]
    if piece in _EARLY and years:
        return [option for option in options if option.year == min(years)]
    if piece in _LATE and years:
        return [option for option in options if option.year == max(years)]
    if _DIGITS.fullmatch(piece) and len(piece) == 2:
        dated = [option for option in options if option.year and option.year % 100 == int(piece)]
        if dated:
            return dated
    if piece in _NOISE:
        return None
    return _by_word(piece, options) or None


def _by_mention(mention: Mention, options: list[Option]) -> list[Option]:
    if mention.kind == "year":
        low, high = mention.low or 0, mention.high or 9999
        return [option for option in options if option.year and low <= option.year <= high]
    if mention.kind == "item":
        names = {reading.value for reading in mention.readings}
        return [option for option in options if option.text in names]
    values = {fold(reading.value) for reading in mention.readings}
    return [option for option in options if option.values & values]


def _by_word(word: str, options: list[Option]) -> list[Option]:
    """Options whose name has the word, else whose people and values have it, allowing for a slip."""
    for spelled in (word, word.removesuffix("s")):
        named = [option for option in options if spelled in option.words]
        if found := named or [option for option in options if spelled in option.telling]:
            return found
    if len(word) < 5:
        return []
    from rapidfuzz.distance import OSA

    return [
        option
        for option in options
        if any(OSA.distance(word, known) <= 1 for known in option.words | option.telling if len(known) > 4)
    ]
