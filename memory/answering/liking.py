"""Questions about tastes: what is liked or disliked, what to suggest, what was liked once."""

from __future__ import annotations

from .asked import Asked, AskedKind
from .domains import read_slots
from .naming import open_ended
from .question import Question

_VAGUE = ("genre", "destination_type")
"""Slots that `kind` and `type` may mean, and may not."""


def tastes(question: Question) -> Asked | None:
    """`Suggest me a film`, `books by authors I like`, `what do I dislike?`

    `Do I like jazz?` is no list: it is looked up.
    """
    recommending = question.says("recommend") is not None
    if not recommending and not question.says("liking"):
        return None
    check = question.says("taste_check")
    if check and not recommending and not open_ended(check["what"]):
        return None
    if not recommending and question.says("favourite") and not _placed(question):
        return None
    if recommending and not question.domain and not question.says("recommend_verb"):
        return None
    return _tastes(question, recommending=recommending)


def _placed(question: Question) -> bool:
    """Whether the taste asked for is of a domain or slot that is known; a favourite colour is looked up."""
    return bool(question.domain or read_slots(question.words, question.domain, question.known))


def past(question: Question) -> Asked | None:
    """`What did I use to like?`, `what was my previous budget?`"""
    if not question.says("past"):
        return None
    if question.says("goal"):
        return question.asks(AskedKind.HISTORY, past_of=AskedKind.GOAL, measure=question.measure)
    if question.measure and question.says("how_much"):
        return None
    polarity = -1 if question.says("disliking") else 1 if question.says("liked") else 0
    return _tastes(question, recommending=False).model_copy(
        update={"kind": AskedKind.HISTORY, "past_of": AskedKind.TASTES, "polarity": polarity}
    )


def _tastes(question: Question, *, recommending: bool) -> Asked:
    slots = read_slots(question.words, question.domain, question.known)
    if recommending and not question.says("own_taste"):
        # "What kind of film should I watch?" asks for a film; "a film in genres I like" for that slot.
        slots = tuple(slot for slot in slots if slot not in _VAGUE or question.says("own_slot"))
    if len(slots) > 1 and not question.says("own_slot"):
        # "The kind of weather I like" is about weather.
        slots = tuple(slot for slot in slots if slot not in _VAGUE) or slots
    return question.asks(
        AskedKind.TASTES,
        domain=question.domain,
        slots=slots,
        polarity=1 if recommending else _polarity(question),
        recommending=recommending,
    )


def _polarity(question: Question) -> int:
    if question.says("both"):
        return 0
    return -1 if question.says("disliking") else 1
