"""The deterministic judge: typed criteria against the words and the items of one answer.

Four readings of the same evidence. `literal` takes words as they stand. `strict` widens leaks and not presence,
with loose mentions and, given `Meaning`, with paraphrases; `lenient` widens presence and not leaks: the truth
lies between them. `current` counts a forgotten value only where it is used as if it still held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..provenance import hash_files
from ..text import fold
from .formula import Fama, fama
from .matching import LITERAL, LONG, LOOSE, Hit, content_words, elements, find, mask
from .meaning import Meaning
from .numbers import contains_all, periods, same
from .scope import manner
from .status import says
from .types import Answer, AnswerItem, Criterion, Question, Verdict
from .words import Text

Mode = Literal["literal", "strict", "lenient", "current"]
MODES: tuple[Mode, ...] = ("literal", "strict", "lenient", "current")


def judge_hash() -> str:
    """Changes whenever the judge's code or word lists do."""
    here = Path(__file__).parent
    return hash_files([*here.glob("*.py"), here.parent / "data" / "fama" / "aliases.json"])


@dataclass(frozen=True, slots=True)
class Judged:
    """One question judged: every verdict, and the score they make."""

    verdicts: tuple[Verdict, ...]
    score: Fama
    invented: tuple[str, ...] = ()


def judge_answer(
    question: Question, answer: Answer, mode: Mode = "literal", meaning: Meaning | None = None
) -> Judged:
    """Judge every criterion of a question. Those that cannot be judged are left out of the score.

    `meaning` finds leaks in other words, for the strict reading alone.
    """
    text = Text.read(answer.text)
    targets = [criterion.target for criterion in question.criteria]
    verdicts = [_verdict(criterion, answer, text, targets, mode) for criterion in question.criteria]
    if mode == "strict" and meaning is not None:
        verdicts = _paraphrased(question, text, verdicts, meaning)
    return scored(verdicts)


def scored(verdicts: Sequence[Verdict]) -> Judged:
    """The score that verdicts make, whoever gave them."""
    presence = [bool(v.satisfied) for v in verdicts if v.expect == "presence" and v.satisfied is not None]
    forgetting = [bool(v.satisfied) for v in verdicts if v.expect == "forgetting" and v.satisfied is not None]
    invented = tuple(v.criterion for v in verdicts if v.expect == "invention" and v.satisfied is False)
    return Judged(tuple(verdicts), fama(presence, forgetting), invented)


def _paraphrased(
    question: Question, text: Text, verdicts: Sequence[Verdict], meaning: Meaning
) -> list[Verdict]:
    """Turn a verdict of no leak where a passage says the forgotten value in other words."""
    valid = [
        part
        for criterion in question.criteria
        if criterion.expect == "presence" and criterion.kind in ("mention", "align")
        for part in (criterion.target, *elements(criterion.target))
    ]
    found: list[Verdict] = []
    for criterion, verdict in zip(question.criteria, verdicts, strict=True):
        words = criterion.kind in ("mention", "align") and criterion.expect == "forgetting"
        said = meaning.leak(text, criterion.target, valid) if words and verdict.satisfied else None
        update = {"satisfied": False, "reading": "current", "why": f"in other words: {said}"}
        found.append(verdict if said is None else verdict.model_copy(update=update))
    return found


def _verdict(criterion: Criterion, answer: Answer, text: Text, targets: Sequence[str], mode: Mode) -> Verdict:
    if criterion.kind in ("number", "status", "period"):
        said = _said(criterion, answer.text)
        return _make(criterion, said == (criterion.expect == "presence"), "current" if said else "absent")
    masked = mask(text, criterion.target, targets)
    hits = find(text, criterion.target, extra=criterion.aliases, masked=masked, share=_share(criterion, mode))
    reading = _reading(text, hits, long=len(content_words(criterion.target)) >= LONG)
    carriers = [item for item in answer.items if _carries(item, criterion)]
    if criterion.kind == "avoid":
        by_words = not answer.items or mode == "strict"
        return _avoid(criterion, reading if by_words else "absent", carriers)
    if criterion.expect == "presence":
        wanted = "past" if criterion.denied else "current"
        shown = reading == wanted or (criterion.kind == "align" and bool(carriers))
        why = _why(hits, carriers if reading != "current" else [])
        return _make(criterion, shown, reading, why)
    leaked = reading == "current" if mode == "current" else bool(hits)
    weak = not hits and bool(carriers)
    return _make(criterion, not leaked, reading, _why(hits, carriers), weak=weak)


def _share(criterion: Criterion, mode: Mode) -> float:
    """How much of a target must be said: the bounds widen one side each. What is to be avoided is a leak too."""
    widened = "lenient" if criterion.expect == "presence" and criterion.kind != "avoid" else "strict"
    return LOOSE if mode == widened else LITERAL


def _avoid(criterion: Criterion, reading: str, carriers: Sequence[AnswerItem]) -> Verdict:
    """Violated where a recommended item is, or carries, the disliked thing.

    Words decide where no items are recommended, and for the strict bound: "as you liked Heat" names a film
    without recommending it.
    """
    if carriers:
        return _make(criterion, False, reading, f"recommended: {carriers[0].label}")
    return _make(criterion, reading != "current", reading)


def _make(
    criterion: Criterion, satisfied: bool, reading: str, why: str = "", *, weak: bool = False
) -> Verdict:
    return Verdict.model_validate(
        {
            "criterion": criterion.id,
            "expect": criterion.expect,
            "kind": criterion.kind,
            "satisfied": satisfied,
            "reading": reading,
            "weak": weak,
            "why": why,
        }
    )


def _reading(text: Text, hits: Sequence[Hit], *, long: bool) -> Literal["current", "past", "absent"]:
    if not hits:
        return "absent"
    return "current" if any(manner(text, *hit.span, long=long) == "current" for hit in hits) else "past"


def _said(criterion: Criterion, text: str) -> bool:
    if criterion.kind == "status":
        return says(text, criterion.target)
    if criterion.kind == "number":
        return contains_all(criterion.quantities, text)
    found = {(q.value, q.unit) for q in periods(text)}
    wanted = criterion.quantities
    # Naming every week is no answer to "which week": exactly the wanted ones must be named.
    return (
        bool(found)
        and all(any(same(w, q) for q in periods(text)) for w in wanted)
        and len(found) == len(wanted)
    )


def _carries(item: AnswerItem, criterion: Criterion) -> bool:
    """Whether an item has the target among its attributes, in the named slot where there is one, or is it."""
    target = fold(criterion.target)
    if fold(item.label) == target or fold(item.label.rpartition(" (")[0]) == target:
        return True
    attributes = item.attributes
    values = attributes.get(criterion.slot, ()) if criterion.slot in attributes else _all(attributes)
    return any(fold(value) == target for value in values)


def _all(attributes: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(value for values in attributes.values() for value in values)


def _why(hits: Sequence[Hit], carriers: Sequence[AnswerItem]) -> str:
    if hits:
        return hits[0].how
    return f"item: {carriers[0].label}" if carriers else ""
