"""How facts that are no tastes are said in one line: things to do, appointments, sums, aims, documents."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..memory.types import Fact

TODO, CALENDAR, SPENDING, ACTIVITY, GOAL, DOCUMENT = LIFE = (
    "todo", "calendar", "spending", "activity", "goal", "document",
)  # fmt: skip
_BOUNDS = {1: "at least ", -1: "at most "}
_KINDS = {TODO: "to do", CALENDAR: "appointment", SPENDING: "spent", ACTIVITY: "activity", GOAL: "goal"}


def root(fact: Fact) -> str:
    """`todo` of `todo.task`: what sort of thing a fact is."""
    return fact.attribute.partition(".")[0]


def is_life(fact: Fact) -> bool:
    """Whether a fact is something other than a taste."""
    return root(fact) in LIFE


def life_text(fact: Fact) -> str:
    """`Buy oat milk`, `$12.40 on lunch`, `9,214 steps`, `coffee: at most $20.00 a week`, `lead: Ann`."""
    kind, measure = root(fact), measure_of(fact)
    if kind == SPENDING:
        return f"{amount(fact)} on {measure}"
    if kind == ACTIVITY:
        # Steps are counted in steps: that need not be said twice.
        said = amount(fact)
        return said if measure.rstrip("s") in said else f"{said} of {measure}"
    if kind == GOAL:
        return f"{measure}: {_BOUNDS.get(fact.polarity, '')}{amount(fact)}"
    if kind == DOCUMENT:
        return f"{measure}: {fact.value_text}"
    return fact.value_text


def life_kind(fact: Fact) -> str:
    """What sort of thing it is, in a word or two; of a document, which one: `email: Launch Plan`."""
    if root(fact) == DOCUMENT:
        return document_name(fact.subject)
    return _KINDS[root(fact)]


def moment_text(fact: Fact, now: datetime | None = None) -> str:
    """When the thing takes place: `Tue 1 Dec, 10:00`, without a time at midnight; empty where it has no moment."""
    at = fact.happens_at
    if at is None or root(fact) not in (CALENDAR, SPENDING, ACTIVITY):
        return ""
    said = f"{at:%a} {at.day} {at:%b}"
    if now is None or at.year != now.year:
        said = f"{said} {at.year}"
    return said if (at.hour, at.minute) == (0, 0) else f"{said}, {at:%H:%M}"


def document_name(subject: str) -> str:
    """`email: Launch Plan` of `document:email:launch plan`; `email` where it has no title yet."""
    from ..memory.labels import titled

    kind, title = titled(subject)
    return f"{kind}: {title}" if title and not title.startswith("#") else kind


def measure_of(fact: Fact) -> str:
    """`coffee` of `goal.spending.coffee`, `call to action` of `document.call_to_action`."""
    return fact.attribute.rsplit(".", 1)[-1].replace("_", " ")


def amount(fact: Fact) -> str:
    """The number with its unit, as a rate where it is one; the words themselves where there is no number."""
    from ..memory.answering.phrasing import rate

    return fact.value_text if fact.number is None else rate(fact.number, fact.unit or "")
