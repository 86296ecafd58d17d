"""In which slot of its domain a value stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .....fold import fold
from ....vocabulary import TASTES
from .evidence import known_name, known_value
from .listing import DECADE
from .names import Thing
from .tables import lexicon, pattern

_PERSONAL = re.compile(r"\b(?:his|her|he|she|him|hers)\b")
_GROUP = re.compile(r"\b(?:their|they|them)\b")
_TITLED = re.compile(r"\b(?:album|song|track|single|record|ep)\b")


def slot_of(domain: str, thing: Thing, near: str, whole: str, *, past: bool, known: bool) -> str:
    """The slot of a value in a domain.

    `near` are the plain words of its clause, `whole` of the message; `past` says that the verb was in the past
    ("loved Dune"), `known` that it was read, seen or visited.
    """
    slots: Sequence[str] = TASTES.get(domain, ())
    if domain == "travel" and not thing.slot and re.search(r"\b(?:climates?|weather)\b", near):
        return "climate"
    norm = fold(" ".join(word.text for word in thing.words))
    if DECADE.match(norm):
        return "decade" if "decade" in slots else "era"
    if thing.slot in slots and not (
        thing.slot in ("title", "author", "artist", "director", "topic") and _contrary(thing)
    ):
        return thing.slot
    home, slot = known_value(norm)
    if home == domain and slot in slots:
        return slot
    if thing.named:
        home, slot = known_name(norm)
        if home == domain and slot in slots:
            return slot
        return name_in(domain, thing, near, whole, past=past, known=known)
    return _common(domain, norm, near, known=known)


def _contrary(thing: Thing) -> bool:
    """Whether a hint does not fit the shape: a director is a name, a theme hardly ever is a title."""
    if thing.slot == "topic":
        return thing.words[0].quoted
    return False


def name_in(domain: str, thing: Thing, near: str, whole: str, *, past: bool, known: bool) -> str:
    first = thing.words[0].text.lower()
    given = first in lexicon().given and len(thing.words) > 1
    quoted = thing.words[0].quoted
    mixed = not all(word.name or word.quoted for word in thing.words[-1:])
    if (mixed or any(word.text == "/" for word in thing.words)) and not quoted:
        return "topic" if domain == "books" else {"travel": "place"}.get(domain, "genre")
    match domain:
        case "music":
            return (
                "title"
                if _TITLED.search(near) or (quoted and not re.search(r"\bband|artist|singer\b", near))
                else "artist"
            )
        case "movies":
            return _film(given, quoted, whole, past=past, known=known)
        case "books":
            return _book(given, quoted, whole, past=past, known=known, thing=thing)
        case "travel":
            return "region" if fold(" ".join(w.text for w in thing.words)) in lexicon().places else "place"
    return "interest"


def _film(given: bool, quoted: bool, whole: str, *, past: bool, known: bool) -> str:
    if quoted or (known and not given):
        return "title"
    if given or (_PERSONAL.search(whole) and not past):
        if pattern("played").search(whole):
            return "actor"
        return "director"
    return "title"


def _book(given: bool, quoted: bool, whole: str, *, past: bool, known: bool, thing: Thing) -> str:
    if quoted:
        return "title"
    if given or (_PERSONAL.search(whole) and not known):
        return "author"
    if known:
        return "title"
    article = thing.words[0].text.lower() in ("the", "a", "an")
    if article or past or any(not word.name for word in thing.words):
        return "title"
    return "author"


_THEME = re.compile(
    r"\bin (?:books|novels|fiction|literature)\b"
    r"|\b(?:about|themes?|topics?|subject|explor\w+|deal\w*|delv\w+)\b"
)


def _common(domain: str, norm: str, near: str, *, known: bool) -> str:
    words = norm.split()
    match domain:
        case "travel":
            if known:
                return "place"
            if re.search(
                r"\b(?:climates?|weather|temperatures?|conditions|heat|cold|humid\w*|rain\w*|snow\w*|sunny|sunshine)\b",
                f"{norm}",
            ):
                return "climate"
            if re.search(r"\b(?:climates?|weather)\b", near):
                return "climate"
            if words[-1] in (
                "trips",
                "trip",
                "holiday",
                "holidays",
                "tours",
                "tour",
                "breaks",
                "rides",
                "walks",
                "cruises",
                "safaris",
                "travel",
            ):
                return "activity"
            return (
                "activity"
                if (words and words[0].endswith("ing")) or words[-1].endswith("ing")
                else "destination_type"
            )
        case "books":
            return "topic" if _THEME.search(near) else "genre"
        case "movies":
            return "topic" if re.search(r"\b(?:themes?|topics?|subject)\b", near) else "genre"
        case "music":
            return "mood" if re.search(r"\bmoods?\b", near) else "genre"
    return "interest"
