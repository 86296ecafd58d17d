"""One question as its readers see it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from .asked import Asked, AskedKind, Span
from .domains import read_domain
from .language import said
from .measures import read_measure
from .periods import read_period
from .words import plain

LONGEST = 2000
"""Characters of a question that are read for what it asks; names in quotes or after a colon are read whole."""


@dataclass(frozen=True)
class Question:
    """The text, the moment it is asked at, and the attributes (`known`) that the user has facts of."""

    text: str
    at: datetime
    known: Collection[str] = ()

    @cached_property
    def words(self) -> str:
        """The text as it is matched."""
        return plain(self.text[:LONGEST])

    @cached_property
    def measure(self) -> str:
        """What it counts, or ""."""
        return read_measure(self.words, self.known)

    @cached_property
    def domain(self) -> str:
        """The domain of taste it names, or ""."""
        return read_domain(self.words, self.known)

    def says(self, cue: str) -> re.Match[str] | None:
        """Where it has one of the turns of phrase of that name."""
        return said(cue, self.words)

    def period(self, *, ahead: bool = False) -> Span | None:
        """The stretch of time it names; `ahead` reads it as looking forward."""
        return read_period(self.words, self.text, self.at, ahead=ahead)

    def asks(self, kind: AskedKind, **fields: Any) -> Asked:
        """The reading: it asks for that kind."""
        return Asked(kind=kind, text=self.text, at=self.at, **fields)
