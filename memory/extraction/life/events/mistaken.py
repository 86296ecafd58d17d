"""Which event or aim a correction means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .... import vocabulary
from ....types import Fact
from ..language.amending import last_told

_FRESH = timedelta(hours=18)
"""So long after it was told, something is still what "it" may mean."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What is said of the thing told wrong.

    `attribute` is its attribute, a prefix of it, or "" where nothing is said; `value` the number it was told
    with, if that is said; `day` its day, today where none is said (`on_day` False). `firm`: the words leave no
    doubt that something was told wrong. `done`: the number is told as one of something spent or done.
    """

    attribute: str
    value: float | None
    day: datetime
    at: datetime
    firm: bool
    on_day: bool
    done: bool


def mistaken(live: Sequence[Fact], meant: Meant) -> Fact | None:
    """The fact that was told wrong, the latest one where several fit; None where none does.

    A number that is named finds its fact. Otherwise one of the day is meant, or one told in the last hours;
    only plain words ("sorry", "correction") and the name of what is put right together reach further back.
    """
    last = last_told(live)
    if last is not None and _is_aim(last) and _may_be_aim(last, meant):
        return last
    facts = sorted(_alike(live, meant), key=lambda fact: (fact.recorded_at, fact.fact_id))
    if meant.value is not None:
        return next((fact for fact in reversed(facts) if fact.number == meant.value), None)
    near = [fact for fact in facts if _is_near(fact, meant)]
    if not near and meant.firm and meant.attribute and not meant.on_day:
        near = facts
    return near[-1] if near else None


def _is_aim(fact: Fact) -> bool:
    return fact.attribute.startswith(f"{vocabulary.GOAL}.")


def _may_be_aim(aim: Fact, meant: Meant) -> bool:
    """Whether a number that is not said to be spent or done may be that of an aim told just before."""
    name = aim.attribute.removeprefix(f"{vocabulary.GOAL}.")
    named = not meant.attribute or name == meant.attribute or name.startswith(f"{meant.attribute}.")
    held = meant.value is None or aim.number == meant.value
    return named and held and not meant.done and _is_fresh(aim, meant)


def _alike(live: Sequence[Fact], meant: Meant) -> Iterator[Fact]:
    for fact in live:
        known = fact.attribute.startswith((f"{vocabulary.SPENDING}.", f"{vocabulary.ACTIVITY}."))
        if known and f"{fact.attribute}.".startswith(f"{meant.attribute}." if meant.attribute else ""):
            yield fact


def _is_near(fact: Fact, meant: Meant) -> bool:
    if fact.happens_at is not None and meant.attribute:
        return fact.happens_at.date() == meant.day.date() or (not meant.on_day and _is_fresh(fact, meant))
    return _is_fresh(fact, meant)


def _is_fresh(fact: Fact, meant: Meant) -> bool:
    return timedelta(0) <= meant.at - fact.recorded_at <= _FRESH
