"""Sums and counts named in passing, with no verb of paying or walking that governs them.

"My morning started with a quick $5 breakfast", "I made a good choice by walking 9,000 steps".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language.scene import Scene, Sentence
from ..language.subject import clause_start

_OWN = re.compile(r"\b(?:i|my|me|we|our)\b")
_OTHERWISE = re.compile(
    r"\b(?:you|your|he|she|they|them|his|her|their|people|everyone|someone|average|typical|costs?|pric(?:e|es|ed|ey)"
    r"|imagine|suppose|if|unless|would|could|should|might|may|will|shall|want(?:s|ed)?|plan(?:s|ned|ning)?|hop(?:e|ed|ing)"
    r"|aim(?:s|ed|ing)?|goals?|targets?|budgets?|limit|need(?:s|ed)?|try|trying|sav(?:e|ed|ing)|worth|avoid(?:ed)?"
    r"|instead of|without|never|not|no|almost|nearly|about to|going to|used to|wish|offer(?:ed)?|refus(?:e|ed)|every"
    r"|each|usually|usual|daily|weekly|monthly|reimbursed?|client|company|team|boss"
    r"|friends?|wife|husband|partner|sister|brother|mother|father|mom|mum|dad|son|daughter|colleagues?|coworkers?"
    r"|neighbou?rs?|manager|kids?|children|roommate|flatmate|more to|left to|to go|away|short)\b"
)


def in_passing(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a number is the speaker's own and happened, by everything that its clause says."""
    if sentence.question:
        return False
    begin = clause_start(scene.text, sentence.start, match.start())
    stop = re.search(r"[,;.!]| (?:but|because|so|which|and it) ", scene.text[match.end() : sentence.end])
    end = match.end() + stop.start() if stop else sentence.end
    clause = scene.text[begin:end]
    said = re.search(r"\b(?:said|says|told|tells|claims?|heard|read|saw|skipp?ed)\b", sentence.text)
    if not _OWN.search(sentence.text) or _OTHERWISE.search(clause) or said:
        return False
    return all(day.is_day for day in scene.dates_in(begin, end))


_STEPS = re.compile(r"(?<!my )(?<!those )(?<!the )(?P<n><n\d+>) steps\b")
_SUMS = (
    re.compile(r"(?P<a><a\d+>) (?:\w+ ){0,2}?(?P<c>\w+)\b"),
    re.compile(
        r"(?P<c>\w+) (?:for|at|of|costing|totalling|totaling|worth) (?:just |only |about |around )?(?P<a><a\d+>)"
    ),
)


def steps_in_passing(scene: Scene, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Matches of "<n> steps", group `n`, that nothing says are an aim, a habit or another's."""
    for match in _STEPS.finditer(scene.text, sentence.start, sentence.end):
        if in_passing(scene, sentence, match):
            yield match


def sums_in_passing(scene: Scene, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Matches of "<a> breakfast", "lunch for <a>", groups `a` and `c`, in a clause of the speaker's own."""
    for form in _SUMS:
        for match in form.finditer(scene.text, sentence.start, sentence.end):
            if in_passing(scene, sentence, match):
                yield match
