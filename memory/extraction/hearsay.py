"""What says nothing about the speaker: other people's tastes, and verdicts on nothing that was named."""

from __future__ import annotations

import re
from dataclasses import replace

from .statements import Kind, ReadClause, Statement
from .tables import grammar

_VAGUE = re.compile(r"^(?:it|that|this) (?:is|was|sounds|sounded|looks|looked)\b")
_JUDGING = frozenset((Kind.LIKE, Kind.DISLIKE))


def hearsay(read: ReadClause, *, in_view: bool) -> bool:
    """Whether a clause only tells what somebody else holds, or tells of a film without judging it.

    A film that will be watched counts too, unless a list is in view from which it may be chosen.
    """
    clause = read.clause
    if read.statements or read.wish or clause.question or clause.lead == "if":
        return False
    names = ("hearsay",) if in_view else ("hearsay", "plan")
    return any(cue.pattern.search(clause.text) for name in names for cue in grammar().named(name))


def unplaced(read: ReadClause) -> ReadClause:
    """A clause without "that was brilliant" where the message names nothing that it could speak of."""
    if not _VAGUE.match(read.clause.text):
        return read
    return replace(read, statements=tuple(s for s in read.statements if not _vague(s)))


def _vague(statement: Statement) -> bool:
    return statement.kind in _JUDGING and all(target.reference == "it" for target in statement.targets)
