"""Facts as lines of context, asked of SQLite once more before they are let in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ..types import Fact
from .packed import ContextLine, LineKind

if TYPE_CHECKING:
    from ..facade import Memory


def moment_of(fact: Fact) -> datetime:
    """When the thing took or takes place; where that was not said, when it was told."""
    return fact.happens_at or fact.valid_from


def spoken(fact: Fact) -> str:
    """The fact's label with the attribute's underscores as spaces; those of its value stay."""
    leaf = fact.attribute.rpartition(".")[2]
    return fact.label.replace(leaf, leaf.replace("_", " "), 1)


def line(fact: Fact, kind: LineKind) -> ContextLine:
    """A fact as a line: value, since when, fact id."""
    when = f", on {fact.happens_at.isoformat(timespec='minutes')}" if fact.happens_at else ""
    since = f"since {fact.valid_from.date().isoformat()}"
    # From a fact, so valid already: checking it again would cost more than reading it.
    return ContextLine.model_construct(
        fact_id=fact.fact_id,
        text=f"{spoken(fact)}{when} ({since}) [{fact.fact_id}]",
        value=fact.value_text,
        since=fact.valid_from,
        kind=kind,
        attribute=fact.attribute,
        subject=fact.subject,
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
    memory: Memory, user_id: str, facts: Iterable[tuple[Fact, LineKind]], at: datetime
) -> tuple[ContextLine, ...]:
    """Lines for the facts that still hold at `at`."""
    wanted = list(facts)
    kinds = {fact.fact_id: kind for fact, kind in wanted}
    kept = still_valid(memory, user_id, [fact for fact, _ in wanted], at)
    return tuple(line(fact, kinds[fact.fact_id]) for fact in kept)
