"""Which document somebody speaks of, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .....fold import fold
from ....types import Fact
from ....vocabulary import DOCUMENT
from ..language.stems import likeness, stems

NAMING = ("title", "purpose", "main_message", "subject_line", "description")
"""Fields that a document is known by, the most telling first."""
NEAR = 0.7


@dataclass(frozen=True, slots=True)
class Held:
    """A document that memory holds: its subject, its open facts, and the texts it may be called by."""

    subject: str
    facts: tuple[Fact, ...]

    @property
    def kind(self) -> str:
        """`email` of `document:email:...`."""
        return self.subject.split(":")[1] if self.subject.count(":") >= 2 else ""

    @property
    def names(self) -> list[str]:
        """What it is called, the most telling first."""
        by_field = {
            field: fact.value_text
            for field in NAMING
            for fact in self.facts
            if fact.attribute == f"{DOCUMENT}.{field}"
        }
        own = self.subject.split(":", 2)[-1]
        described = " ".join(
            fact.value_text
            for field in ("platform", "content_type")
            for fact in self.facts
            if fact.attribute == f"{DOCUMENT}.{field}"
        )
        by_field |= {"described": described} if described else {}
        return [*by_field.values(), *([own] if own and not own.startswith("#") else [])]

    def of(self, field: str) -> list[Fact]:
        """Its facts of one field."""
        return [fact for fact in self.facts if fact.attribute == f"{DOCUMENT}.{field}"]


def documents(live: Sequence[Fact]) -> list[Held]:
    """The documents memory holds, the one touched last at the end."""
    groups: dict[str, list[Fact]] = {}
    for fact in sorted(live, key=lambda fact: (fact.recorded_at, fact.fact_id)):
        if fact.attribute.startswith(f"{DOCUMENT}."):
            groups.setdefault(fact.subject, []).append(fact)
    held = [Held(subject, tuple(facts)) for subject, facts in groups.items()]
    return sorted(held, key=lambda document: max(fact.recorded_at for fact in document.facts))


def called(name: str, kind: str, live: Sequence[Fact]) -> Held | None:
    """The document with a name, by likeness; one of the kind spoken of before others."""
    scored = [(_score(name, kind, document), document) for document in documents(live)]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= NEAR else None


def _score(name: str, kind: str, document: Held) -> float:
    score = max((likeness(name, other) for other in document.names), default=0.0)
    covered = len(set(stems(name)) & {stem for other in document.names for stem in stems(other)})
    return score + (0.1 if document.kind == kind else -0.1 if kind else 0.0) if covered else 0.0


def only(kind: str, live: Sequence[Fact]) -> Held | None:
    """The document of a kind touched last."""
    return next(
        (document for document in reversed(documents(live)) if document.kind == kind or not kind), None
    )


def new_subject(kind: str, title: str, live: Sequence[Fact]) -> str:
    """The subject of a new document: by its title, or numbered while it has none."""
    if title:
        return f"{DOCUMENT}:{kind}:{fold(title)}"
    numbers = [
        int(found[1]) for fact in live if (found := re.fullmatch(rf"{DOCUMENT}:\w+:#(\d+)", fact.subject))
    ]
    return f"{DOCUMENT}:{kind}:#{max(numbers, default=0) + 1}"


def is_numbered(subject: str) -> bool:
    """Whether a document is not known by its title."""
    return subject.split(":", 2)[-1].startswith("#")
