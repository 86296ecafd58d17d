"""Stale memories among those a system brought up, for systems that keep no record of what is closed.

A text counts as stale where it names a value that the question's criteria say is forgotten, and none that they say
holds. It needs the words alone, so that it can be taken from any system that hands over its context; it is stricter
than it looks in one way (a memory that says that something is over names it too) and blind in another (a closed value
that the question does not ask about is not seen).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..fama.matching import find
from ..fama.types import Answer, Criterion, Question
from ..fama.words import Text
from ..outcome import Sample, Stat
from ..stats import ratio


def stale_texts(question: Question, texts: Sequence[str]) -> int:
    """How many of the texts name a forgotten value of the question and no valid one."""
    forgotten = [one for one in question.criteria if one.expect == "forgetting" and one.target]
    valid = [one for one in question.criteria if one.expect == "presence" and one.target]
    read = [Text.read(text) for text in texts]
    return sum(_named(text, forgotten) and not _named(text, valid) for text in read)


def stale_share(samples: Sequence[Sample], seed: int) -> Stat:
    """Stale texts among all texts brought up, over the questions that have something to forget."""
    stale: list[float] = []
    sizes: list[float] = []
    for sample in samples:
        question = Question.model_validate(sample.target)
        answer = Answer.model_validate(sample.output) if sample.output else None
        if answer is None or not answer.context or not _forgets(question):
            continue
        stale.append(float(stale_texts(question, answer.context)))
        sizes.append(float(len(answer.context)))
    return ratio(stale, sizes, seed=seed)


def _forgets(question: Question) -> bool:
    return any(one.expect == "forgetting" and one.target for one in question.criteria)


def _named(text: Text, criteria: Sequence[Criterion]) -> bool:
    return any(find(text, one.target, extra=one.aliases) for one in criteria)
