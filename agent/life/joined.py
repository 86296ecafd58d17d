"""One understanding out of two readings: the catalogue's grammar, and the readers of everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...fold import fold
from ...memory.types import Claim
from ..planner.acts import STATEMENTS, Act, Intent, Understanding

INTEREST = "life."
PLAIN = ("todo.", "calendar.", "spending.", "activity.", "goal.", "document.")
"""What no film grammar knows of: over the same words these readings win."""

_FIRM = frozenset(
    {
        Intent.EXPLAIN,
        Intent.WHY_NOT,
        Intent.COUNTERFACTUAL,
        Intent.FORGET,
        Intent.ERASE,
        Intent.UNDO,
        Intent.HISTORY,
    }
)


def joined(understanding: Understanding, heard: Sequence[Claim], domain: str, text: str) -> Understanding:
    """The understanding with the claims that are not the catalogue's to read.

    Tastes in the catalogue's own domain are its grammar's. A taste of no known domain counts only where the
    grammar found nothing it knows; any taste gives way to what the grammar read in the same words. What is
    no taste at all (a task, a sum, an appointment) is never a matter of the catalogue, and wins.
    """
    alone = not understanding.claims and all(_blank(act) for act in understanding.acts)
    kept = tuple(claim for claim in heard if _counts(claim, understanding, domain, alone=alone))
    if not kept:
        return understanding
    said = _said(kept)
    others = tuple(
        act
        for act in understanding.acts
        if not _answered_for(act, kept) and not (_blank(act) and _named_in(act, said))
    )
    note = Act(intent=Intent.NOTE, start=min(c.start for c in kept), end=max(c.end for c in kept))
    plain = tuple(claim for claim in kept if claim.attribute.startswith(PLAIN))
    own = tuple(c for c in understanding.claims if not _overlaps(c, plain))
    return understanding.model_copy(
        update={
            "acts": tuple(sorted((*others, note), key=lambda act: act.start)),
            "claims": (*own, *kept),
            "unresolved": tuple(w for w in understanding.unresolved if not _part(fold(w), said)),
            "question": None if _asks_about(understanding, kept, text) else understanding.question,
        }
    )


def _said(kept: Sequence[Claim]) -> frozenset[str]:
    """The folded names that the claims speak of: what they state, and what it takes the place of."""
    return frozenset(
        name
        for claim in kept
        for name in (claim.value_norm, fold(claim.value_text), *claim.replaces, _last(claim.attribute))
    )


def _last(attribute: str) -> str:
    return attribute.rpartition(".")[2].replace("_", " ")


def _named_in(act: Act, said: frozenset[str]) -> bool:
    """Whether the claims speak of all the words that an act holds."""
    words = act.slots.get("text", ())
    return bool(words) and all(fold(word) in said for word in words)


def _part(name: str, said: Iterable[str]) -> bool:
    return any(f" {name} " in f" {one} " for one in said)


def _counts(claim: Claim, understanding: Understanding, domain: str, *, alone: bool) -> bool:
    if claim.attribute.startswith(f"{domain}."):
        return False
    if any(act.intent in _FIRM and not _puts_right(claim, act) for act in understanding.acts):
        return False
    if claim.attribute.startswith("document.") and any(_names(act) for act in understanding.acts):
        return False
    if claim.attribute.startswith(PLAIN):
        return True
    if claim.attribute.startswith(INTEREST) and not alone:
        return False
    known = (a for a in understanding.acts if a.intent not in STATEMENTS and not _blank(a))
    return not _overlaps(claim, understanding.claims) and not any(_within(claim, act) for act in known)


def _puts_right(claim: Claim, act: Act) -> bool:
    """Whether "oops" goes on to say what is right: then nothing is undone, one fact takes another's place."""
    return act.intent is Intent.UNDO and bool(claim.closes) and claim.value_norm != "" and _within(claim, act)


def _blank(act: Act) -> bool:
    """Whether an act names nothing of the catalogue: nothing was read, or a name that it does not have."""
    if act.intent is Intent.UNKNOWN:
        return True
    return act.intent in STATEMENTS and not set(act.slots) - {"text"}


def _names(act: Act) -> bool:
    """Whether a request names something of the catalogue: then it is no answer about a document."""
    return act.intent not in STATEMENTS and bool(set(act.slots) - {"text", "count", "scope", "direction"})


def _answered_for(act: Act, kept: Sequence[Claim]) -> bool:
    """Whether these claims are what the act was read from: a blank act, or one over a plain claim's words."""
    if act.intent is Intent.UNKNOWN:
        return True
    inside = [claim for claim in kept if _within(claim, act)]
    if _blank(act):
        return bool(inside)
    return any(claim.attribute.startswith(PLAIN) for claim in inside)


def _within(claim: Claim, act: Act) -> bool:
    return act.start < claim.end and claim.start < act.end


def _overlaps(claim: Claim, others: Iterable[Claim]) -> bool:
    return any(other.start < claim.end and claim.start < other.end for other in others)


def _asks_about(understanding: Understanding, kept: Sequence[Claim], text: str) -> bool:
    """Whether the open question came from words that these claims answer for.

    "I used to love jazz but I'm over it" asks for no film: a bare pronoun stands for the taste that was read.
    """
    question = understanding.question
    if question is None or question.act is None:
        return False
    act = question.act
    tastes = any(not claim.attribute.startswith(PLAIN) for claim in kept)
    bare = act.intent in STATEMENTS and _PRONOUN.search(text[act.start : act.end]) is not None
    return any(_within(claim, act) for claim in kept) or (tastes and bare)


_PRONOUN = re.compile(
    r"\b(?:it|them|him|her)\b(?: (?:any ?more|any longer|now|at all|these days|so much|as much|again))*\W*$",
    re.IGNORECASE,
)
