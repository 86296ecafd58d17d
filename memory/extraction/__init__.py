"""Claims from the user's own words, by rules: tastes, dislikes, films seen, limits and retractions."""

from __future__ import annotations

from datetime import datetime

from ..types import Claim
from .claims import claims_of
from .linking import Domain, Linker, Mentioned, Named
from .reader import Reading, read
from .statements import Kind, Statement, Target

__all__ = [
    "Domain",
    "Kind",
    "Linker",
    "Mentioned",
    "Named",
    "Reading",
    "Statement",
    "Target",
    "claims_of",
    "extract",
    "read",
]


def extract(text: str, linker: Linker, schema: Domain, now: datetime | None = None) -> tuple[Claim, ...]:
    """The claims that `text` states about the person who wrote it.

    `linker` finds what it names (a `Lexicon` is one), `schema` says what the domain is called and how its
    items are described, `now` (timezone-aware) dates what holds for a while only. Questions, suppositions,
    wishes and other people's tastes make no claims. Never raises for any text.
    """
    return claims_of(read(text, linker, schema), schema, now)
