"""Tastes told in a few words, as the answer to a question: "What do you read?" - "Mostly crime, I'd say"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .....fold import fold
from ..heard import Heard
from .act import Act
from .clauses import Clause, clauses
from .evidence import strongest, weigh
from .names import Thing
from .tables import lexicon, pattern
from .teller import Outcome
from .things import things
from .words import sentences

_MOST = 6
_LEAN = frozenset("mostly mainly lately recently currently these days now for sure".split())
_ASKED = re.compile(
    r"^(?:(?:so|and|well|oh|nice|great)\W+)*(?:what|which|who|any|are there|is there|do you have)\b.*?\b(?:"
    r"(?:favou?rite|go[- ]to|preferred)"
    r"|you(?:'re| are| do| usually| really| most| tend to| generally)* (?:like|enjoy|love|prefer|into|drawn to"
    r"|listen(?:ing)? to|watch(?:ing)?|read(?:ing)?|dislike|hate|avoid|can(?:'t|not) stand|not like|don't like))\b",
    re.I,
)
# "What would you like to remove?" and "what do you like about it?" ask for no taste.
_ELSE = re.compile(
    r"\b(?:would you|you'd|you would|like to|want|about|aspects?|part|elements?|most interesting"
    r"|way|thing|remove|add|change|update|include|delete)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:dislike|hate|avoid|least favou?rite|(?:can|do)(?:'t|not| not| n't)|don't like)\b", re.I
)


def replied(heard: Heard) -> list[Outcome]:
    """What a short answer says to the question just asked about a taste; nothing where it is not one."""
    question = _question(heard)
    domain, slot = _about(question)
    if not domain or heard.taken:
        return []
    polarity = -1 if _AGAINST.search(question) else 1
    for sentence in sentences(heard.text):
        for clause in clauses(sentence, 0):
            named = _named(clause)
            if named:
                act = Act("like" if polarity > 0 else "dislike", tuple(named), clause, "answered", 0)
                placed = [replace(one, domain=one.domain or domain, slot=one.slot or slot) for one in named]
                return [Outcome(one, polarity, act) for one in placed]
            if [word for word in clause.words if word.text not in _LEAN]:
                return []
    return []


def _question(heard: Heard) -> str:
    """The question about a taste that ends the turn before; empty where there is none."""
    last = heard.before[-1] if heard.before else None
    if last is None or last.speaker != "assistant":
        return ""
    asked = [part for part in re.split(r"(?<=[.!?])\s+", last.text.strip()) if part.endswith("?")]
    fits = bool(asked) and _ASKED.search(asked[-1]) is not None and _ELSE.search(asked[-1]) is None
    return asked[-1] if fits else ""


def _about(question: str) -> tuple[str, str]:
    """The domain and slot a question asks for, as far as its words tell."""
    words = fold(question).split()
    table = lexicon()
    person = next((table.persons[word] for word in words if word in table.persons), None)
    if person is not None:
        return person
    domain = strongest(weigh(words))
    if not domain:
        return "", ""
    kinds = (table.titles[word][1] for word in words if word in table.titles and not table.titles[word][0])
    return domain, next(kinds, "")


def _named(clause: Clause) -> Sequence[Thing]:
    """The things that a clause of a few words names, and does nothing else."""
    words = list(clause.words)
    while words and words[0].text in _LEAN and not words[0].name:
        words.pop(0)
    while words and words[-1].text in _LEAN and not words[-1].name:
        words.pop()
    said = " ".join(word.text for word in words)
    if not words or len(words) > _MOST or pattern("no verb").search(said):
        return ()
    found = things(words)
    return found if all(thing.sort == "value" for thing in found) else ()
