"""What a message states about the person: kinds, targets and places, before it becomes claims or acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .clauses import Clause
from .linking import Mentioned, Named


class Kind(StrEnum):
    """What a statement does."""

    LIKE = "like"
    DISLIKE = "dislike"
    SEEN = "seen"
    UNSEEN = "unseen"
    RETRACT = "retract"
    CONSTRAIN = "constrain"


@dataclass(frozen=True, slots=True)
class Target:
    """What a statement is about: a mention in a reading, or a reference (`it`, `2`, `last`, `all`).

    `attribute` is the attribute without domain (`genre`, `person`, `title`, `year_min`); `number` is set for
    limits. `start` and `end` are its place in the message.
    """

    start: int
    end: int
    text: str
    attribute: str = ""
    value: str = ""
    item: str | None = None
    number: int | None = None
    reference: str | None = None
    mention: Mentioned | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Identity of what is meant, for telling whether two statements speak of the same thing."""
        return self.attribute, (self.item or self.value).lower()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing stated.

    `replaces` are targets this takes the place of; `moment` how long it holds (see `Clause`).
    """

    kind: Kind
    targets: tuple[Target, ...]
    start: int
    end: int
    clause: int
    cue: str = ""
    polarity: int = 0
    replaces: tuple[Target, ...] = ()
    moment: str | None = None
    hedged: bool = False
    open_bounds: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause and what it states.

    `wish` says it asks for something, `blocked` that it cannot state anything, `spent` that what it names
    is the object of the next clause and nothing more.
    """

    clause: Clause
    statements: tuple[Statement, ...] = ()
    wish: bool = False
    blocked: bool = False
    spent: bool = False


def reading_targets(mention: Mentioned, role: str | None = None) -> tuple[Target, ...]:
    """The targets a mention makes: its first reading and everything meant together with it."""

    def one(named: Named) -> Target:
        attribute = role if role and named.attribute == "person" else named.attribute
        return Target(
            mention.start, mention.end, mention.text, attribute, named.value, named.ref, mention=mention
        )

    return tuple(one(named) for named in (*mention.readings[:1], *mention.also))
