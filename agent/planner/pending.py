"""Answers to the question the agent asked last: yes, no, or one of its options."""

from __future__ import annotations

import re

from ...fold import fold
from .acts import Act, DialogueContext, Intent, Question
from .requests import Request, intent_of

_PLACES = {
    "first": 0,
    "1st": 0,
    "one": 0,
    "1": 0,
    "former": 0,
    "second": 1,
    "2nd": 1,
    "two": 1,
    "2": 1,
    "latter": 1,
    "third": 2,
    "3rd": 2,
    "three": 2,
    "3": 2,
    "fourth": 3,
    "4th": 3,
    "four": 3,
    "4": 3,
    "fifth": 4,
    "5th": 4,
    "five": 4,
    "5": 4,
    "last": -1,
    "a": 0,
    "b": 1,
    "c": 2,
}
_NOISE = frozenset(
    [
        "the",
        "one",
        "film",
        "i",
        "mean",
        "meant",
        "want",
        "please",
        "it",
        "is",
        "that",
        "from",
        "of",
        "number",
        "option",
        "yes",
        "no",
        "would",
        "like",
        "think",
        "was",
        "go",
        "with",
        "for",
        "a",
        "version",
    ]
)
_ALL = re.compile(r"^(?:both|all|either|any)(?: of (?:them|those|these))?$")


def answer(text: str, requests: list[Request], context: DialogueContext) -> Act | None:
    """The act that a whole message makes as an answer to the open question, or None when it is none."""
    question = context.pending
    if question is None or not requests:
        return None
    start, end = requests[0].start, requests[-1].end
    intents = {intent_of(request.text) for request in requests} - {Intent.THANKS}
    if len(intents) == 1 and (intent := intents.pop()) in (Intent.AFFIRM, Intent.DENY):
        return Act(intent=intent, start=start, end=end)
    if question.options and (chosen := _chosen(text, question)):
        slot = question.slot or "item"
        return Act(intent=Intent.AFFIRM, slots={slot: chosen}, start=start, end=end)
    return None


def _chosen(text: str, question: Question) -> tuple[str, ...]:
    folded = fold(text)
    words = [word for word in folded.split() if word not in _NOISE]
    exact = [option for option in question.options if fold(option) == folded]
    if exact:
        return tuple(exact[:1])
    if _ALL.match(folded):
        return question.options
    raw = [
        word
        for word in folded.split()
        if word not in ("the", "number", "option", "film", "please", "i", "mean", "meant", "want")
    ]
    ordinals = [
        word
        for word in raw
        if word in _PLACES and not (word == "one" and len(raw) > 1) and not (word == "a" and len(raw) > 1)
    ]
    if len(ordinals) == 1 and len(raw) <= 3:
        place = _PLACES[ordinals[0]]
        if -len(question.options) <= place < len(question.options):
            return (question.options[place],)
    if not words or len(words) > 8:
        return ()
    return _by_words(words, question.options)


def _by_words(words: list[str], options: tuple[str, ...]) -> tuple[str, ...]:
    """The one option that the words fit best; every word must occur in it."""
    fits = [option for option in options if set(words) <= set(fold(option).split())]
    if len(fits) == 1:
        return tuple(fits)
    years = [word for word in words if word.isdigit() and len(word) == 4]
    dated = [option for option in options if years and years[0] in fold(option).split()]
    return tuple(dated) if len(dated) == 1 else ()
