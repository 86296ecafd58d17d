"""One understanding out of two readings: the catalogue's grammar, and the readers of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...memory.types import Claim
from ..planner.acts import STATEMENTS, Act, Intent, Understanding

INTEREST = "life."
_OPEN = frozenset({Intent.UNKNOWN, Intent.NOTE})


def joined(understanding: Understanding, heard: Sequence[Claim], domain: str) -> Understanding:
    """The understanding with the claims that are not the catalogue's to read.

    Tastes in the catalogue's own domain are its grammar's. A taste of no known domain counts only where the
    grammar made nothing of the message; anything else gives way to a claim or request over the same words.
    """
    alone = all(act.intent in _OPEN for act in understanding.acts)
    kept = tuple(
        claim
        for claim in heard
        if not claim.attribute.startswith(f"{domain}.")
        and (alone or not claim.attribute.startswith(INTEREST))
        and not _taken(claim, understanding)
    )
    if not kept:
        return understanding
    others = tuple(act for act in understanding.acts if act.intent is not Intent.UNKNOWN)
    note = Act(intent=Intent.NOTE, start=min(c.start for c in kept), end=max(c.end for c in kept))
    said = " ".join(claim.value_text for claim in kept).casefold()
    return understanding.model_copy(
        update={
            "acts": tuple(sorted((*others, note), key=lambda act: act.start)),
            "claims": (*understanding.claims, *kept),
            "unresolved": tuple(w for w in understanding.unresolved if w.casefold() not in said),
            "question": None if _only_about(understanding, kept) else understanding.question,
        }
    )


def _taken(claim: Claim, understanding: Understanding) -> bool:
    """Whether the catalogue's grammar has read these words already."""
    return _overlaps(claim, understanding.claims) or any(
        act.intent not in _OPEN and act.slots and act.start <= claim.start and claim.end <= act.end
        for act in understanding.acts
        if act.intent not in STATEMENTS
    )


def _overlaps(claim: Claim, others: Iterable[Claim]) -> bool:
    return any(other.start < claim.end and claim.start < other.end for other in others)


def _only_about(understanding: Understanding, kept: Sequence[Claim]) -> bool:
    """Whether the open question came from an act that these claims answer for."""
    question = understanding.question
    if question is None or question.act is None:
        return False
    act = question.act
    return any(act.start <= claim.start and claim.end <= max(act.end, act.start + 1) for claim in kept)
