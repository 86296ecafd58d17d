"""Open tasks and coming appointments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..types import Fact
from ..vocabulary import CALENDAR, TODO
from .asked import Asked
from .days import day_of
from .lines import moment_of, packed_lines
from .packed import Packed
from .words import bare

if TYPE_CHECKING:
    from ..facade import Memory

CLOSE = 84
"""How alike (0-100) two words must be to be the same word with a slip."""


def tasks(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Every open task, in the order they were told. A period does not narrow them: open is open."""
    held = memory.facts(user_id, at=at, attribute=TODO)
    lines = packed_lines(memory, user_id, [(fact, "task") for fact in held], at)
    return Packed(user_id=user_id, at=at, kind=asked.kind, lines=lines)


def events(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Appointments from today on, by date, inside the asked period; or those whose name is asked for."""
    today = day_of(at)
    held = [fact for fact in memory.facts(user_id, at=at, attribute=CALENDAR) if ahead(fact, today)]
    chosen = [f for f in held if asked.span is None or f.happens_at is None or asked.span.holds(f.happens_at)]
    if asked.words:
        named = [fact for fact in held if alike(asked.words, fact.value_text)]
        # Words that name none of the appointments are no name: "anything fun on this week?"
        chosen = named if named or asked.span is None else chosen
    chosen.sort(key=moment_of)
    lines = packed_lines(memory, user_id, [(fact, "event") for fact in chosen], at)
    return Packed(user_id=user_id, at=at, kind=asked.kind, lines=lines)


def ahead(fact: Fact, today: datetime) -> bool:
    """Whether an appointment is today or later; one without a date may be."""
    return fact.happens_at is None or fact.happens_at >= today


def alike(words: str, name: str) -> bool:
    """Whether a name is meant by the words: most of the words occur in it, slips allowed."""
    from rapidfuzz import fuzz

    asked, has = bare(words).split(), bare(name).split()
    if not asked or not has:
        return False
    met = sum(any(fuzz.ratio(word, own) >= CLOSE for own in has) for word in asked)
    return met * 2 >= len(asked)
