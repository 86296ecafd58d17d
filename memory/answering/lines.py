"""Facts as lines of context, asked of SQLite once more before they are let in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ..types import Fact
from ..vocabulary import DOCUMENT
from .packed import ContextLine, LineKind

if TYPE_CHECKING:
    from ..facade import Memory


def moment_of(fact: Fact) -> datetime:
    """When the thing took or takes place; where that was not said, when it was told."""
    return fact.happens_at or fact.valid_from


def spoken(fact: Fact) -> str:
    """The fact's label with the attribute's underscores as spaces; those of its value stay.

    A document's subject keeps the title it began with, which may hold no longer: it is never said.
    """
    root, _, leaf = fact.attribute.partition(".")
    said = leaf.replace("_", " ")
    return f"{root} {said} {fact.value_text}" if root == DOCUMENT else fact.label.replace(leaf, said, 1)


def line(fact: Fact, kind: LineKind, about: str = "") -> ContextLine:
    """A fact as a line: value, since when, fact id; `about` names its document."""
    when = f", on {fact.happens_at.isoformat(timespec='minutes')}" if fact.happens_at else ""
    since = f"since {fact.valid_from.date().isoformat()}"
    # From a fact, so valid already: checking it again would cost more than reading it.
    return ContextLine.model_construct(
        fact_id=fact.fact_id,
        text=f"{spoken(fact)}{f' of {about}' if about else ''}{when} ({since}) [{fact.fact_id}]",
        value=fact.value_text,
        since=fact.valid_from,
        kind=kind,
        attribute=fact.attribute,
        about=about,
        number=fact.number,
        unit=fact.unit,
        moment=fact.happens_at,
    )


def still_valid(memory: Memory, user_id: str, facts: Sequence[Fact], at: datetime) -> list[Fact]:
    """The facts that SQLite, asked now, says hold at `at`; in the order given. Unknown ids drop out."""
    if not facts:
        return []
    valid = memory.still_valid(user_id, [fact.fact_id for fact in facts], at)
    return [fact for fact in facts if fact.fact_id in valid]


def packed_lines(
    memory: Memory,
    user_id: str,
    facts: Iterable[tuple[Fact, LineKind]],
    at: datetime,
    names: Mapping[str, str] | None = None,
) -> tuple[ContextLine, ...]:
    """Lines for the facts that still hold at `at`. `names` are what documents are called, by subject."""
    wanted = list(facts)
    kinds = {fact.fact_id: kind for fact, kind in wanted}
    kept = still_valid(memory, user_id, [fact for fact, _ in wanted], at)
    called = names or {}
    return tuple(line(fact, kinds[fact.fact_id], called.get(fact.subject, "")) for fact in kept)
