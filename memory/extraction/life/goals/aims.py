"""Whether a sentence sets an aim, and which of its numbers is aimed at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.scene import Scene, Sentence
from .measures import frames, period

_SPENT = re.compile(
    r"\b(?:i|we) (?:just |already |actually )*(?:have |had )?(?:spent|paid|walked"
    r"|did|got|hit|ran|slept)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|used to be|had been|blew|exceeded|went over|met|smashed|beat|hit|reached) "
)


def _clause(text: str) -> str:
    """What leads to the first number of a sentence, from the clause on that holds it."""
    return re.split(r"[,;:]| - |\b(?:so|but|because|since)\b", re.split("<[an]", text)[0])[-1]


def is_aimed(sentence: Sentence) -> bool:
    """Whether a sentence sets an aim: it names a goal, or wants something with a period or a bound."""
    text = sentence.text
    if sentence.question and not re.search(r"\b(?:can|could|would|will) you\b|\blet us\b", text):
        return False
    if re.search(r"\b(?:if|suppose|imagine|would be|could be|might be|what about)\b", text):
        return False
    goal = frames().compiled("{goal}").search(text)
    named = (
        r"^(?:(?!a |an |the )\w+ ){0,2}(?:budget|goal|target|limit|cap|aim)(?: for (?:this"
        r"|the|next) \w+| <d\d+>)?(?::| is now\b| -|,)"
    )
    bent = r"\bthe (?:\w+ )?(?:budget|goal|target|limit) (?:needs to|has to|should|is going|must|will|goes)\b"
    mine = re.search(
        rf"{bent}|\b(?:my|i|me|our|we|new|let us|set|raise|lower|change|update|bump|make)\b|{named}", text
    )
    clause = _clause(text)
    if goal and mine and not _PAST.search(clause):
        return bool(not _SPENT.search(clause))
    wants = frames().compiled("{aiming}").search(text)
    if _SPENT.search(clause) or not period(text):
        return False
    if wants and (
        re.search(r"\b(?:i|we|me|let us)\b|^the (?:plan|idea) is\b", text)
        or not text[: wants.start()].strip()
    ):
        return True
    standing = re.search(
        (
            r"\b(?:from now on|going forward|starting|from today|as of|time to|new rule"
            r"|stays?|staying)\b|(?:deal|bar|rule|challenge|this|plan|easy|simple|serious): ?<[an]\d+>"
            r"|^(?:\w+:? ){0,3}(?:no more than|at most|at least|max|under)\b"
        ),
        text,
    )
    return bool(standing)


def of_others(text: str) -> bool:
    """Whether the aim is somebody else's, or what people in general should do."""
    if (
        frames()
        .compiled("(?:my|the|our|a) (?:\\w+ )?{person}'s?(?! and)(?: \\w+)? (?:goal|target|budget|aim|limit)")
        .search(text)
    ):
        return True
    if re.search(r"\b\w+ and i\b", text):
        return False
    return bool(frames().compiled("(?:{others})").search(text)) and not re.search(
        r"\bmy (?:\w+ )?(?:new )?(?:goal|target|budget|aim|limit)\b", text
    )


def aimed_at(scene: Scene, sentence: Sentence, labels: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The number that is aimed at: after "to" where one goes from an old number to a new one, not in "not N"."""
    text = scene.text
    kept = [
        label
        for label in labels
        if not re.search(
            (
                r"\b(?:from|instead of|rather than|not|up from|down from|than my old|currently) (?:the "
                r"(?:current|old) )?$"
            ),
            text[sentence.start : label.start()],
        )
        and not re.match(
            (
                r" (?:days|weeks|months|years|times|percent|people)\b| (?:\w+ )?(?:is|was|are|feels"
                r"|seems) (?:way |far |a bit )?(?:too\b|not (?:really )?(?:enough|working|realistic|doable))"
            ),
            text[label.end() :],
        )
        and not re.match(
            r" (?:\w+ )?(?:away|short|left|to go|behind|over|under budget|more to go)\b", text[label.end() :]
        )
    ]
    to = [
        label
        for label in kept
        if re.search(r"\bto (?:just |about |only |around )?$", text[sentence.start : label.start()])
    ]
    often = [
        label
        for label in kept
        if re.match(r"[^<]{0,24}", text[label.end() :])
        and period(re.split("<", text[label.end() : sentence.end])[0][:24])
    ]
    return next(iter(to or often or kept), None)
