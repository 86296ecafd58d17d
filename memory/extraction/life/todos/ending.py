"""Tasks that a message says are finished or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ....types import Fact
from ..heard import Heard
from ..language.scene import Scene, Sentence
from ..language.stems import likeness, stem, stems
from ..language.subject import Doer, doer, unreal
from .matching import is_pronoun, meant, spoken_of, tasks
from .taking import frames

SURE = 0.72
"""The likeness needed where the words alone do not say that they speak of a task."""

_YET = re.compile(
    r"\b(?:when|once|after|until|till|before|as soon as) (?:i|we) (?:have|will have|am|get)(?: \w+)?? $"
)
"""What is told of as done at a time to come: "when I've washed the car"."""
_LISTED = re.compile(r"\b(?:list|tasks?|to-dos?|track(?:ing)?|reminders?|agenda|off my|complete[d]?)\b")


@dataclass(frozen=True, slots=True)
class Ended:
    """A stretch that ends tasks: those meant (none where nothing is near), and the words said."""

    start: int
    end: int
    words: str
    facts: tuple[Fact, ...]


def ended(heard: Heard, scene: Scene) -> tuple[Ended, ...]:
    """What the message ends. Words that only point back count when nothing else ends a task."""
    found: list[Ended] = []
    pointing: list[Ended] = []
    for sentence in scene.sentences:
        for item in _of_sentence(heard, scene, sentence):
            (pointing if is_pronoun(item.words) else found).append(item)
    if any(item.facts for item in found):
        found = [item for item in found if item.facts]
    return tuple(_once(found or pointing))


def _once(found: list[Ended]) -> Iterator[Ended]:
    seen: set[str] = set()
    missed = False
    for item in found:
        if not item.facts and not missed:
            missed = True
            yield item
        elif item.facts and not seen & {fact.fact_id for fact in item.facts}:
            seen |= {fact.fact_id for fact in item.facts}
            yield item


def _of_sentence(heard: Heard, scene: Scene, sentence: Sentence) -> Iterator[Ended]:
    asked = sentence.question and not re.search(r"\b(?:can|could|would|will|please)\b", sentence.text)
    if asked:
        return
    text, start, end = scene.text, sentence.start, sentence.end
    for name in ("noneed", "drop", "dropped", "finished", "is_done"):
        for match in frames().all(name, text, start, end):
            if _stands(name, scene, sentence, match):
                yield from _ending(name, heard, scene, sentence, match)
    yield from _done_deeds(heard, scene, sentence)
    yield from _listed_deeds(heard, sentence)


def _stands(name: str, scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    text = scene.text
    if name == "is_done":
        return not re.search(r"\b(?:not|if|when|until|once|never|before|after|should|will)\b", match[0])
    verb = match.start("v")
    before = text[sentence.start : verb]
    if name == "noneed":
        return not re.search(r"\b(?:if|you|they|people|he|she) (?:\w+ )?$", before)
    if name == "drop":
        return not re.search(
            r"\b(?:not|never|did|to not|do not want to|would|he|she|they|people) (?:\w+ )?$", before
        )
    return doer(text, sentence.start, verb) is not Doer.OTHER and not unreal(text, sentence.start, verb)


def _ending(
    name: str, heard: Heard, scene: Scene, sentence: Sentence, match: re.Match[str]
) -> Iterator[Ended]:
    words = _bare(scene, match)
    place = match.start(), match.end()
    if re.fullmatch(
        (
            r"(?:all )?(?:of )?(?:my|the|your|our|any|some)? ?(?:other )?(?:tasks?|things?"
            r"|stuff|work|to-dos?|items?|list|everything|anything|head|mind)(?: .{0,20})?"
        ),
        words,
        re.IGNORECASE,
    ):
        return
    if is_pronoun(words):
        facts = spoken_of(heard.before, heard.live)
        if facts:
            yield Ended(*place, words, tuple(facts))
        return
    listed = bool(_LISTED.search(sentence.text))
    plain = (
        (name == "noneed" and listed)
        or (name == "drop" and _from_list(match))
        or (name == "dropped" and (listed or _from_list(match)))
        or (name == "finished" and "task" in sentence.text)
    )
    near = meant(words, heard.live, 0.55 if plain or listed else SURE)
    if near:
        yield Ended(*place, words, tuple(near))
    elif plain and _named_entry(sentence):
        yield Ended(*place, words, ())


def _from_list(match: re.Match[str]) -> bool:
    return bool(_LISTED.search(match.string, match.end("t"), match.end()))


def _named_entry(sentence: Sentence) -> bool:
    """Whether the words speak of the list so plainly that finding nothing must be told."""
    return bool(re.search(r"\b(?:list|tasks?|to-dos?)\b", sentence.text)) and not re.search(
        r"\b(?:add|new)\b", sentence.text
    )


def _bare(scene: Scene, match: re.Match[str]) -> str:
    """The words for the task, without quotes and without what points at the list."""
    words = scene.words(match.start("t"), match.end("t")).strip(" .,!\"'“”‘’`")
    words = re.sub(r"\s+(?:from|off|on) (?:my|the) .*$", "", words, flags=re.IGNORECASE)
    return re.sub(
        r"^(?:the|my)?\s*(?:task|to-do|item)s?(?: of| to|:)?\s+", "", words, flags=re.IGNORECASE
    ).strip(" \"'“”‘’`")


def _done_deeds(heard: Heard, scene: Scene, sentence: Sentence) -> Iterator[Ended]:
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


def _listed_deeds(heard: Heard, sentence: Sentence) -> Iterator[Ended]:
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
