"""Tasks that a message says are finished or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..heard import Heard
from ..language.scene import Scene, Sentence
from ..language.subject import Doer, doer, unreal
from .deeds import done_deeds, listed_deeds
from .ended import SURE, Ended
from .matching import is_pronoun, meant, spoken_of
from .taking import frames

_LISTED = re.compile(r"\b(?:list|tasks?|to-dos?|track(?:ing)?|reminders?|agenda|off my|complete[d]?)\b")


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
    yield from done_deeds(heard, scene, sentence)
    yield from listed_deeds(heard, sentence)


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
        r"\b(?:add|new|favou?rites?|likes|dislikes|preferences)\b", sentence.text
    )


def _bare(scene: Scene, match: re.Match[str]) -> str:
    """The words for the task, without quotes and without what points at the list."""
    words = scene.words(match.start("t"), match.end("t")).strip(" .,!\"'“”‘’`")
    words = re.sub(r"\s+(?:from|off|on) (?:my|the) .*$", "", words, flags=re.IGNORECASE)
    return re.sub(
        r"^(?:the|my)?\s*(?:task|to-do|item)s?(?: of| to|:)?\s+", "", words, flags=re.IGNORECASE
    ).strip(" \"'“”‘’`")
