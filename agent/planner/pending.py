"""Answers to the question the agent asked last: yes, no, or one of its options, and what they complete."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...fold import fold
from ...memory.extraction.skeleton import Skeleton
from .acts import Act, DialogueContext, Intent, Question
from .options import chosen
from .slots import Slots
from .yesno import thanked, verdict

if TYPE_CHECKING:
    from ...recommenders.search.lexicon import Lexicon

_BREAK = re.compile(r"\s*[,;.!?:–—]+\s+|\s+-+\s+|\s+(?=(?:and|but|because|so|then|which|i)\s)", re.IGNORECASE)
_LEAD = re.compile(r"^[\s,;.!?:–—-]*(?:(?:and|but|so|then|also)\s+)*", re.IGNORECASE)
_OTHER = re.compile(
    r"\bthe (?:other(?: one)?|remake|original|old one|new one|former|latter)\b", re.IGNORECASE
)
_YES_NO = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer does: its acts, the options it picks, and what of the message says something more.

    `rest` is as long as the message, with blanks for what the answer took, so that places stay the same.
    """

    acts: tuple[Act, ...]
    picked: tuple[str, ...] = ()
    rest: str = ""


def answer(text: str, skeleton: Skeleton, context: DialogueContext, lexicon: Lexicon) -> Answer | None:
    """What a message does as an answer to the open question, or None when it is none."""
    question = context.pending
    if question is None or not skeleton.words:
        return None
    words = " ".join(word.text for word in skeleton.words)
    picks = bool(question.options) and not {fold(option) for option in question.options} <= _YES_NO
    intent = verdict(words, asked_again=text.rstrip().endswith("?"))
    if intent is not None and not (picks and chosen(text, question, lexicon)):
        return Answer(_said(intent, words, text))
    return _completed(text, question, lexicon) if picks and question.act is not None else None


def _said(intent: Intent, words: str, text: str) -> tuple[Act, ...]:
    said = Act(intent=intent, start=0, end=len(text))
    if intent is Intent.AFFIRM and thanked(words):
        return said, Act(intent=Intent.THANKS, start=0, end=len(text))
    return (said,)


def _completed(text: str, question: Question, lexicon: Lexicon) -> Answer | None:
    """The act of the question with the picked option, read from all of the message or from how it begins."""
    ends = [len(text), *(match.start() for match in reversed(list(_BREAK.finditer(text))))]
    for end in ends:
        picked = _side(text[:end], question) or chosen(text[:end], question, lexicon)
        if picked:
            beside = _LEAD.sub(lambda match: " " * len(match.group()), text[end:])
            rest = " " * end + _named_otherwise(beside, picked, question)
            return Answer((_filled(question, picked, end),), picked, rest if rest.strip() else "")
    return None


def _side(text: str, question: Question) -> tuple[str, ...]:
    """Which side of "with X or without X" an answer takes."""
    if not _settles_conflict(question) or not question.options[0].startswith("with"):
        return ()
    words = f" {fold(text)} "
    value = f" {fold(question.options[0].split(' ', 1)[1])} "
    rest = set(words.replace(value, " ").split()) - {"please", "the", "i", "want", "any", "some", "yes"}
    if rest and rest <= {"no", "not", "without", "exclude", "drop", "skip", "out", "leave", "rule"}:
        return question.options[1:2]
    return question.options[:1] if rest <= {"with", "keep", "include", "only"} else ()


def _filled(question: Question, picked: tuple[str, ...], end: int) -> Act:
    act = question.act
    assert act is not None
    slots: Slots = dict(act.slots)
    if _settles_conflict(question):
        _settle(slots, picked[0], question.slot)
    else:
        slot = question.slot or "item"
        slots[slot] = tuple(dict.fromkeys((*slots.get(slot, ()), *picked)))
        if slot == "item":
            slots.pop("ref", None)
    return act.model_copy(update={"slots": slots, "start": 0, "end": end})


def _settles_conflict(question: Question) -> bool:
    return question.kind == "clarify" and all(
        re.match(r"(?:with|without) |\w+ at (?:least|most) ", option) for option in question.options
    )


def _settle(slots: Slots, option: str, slot: str | None) -> None:
    """Drop the side of a conflict that was not chosen."""
    if slot is None:
        kind, _, rest = option.partition(" at ")
        slots.pop(f"{kind}_{'max' if rest.startswith('least') else 'min'}", None)
        return
    with_it = option.startswith("with ")
    value = option.split(" ", 1)[1]
    loser = f"not_{slot}" if with_it else slot
    kept = tuple(other for other in slots.get(loser, ()) if other != value)
    if kept:
        slots[loser] = kept
    else:
        slots.pop(loser, None)


def _named_otherwise(text: str, picked: tuple[str, ...], question: Question) -> str:
    """ "The other one" beside a choice of two is the one that was not picked, put as a place in the options."""
    others = [place for place, option in enumerate(question.options) if option not in picked]
    if len(others) != 1 or len(picked) != 1:
        return text
    place = ("the first one", "the second one", "the third one", "the fourth one", "the fifth one")[
        others[0] % 5
    ]
    return _OTHER.sub(place, text)


def with_items(act: Act, picked: tuple[str, ...], options: tuple[str, ...]) -> Act:
    """An act said in the same breath as an answer: pronouns and places are what was picked."""
    refs = act.slots.get("ref")
    if not refs or "item" in act.slots:
        return act
    found: list[str] = []
    for ref in refs:
        if ref in ("it", "all"):
            found += picked
        elif ref.isdigit() and int(ref) <= len(options):
            found.append(options[int(ref) - 1])
    slots = {name: values for name, values in act.slots.items() if name != "ref"}
    return act.model_copy(update={"slots": {**slots, "item": tuple(found)}}) if found else act
