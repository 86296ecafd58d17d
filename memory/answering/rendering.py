"""A packed context as an answer in plain words, without a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import say_lists, say_numbers, say_tastes
from .asked import Asked, AskedKind
from .packed import Packed

Sayer = Callable[[Packed, Asked], str]
SAYERS: Mapping[AskedKind, Sayer] = {
    AskedKind.TODO: say_lists.tasks,
    AskedKind.CALENDAR: say_lists.events,
    AskedKind.DOCUMENT: say_lists.document,
    AskedKind.TOTAL: say_numbers.total,
    AskedKind.GOAL: say_numbers.status,
    AskedKind.BEST_PERIOD: say_numbers.best_period,
    AskedKind.PERIOD_COUNT: say_numbers.period_count,
    AskedKind.TASTES: say_tastes.tastes,
    AskedKind.LOOKUP: say_tastes.lookup,
    AskedKind.HISTORY: say_lists.history,
}


def render(packed: Packed, asked: Asked) -> str:
    """The answer, from the packed lines and figures alone: same context, same words."""
    return SAYERS[packed.kind](packed, asked)
