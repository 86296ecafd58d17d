"""What a clause does with which things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .clauses import Clause
from .names import Thing

Kind = Literal[
    "like",
    "dislike",
    "was like",
    "was dislike",
    "lost",
    "knew",
    "swap",
    "gone",
    "good",
    "bad",
    "still",
    "forget",
    "fix",
    "but not",
    "mention",
    "unsaid",
    "instead",
]


RULE = "taste:"
"""How the `rule` of every claim about tastes begins (after `computed:` where the words differ)."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does with which things. `old` are those given up for the others."""

    kind: Kind
    things: tuple[Thing, ...]
    clause: Clause
    cue: str
    order: int
    old: tuple[Thing, ...] = ()
    experience: bool = False

    @property
    def strength(self) -> str:
        """`weak`, `lean`, `long` or nothing: how surely the cue is one of taste."""
        return self.cue.partition(".")[2] or (self.cue if self.cue == "long" else "")

    @property
    def fresh(self) -> bool:
        """Whether the clause speaks of now in contrast to something."""
        return "now" in self.clause.times or self.clause.lead in (
            "but",
            "though",
            "although",
            "and",
            "so",
            "then",
            "",
        )
