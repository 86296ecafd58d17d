"""Questions about tastes: what is liked or disliked, what to suggest, what was liked once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from .asked import Asked, AskedKind
from .domains import read_domain, read_slots
from .language import said
from .measures import read_measure
from .naming import open_ended


def tastes(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`Suggest me a film`, `books by authors I like`, `what do I dislike?`

    `Do I like jazz?` is no list: it is looked up.
    """
    recommending = said("recommend", words) is not None
    if not recommending and not said("liking", words):
        return None
    check = said("taste_check", words)
    if check and not recommending and not open_ended(check["what"]):
        return None
    if recommending and not read_domain(words, known) and not said("recommend_verb", words):
        return None
    return _tastes(words, text, at, known, recommending=recommending)


def past(words: str, text: str, at: datetime, known: Collection[str]) -> Asked | None:
    """`What did I use to like?`, `what was my previous budget?`"""
    if not said("past", words):
        return None
    measure = read_measure(words, known)
    if said("goal", words):
        return Asked(kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.GOAL, measure=measure)
    if measure and said("how_much", words):
        return None
    asked = _tastes(words, text, at, known, recommending=False)
    polarity = asked.polarity if said("liking", words) or said("disliking", words) else 0
    return asked.model_copy(
        update={"kind": AskedKind.HISTORY, "past_of": AskedKind.TASTES, "polarity": polarity}
    )


def _tastes(words: str, text: str, at: datetime, known: Collection[str], *, recommending: bool) -> Asked:
    domain = read_domain(words, known)
    slots = read_slots(words, domain, known)
    if recommending and not said("own_taste", words):
        # "What kind of film should I watch?" asks for a film; "a film in genres I like" for that slot.
        slots = tuple(slot for slot in slots if slot not in _VAGUE or said("own_slot", words))
    return Asked(
        kind=AskedKind.TASTES,
        text=text,
        at=at,
        domain=domain,
        slots=slots,
        polarity=1 if recommending else _polarity(words),
        recommending=recommending,
    )


_VAGUE = ("genre", "destination_type")
"""Slots that `kind` and `type` may mean, and may not."""


def _polarity(words: str) -> int:
    if said("both", words):
        return 0
    return -1 if said("disliking", words) else 1
