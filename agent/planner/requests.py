"""Request clauses: what is left of a message once its statements are read, and which intent each has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...memory.extraction.clauses import Clause
from ...memory.extraction.skeleton import Word
from ...memory.extraction.statements import ReadClause
from ...memory.extraction.tables import Grammar, load_grammar
from .acts import Intent

_SUPPOSE = re.compile(
    r"^(?:what )?(?:if|suppose|supposing|imagine|assuming|pretend|hypothetically|say|had)\b"
)
# A clause that cannot stand alone: it belongs to the one before.
_TAIL = re.compile(r"^(?:if|because|since|when|while)\b")


@cache
def grammar() -> Grammar:
    """The cues of requests, in the order in which they are tried."""
    return load_grammar(__package__, "requests.toml")


@dataclass(frozen=True, slots=True)
class Request:
    """One clause, or several that only make sense together, that asks for or answers something."""

    words: tuple[Word, ...]
    text: str
    lead: str
    question: bool
    hard: bool
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where it starts in the message."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return max(word.end for word in self.words)


def requests_of(reads: Sequence[ReadClause]) -> list[Request]:
    """The clauses without statements, in order; suppositions are joined with what they lead to."""
    found: list[Request] = []
    open_if = False
    for index, read in enumerate(reads):
        if read.statements:
            open_if = False
            continue
        clause = read.clause
        if _taken_up(clause, reads[index + 1 :]):
            continue
        joins = bool(found) and found[-1].last == index - 1
        if (
            joins
            and (open_if or (_TAIL.match(clause.text) and clause.lead in ("if", "")))
            and not _pure_greeting(found[-1])
        ):
            found[-1] = _joined(found[-1], clause, index)
            open_if = False
            continue
        found.append(_alone(clause, index))
        open_if = bool(_SUPPOSE.match(clause.text)) and clause.mentions != () and not clause.question
    return found


def _taken_up(clause: Clause, following: Sequence[ReadClause]) -> bool:
    """Whether a question's names are what the next clause's statement is about: "westerns? love them"."""
    if not clause.question or not following:
        return False
    return any(
        clause.start <= target.start and target.end <= clause.end
        for statement in following[0].statements
        for target in statement.targets
    ) and len(clause.words) <= 2 + len(clause.mentions)


def _pure_greeting(request: Request) -> bool:
    return intent_of(request.text) in (Intent.GREET, Intent.THANKS, Intent.BYE, Intent.AFFIRM, Intent.DENY)


def _alone(clause: Clause, index: int) -> Request:
    return Request(clause.words, clause.text, clause.lead, clause.question, clause.hard, index, index)


def _joined(request: Request, clause: Clause, index: int) -> Request:
    words = (*request.words, *clause.words)
    text = f"{request.text} {clause.text}"
    return Request(
        words, text, request.lead, clause.question or request.question, request.hard, request.first, index
    )


def cues_of(text: str) -> list[Intent]:
    """Every intent whose cues match a clause, in the order they are tried."""
    found: list[Intent] = []
    for cue in grammar().cues:
        intent = Intent(cue.name)
        if intent not in found and cue.pattern.search(text):
            found.append(intent)
    return found


def intent_of(text: str) -> Intent | None:
    """The intent of a clause's skeleton, or None when no cue matches."""
    for cue in grammar().cues:
        if cue.pattern.search(text):
            return Intent(cue.name)
    return None
