"""Likes and dislikes of a domain, by slot; dislikes are packed as constraints."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..types import Fact
from .asked import Asked
from .domains import in_slots, is_taste
from .lines import packed_lines
from .packed import LineKind, Packed

if TYPE_CHECKING:
    from ..facade import Memory


def tastes(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Every taste that holds in the asked domain and slots.

    A suggestion also needs the dislikes, as constraints; and where the asked slots hold no like, those of
    the rest of the domain.
    """
    held = held_tastes(memory, user_id, asked.domain, at)
    inside = [fact for fact in held if in_slots(fact.attribute, asked.slots)]
    likes_inside = any(fact.polarity > 0 for fact in inside)
    chosen = held if asked.recommending and asked.slots and not likes_inside else inside
    wanted = [(fact, kind_of(fact)) for fact in chosen if _wanted(fact, asked)]
    return Packed(user_id=user_id, at=at, kind=asked.kind, lines=packed_lines(memory, user_id, wanted, at))


def held_tastes(memory: Memory, user_id: str, domain: str, at: datetime) -> list[Fact]:
    """The tastes of a domain, or of all of them, read by attribute: events may be many more."""
    names = [f"{domain}.*"] if domain else [name for name in memory.attributes(user_id) if is_taste(name)]
    held = [fact for name in names for fact in memory.facts(user_id, at=at, attribute=name)]
    return [fact for fact in held if is_taste(fact.attribute)]


def kind_of(fact: Fact) -> LineKind:
    """A like, a dislike (a constraint on suggestions), or neither."""
    return "like" if fact.polarity > 0 else "constraint" if fact.polarity < 0 else "note"


def _wanted(fact: Fact, asked: Asked) -> bool:
    if asked.recommending or asked.polarity == 0:
        return True
    return fact.polarity * asked.polarity > 0
