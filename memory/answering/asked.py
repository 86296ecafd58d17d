"""What a question about memory asks for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from ..types import Frozen


class AskedKind(StrEnum):
    """The kinds of questions memory answers exactly; what is none of them is a `LOOKUP`."""

    TODO = "todo"
    CALENDAR = "calendar"
    DOCUMENT = "document"
    TOTAL = "total"
    GOAL = "goal"
    BEST_PERIOD = "best_period"
    PERIOD_COUNT = "period_count"
    TASTES = "tastes"
    LOOKUP = "lookup"
    HISTORY = "history"


Each = Literal["day", "week", "month"]
Statistic = Literal["sum", "mean", "count", "most", "least"]
FOOD_MEASURE = "spending.food"
"""Stands for every kind of food and drink: breakfast, lunch, dinner, coffee, groceries, and the like."""


class Span(Frozen):
    """A stretch of time from `start` up to, not including, `end` (timezone-aware), and what it was called."""

    start: datetime
    end: datetime
    label: str = ""

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.start <= moment < self.end


class Threshold(Frozen):
    """A limit named in the question itself: `more than 10,000 steps` is (10000, above=True)."""

    value: float
    above: bool


class Asked(Frozen):
    """A question, read. What does not apply to the kind is left at its default.

    `measure` is what is counted: `spending.coffee`, `spending.*` (all spending), `spending.food` (every food),
    `activity.steps`, or "" where none was named. `each` is the period compared or counted (`which week`).
    `met` says which periods are counted: those that met the goal (True) or missed it (False).
    `domain` and `slots` narrow tastes (`books`, `author`); an empty domain means all. `polarity` +1 asks for
    likes, -1 for dislikes, 0 for both. `recommending` asks for a suggestion rather than for the list.
    `document_kind` is one of `vocabulary.DOCUMENT_KINDS` or "", `field` a field of the document.
    `words` are those to look for: a document's name, an appointment, a thing. `past_of` is the kind a
    `HISTORY` question asks the past of.
    """

    kind: AskedKind
    text: str
    at: datetime
    span: Span | None = None
    each: Each | None = None
    measure: str = ""
    statistic: Statistic = "sum"
    met: bool = True
    threshold: Threshold | None = None
    domain: str = ""
    slots: tuple[str, ...] = ()
    polarity: int = 1
    recommending: bool = False
    document_kind: str = ""
    field: str = ""
    words: str = ""
    past_of: AskedKind | None = None
