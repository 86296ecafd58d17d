"""One question for what is in doubt, and the answer to it: which of two holds, or which of several was meant.

The question travels as fact ids alone, so that a checkpoint holds no words; what they say is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...fold import fold
from ...memory.types import Fact, Outcome, WriteReport
from ..planner.acts import Act, Intent, Question, Understanding

Phrase = Callable[[Fact], str]
HOLDS, ENDED = "holds", "ended"
"""What the pick says of a fact: that it holds (a contradiction), or that it is the one that ended."""

_PLACES = {
    **{word: place for place, word in enumerate(("first", "second", "third", "fourth"))},
    **{word: place for place, word in enumerate(("1", "2", "3", "4"))},
    **{word: place for place, word in enumerate(("one", "two", "three", "four"))},
    **{word: place for place, word in enumerate(("former",))},
    "latter": -1,
    "last": -1,
}
_ALL = re.compile(r"\b(both|all|each|every one)\b")
_NONE = re.compile(r"\b(neither|none|not (?:one|any)|nothing)\b")
_IDLE = frozenset(
    "the a an one ones i mean meant it is that this please of my to on for you your and done did was "
    "were them those just actually think yes well oh sorry option number".split()
)


def question_of(report: WriteReport | None, phrase: Phrase) -> Question | None:
    """The one question a report leaves open, worded for the person, or None."""
    if report is None:
        return None
    doubtful = [entry for entry in report.entries if entry.outcome is Outcome.CONTESTED]
    candidates = next((entry.candidates for entry in doubtful if len(entry.candidates) > 1), ())
    if candidates:
        return _question("Which one do you mean?", candidates, ENDED, [f.value_text for f in candidates])
    facts = tuple({e.fact.fact_id: e.fact for e in doubtful if e.fact is not None}.values())
    if len(facts) == 1 and doubtful[0].candidates:
        facts = (*doubtful[0].candidates, *facts)
    if not facts:
        return None
    if len(facts) == 1:
        return _question("Does this hold?", facts, HOLDS, [phrase(facts[0])])
    return _question("Which of these holds?", facts, HOLDS, [phrase(fact) for fact in facts])


def _question(text: str, facts: Sequence[Fact], what: str, options: Sequence[str]) -> Question:
    slots = {"fact": tuple(fact.fact_id for fact in facts), "scope": (what,)}
    act = Act(intent=Intent.SETTLE, slots=slots)
    return Question(kind="which", text=text, options=tuple(options), act=act)


def without_words(question: Question | None) -> Question | None:
    """The question as a checkpoint may keep it."""
    if question is None or question.act is None or question.act.intent is not Intent.SETTLE:
        return question
    return question.model_copy(update={"text": "", "options": ()})


def answered(text: str, pending: Question | None, contested: Sequence[Fact]) -> Understanding | None:
    """The answer to an open question of doubt, or None where there is none or the words do not answer it."""
    if pending is None or pending.act is None or pending.act.intent is not Intent.SETTLE:
        return None
    open_ones = {fact.fact_id: fact for fact in contested}
    asked = [open_ones[i] for i in pending.act.slots["fact"] if i in open_ones]
    picks = _picks(text, asked)
    if not asked or picks is None:
        return None
    ids = tuple(asked[at].fact_id for at in picks)
    what = pending.act.slots["scope"]
    rest = tuple(fact.fact_id for fact in asked if fact.fact_id not in ids)
    slots = {"fact": ids, "scope": what, "rest": rest}
    return Understanding(acts=(Act(intent=Intent.SETTLE, slots=slots, start=0, end=len(text)),))


def _picks(text: str, asked: Sequence[Fact]) -> tuple[int, ...] | None:
    """Positions of the facts an answer picks; empty for "neither"; None where it says nothing of them."""
    words = fold(text).split()
    said = " ".join(words)
    if not words or len(words) > 24:
        return None
    if _NONE.search(said):
        return ()
    if _ALL.search(said):
        return tuple(range(len(asked)))
    if len(asked) == 1:
        return _yes_or_no(said)
    rest = [word for word in words if word not in _IDLE or word in _PLACES]
    places = {_PLACES[word] % len(asked) for word in rest if word in _PLACES}
    if len(rest) <= 2 and len(places) == 1 and all(_PLACES[w] < len(asked) for w in rest if w in _PLACES):
        return tuple(places)
    return _by_words(set(words), asked)


def _yes_or_no(said: str) -> tuple[int, ...] | None:
    from ..planner.yesno import verdict

    meant = verdict(said)
    return {Intent.AFFIRM: (0,), Intent.DENY: ()}.get(meant) if meant else None


def _by_words(words: set[str], asked: Sequence[Fact]) -> tuple[int, ...] | None:
    """The fact that the words name and no other does as well."""
    own = [set(fold(f"{_stance(fact)} {fact.value_text}").split()) - _IDLE for fact in asked]
    shared = set.intersection(*own)
    scores = [len((mine - shared) & words) for mine in own]
    best = max(scores)
    return (scores.index(best),) if best and scores.count(best) == 1 else None


def _stance(fact: Fact) -> str:
    return {1: "like love enjoy", -1: "dislike hate not don't"}.get(fact.polarity, "")
