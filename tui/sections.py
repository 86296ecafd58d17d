"""Facts in sections for a reader: tastes by domain, then what is to be done, comes up, was spent, is aimed at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from .life_wording import CALENDAR, DOCUMENT, LIFE, TODO, document_name, is_life, root

if TYPE_CHECKING:
    from ..memory.types import Fact

_TITLES = {TODO: "to do", CALENDAR: "calendar", "goal": "goals"}
_START = datetime.min.replace(tzinfo=UTC)


class Section(NamedTuple):
    """Facts of one sort under one heading, in the order to be read; `name` is their domain (`todo`, `movies`)."""

    title: str
    name: str
    facts: tuple[Fact, ...]


def sections(facts: Iterable[Fact]) -> tuple[Section, ...]:
    """Every fact in its section: tastes first by domain, then the rest; a document is a section of its own."""
    found: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault(_place(fact), []).append(fact)
    return tuple(
        Section(_title(key[1], group[0]), root(group[0]), tuple(sorted(group, key=_order)))
        for key, group in sorted(found.items())
    )


def _place(fact: Fact) -> tuple[int, str]:
    kind = root(fact)
    if not is_life(fact):
        return (0, kind)
    return (1 + LIFE.index(kind), fact.subject if kind == DOCUMENT else kind)


def _title(name: str, fact: Fact) -> str:
    return document_name(fact.subject) if root(fact) == DOCUMENT else _TITLES.get(name, name)


def _order(fact: Fact) -> tuple[datetime, int, str, str]:
    """By moment where that counts, else likes before dislikes, then by attribute and value."""
    moment = _START
    if root(fact) == TODO:
        moment = fact.valid_from
    elif is_life(fact) and root(fact) != DOCUMENT:
        moment = fact.happens_at or _START
    # The title tells which document it is, so it comes first.
    titled = root(fact) == DOCUMENT and fact.attribute.endswith(".title")
    return (moment, -fact.polarity, "" if titled else fact.attribute, fact.value_norm)
