"""What no longer holds, from `Memory.history` and from nowhere else, each line labelled `PAST`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ..history import interval
from ..types import Fact, Status
from ..vocabulary import CALENDAR, GOAL, TODO
from .asked import Asked, AskedKind
from .domains import in_slots, is_taste
from .lines import spoken
from .packed import Packed, PastLine
from .phrasing import day

if TYPE_CHECKING:
    from ..facade import Memory

LIMIT = 100_000


def history(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The closed facts the question asks about, newest first. What holds now is never among them."""
    memory.expire(user_id)  # What the clock has ended is past as well.
    pattern, wanted = _ASKED[asked.past_of or AskedKind.TASTES]
    entries = memory.history(user_id, attribute=pattern(asked), limit=LIMIT)
    closed = {
        fact.fact_id: fact
        for entry in entries
        for fact in (entry.before, entry.after)
        if fact is not None and fact.closed_at is not None and fact.status is not Status.ACTIVE
    }
    live = {_key(fact) for fact in memory.facts(user_id, at=at, attribute=pattern(asked))}
    gone = [fact for fact in closed.values() if wanted(fact, asked) and _key(fact) not in live]
    return Packed(user_id=user_id, at=at, kind=asked.kind, past=tuple(_line(fact) for fact in _last(gone)))


def _key(fact: Fact) -> tuple[str, str, str, int, float | None]:
    return (fact.subject, fact.attribute, fact.value_norm, fact.polarity, fact.number)


def _last(facts: Iterable[Fact]) -> list[Fact]:
    """Each value once, at the last time it held."""
    latest = {_key(fact): fact for fact in sorted(facts, key=_ended)}
    return sorted(latest.values(), key=_ended, reverse=True)


def _ended(fact: Fact) -> tuple[datetime, str]:
    return (fact.valid_to or fact.closed_at or fact.recorded_at, fact.fact_id)


def _line(fact: Fact) -> PastLine:
    how = f" ({fact.status.value})" if fact.status in (Status.COMPLETED, Status.EXPIRED) else ""
    when = f" on {day(fact.happens_at, weekday=False)}" if fact.happens_at else ""
    held = interval(fact)
    return PastLine(
        fact_id=fact.fact_id,
        text=f"PAST: {spoken(fact)}{when}{how}, {held}",
        value=fact.value_text,
        interval=held,
    )


def _task(fact: Fact, asked: Asked) -> bool:
    return asked.span is None or asked.span.holds(_ended(fact)[0])


def _event(fact: Fact, asked: Asked) -> bool:
    over = fact.status in (Status.EXPIRED, Status.COMPLETED)
    return over and (asked.span is None or fact.happens_at is None or asked.span.holds(fact.happens_at))


def _goal(fact: Fact, asked: Asked) -> bool:
    measure = fact.attribute.removeprefix(f"{GOAL}.")
    stem = asked.measure.removesuffix("*").removesuffix(".")
    return not stem or measure == stem or measure.startswith(f"{stem}.")


def _taste(fact: Fact, asked: Asked) -> bool:
    polar = asked.polarity == 0 or fact.polarity * asked.polarity > 0
    return is_taste(fact.attribute) and polar and in_slots(fact.attribute, asked.slots)


_Pattern = Callable[[Asked], str | None]
_Filter = Callable[[Fact, Asked], bool]
_ASKED: dict[AskedKind, tuple[_Pattern, _Filter]] = {
    AskedKind.TODO: (lambda asked: TODO, _task),
    AskedKind.CALENDAR: (lambda asked: CALENDAR, _event),
    AskedKind.GOAL: (lambda asked: f"{GOAL}.*", _goal),
    AskedKind.TASTES: (lambda asked: f"{asked.domain}.*" if asked.domain else None, _taste),
}
