"""Nothing is stored that the user's words do not carry: every claim is checked against its span."""

from __future__ import annotations

import sqlite3

from ..fold import fold
from .schema import ANY_SUBJECT
from .types import Claim, ClaimKind

COMPUTED = "computed"
"""A claim whose `rule` begins with this word declares that its value was worked out from the span."""


def objection(connection: sqlite3.Connection, claim: Claim, text: str) -> str | None:
    """Why a claim cannot be stored, or None when it can. The words of the reason never quote the user."""
    if not 0 <= claim.start <= claim.end <= len(text):
        return "its span lies outside the message"
    if not claim.attribute or claim.attribute != claim.attribute.strip():
        return "it names no attribute"
    if claim.polarity not in (-1, 0, 1):
        return "its polarity is none of -1, 0, 1"
    if not claim.subject or claim.subject != claim.subject.strip():
        return "it names no subject"
    if claim.kind is ClaimKind.RETRACT:
        return _objection_to_ending(connection, claim, text)
    if "*" in claim.attribute:
        return "a value needs one attribute, not a pattern"
    if claim.subject == ANY_SUBJECT:
        return "a value needs one subject"
    if not claim.value_norm:
        return "it has no value"
    if claim.valid_from and claim.expires_at and claim.expires_at <= claim.valid_from:
        return "it ends before it begins"
    return None if _traceable(connection, claim, text) else "its value is not in the words cited"


def _objection_to_ending(connection: sqlite3.Connection, claim: Claim, text: str) -> str | None:
    if claim.closes:
        # Nothing of it is stored, and what it ends is named by id; but words must stand behind it.
        return None if text[claim.start : claim.end].strip() else "it cites no words"
    if not claim.value_norm or _traceable(connection, claim, text):
        return None
    return "its value is not in the words cited"


def _traceable(connection: sqlite3.Connection, claim: Claim, text: str) -> bool:
    if claim.ref is not None or claim.number is not None or claim.rule.startswith(COMPUTED):
        return True
    said = fold(text[claim.start : claim.end])
    if not said:
        # Scripts that fold to nothing are compared as they are.
        return (
            bool(text[claim.start : claim.end].strip()) and claim.value_text in text[claim.start : claim.end]
        )
    names = {claim.value_norm, fold(claim.value_norm), fold(claim.value_text)}
    if any(_inside(name, said) for name in names):
        return True
    aliases = connection.execute("SELECT alias FROM alias WHERE value_norm = ?", (claim.value_norm,))
    return any(_inside(fold(alias), said) for (alias,) in aliases)


def _inside(name: str, said: str) -> bool:
    """Whether `name` is said: its words begin words of `said` in order (westerns carry western)."""
    return bool(name) and f" {name}" in f" {said}"
