"""From a question to its context: one way of looking things up for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from . import amounts, documents, found, goals, lists, past, tastes
from .asked import Asked, AskedKind
from .packed import Packed

if TYPE_CHECKING:
    from ..facade import Memory

Looker = Callable[["Memory", str, Asked, datetime], Packed]
LOOKERS: Mapping[AskedKind, Looker] = {
    AskedKind.TODO: lists.tasks,
    AskedKind.CALENDAR: lists.events,
    AskedKind.DOCUMENT: documents.fields,
    AskedKind.TOTAL: amounts.total,
    AskedKind.GOAL: goals.status,
    AskedKind.BEST_PERIOD: amounts.best_period,
    AskedKind.PERIOD_COUNT: goals.period_count,
    AskedKind.TASTES: tastes.tastes,
    AskedKind.LOOKUP: found.lookup,
    AskedKind.HISTORY: past.history,
}


def look_up(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """Everything that holds at `at` and bears on the question, and nothing else.

    Slots are read whole, without a top-k cut; sums are computed by SQL; free look-ups search live rows. Every
    fact is asked of SQLite again while it is packed, and what does not hold is dropped. `at` is
    timezone-aware; days begin in its zone.
    """
    return LOOKERS[asked.kind](memory, user_id, asked, at)
