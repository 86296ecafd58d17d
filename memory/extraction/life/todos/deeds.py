"""Deeds told in the past that end the open tasks they carry out: "I just booked my flight"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....types import Fact
from ..heard import Heard
from ..language.scene import Scene, Sentence
from ..language.stems import likeness, stem, stems
from ..language.subject import Doer, doer, unreal
from .ended import SURE, Ended
from .matching import meant, tasks

_YET = re.compile(
    r"\b(?:when|once|after|until|till|before|as soon as) (?:i|we) (?:have|will have|am|get)(?: \w+)?? $"
)
"""What is told of as done at a time to come: "when I've washed the car"."""


def done_deeds(heard: Heard, scene: Scene, sentence: Sentence) -> Iterator[Ended]:
    """Open tasks whose very verb is now told in the past: "I just booked my flight"."""
    open_tasks = tasks(heard.live)
    if sentence.question or not open_tasks:
        return
    for match in re.finditer(
        (
            r"(?<![\w'])[a-z]+(?:ed|t|d|ne|ew|ote|ook|an|aid|ent|ade|ot|old|new|ung|ave"
            r"|oke|ang|ank|ought|aught)(?![\w'])"
        ),
        sentence.text,
    ):
        verb = sentence.start + match.start()
        same = [
            fact
            for fact in open_tasks
            if (stems(fact.value_text) or ("",))[0] == stem(match[0]) and stem(match[0]) != match[0]
        ]
        if (
            not same
            or (not _passive(sentence.text, match) and doer(scene.text, sentence.start, verb) is Doer.OTHER)
            or unreal(scene.text, sentence.start, verb)
            or _YET.search(sentence.text[: match.start()])
        ):
            continue
        told = _passive(sentence.text, match) or _rest(sentence.text[match.start() :])
        said = _with_figures(scene, told)
        scored = [(likeness(said, fact.value_text), fact) for fact in same]
        best = max(score for score, _ in scored)
        if best >= SURE:
            near = tuple(fact for score, fact in scored if score >= best - 0.04)
            stop = (
                verb + len(match[0])
                if _passive(sentence.text, match)
                else min(verb + len(told), sentence.end)
            )
            yield Ended(verb, stop, told, near)


def _with_figures(scene: Scene, text: str) -> str:
    """The text with the user's figures in place of their labels, as the tasks hold them."""
    for label in scene.labels("an"):
        text = text.replace(label[0], scene.words(label.start(), label.end()))
    return text


def _passive(text: str, match: re.Match[str]) -> str:
    """What has been done, where it is said before its verb ("the gutters have been cleaned")."""
    if (
        re.fullmatch(
            r"[,.! -]*(?:finally|at last|<d\d+>|phew|yay|done|too|already)?[.! ]*", text[match.end() :]
        )
        and len(text.split()) <= 6
        and not re.search(r"\b(?:i|we|he|she|they|you|who)\b", text)
    ):
        return f"{match[0]} {text[: match.start()]}"  # "grant application submitted"
    before = re.search(
        (
            r"(?:^|[,;:] |\band |\bso )(?P<x>[^,;:.!?]+?) (?:(?:is|are|was|were|has|have"
            r"|had|been|got|all|now|finally|already) )+$"
        ),
        text[: match.start()],
    )
    mine = before is not None and re.search(r"^(?:i|we)\b|\b(?:i|we)(?: have)?(?: \w+ly)?$", before["x"])
    return f"{match[0]} {before['x']}" if before and not mine else ""


def listed_deeds(heard: Heard, sentence: Sentence) -> Iterator[Ended]:
    """A deed told together with the list: "picked up the stamps, so that's one thing off the list"."""
    mark = re.search(
        (
            r"\b(?:off (?:the|my) list|off my plate|tick (?:that|it)|cross (?:that|it)"
            r"|one less thing|one thing less|one down)\b"
        ),
        sentence.text,
    )
    if mark is None:
        return
    told = re.split(r",? (?:so|and|which|that is)\b|[,;]", sentence.text)[0]
    near = meant(told, heard.live) or [fact for fact in tasks(heard.live) if _is_object(fact, told)]
    if near:
        yield Ended(sentence.start, sentence.start + len(told), told, tuple(near))


def _is_object(fact: Fact, told: str) -> bool:
    """Whether all that a task is done to is named ("picked up the stamps" for "Buy stamps")."""
    things = set(stems(fact.value_text)[1:])
    return bool(things) and things <= set(stems(told))


def _rest(text: str) -> str:
    """The clause from the verb on."""
    cut = re.search(r"[,.!?;:]|<d\d+>|\b(?:so|because|but|which)\b| and (?:i|it|that|then)\b", text)
    return text[: cut.start()] if cut else text
