"""An annotated change as claims on the record, as a perfect reader of the dialogue would make them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from ...memory.types import Claim, ClaimKind, Fact
from ..text import fold
from .documents import field_of
from .operations import GoldOp


def attribute_of(one: GoldOp) -> str:
    """Our attribute for a change."""
    return field_of(one.slot) if one.family == "content" else one.slot


def claims_of(
    operations: Sequence[GoldOp], live: Sequence[Fact], subjects: Mapping[str, str]
) -> tuple[str, tuple[Claim, ...]]:
    """The message that says the changes of one dialogue, and the claims it makes.

    The message is nothing but the values: only what is traceable to it is stored.
    """
    text = ""
    claims: list[Claim] = []
    for one in operations:
        start = len(text)
        text += f"{one.value}\n"
        claims.append(_claim(one, live, subjects.get(one.subject, "user"), start))
    return text, tuple(claims)


def _claim(one: GoldOp, live: Sequence[Fact], subject: str, start: int) -> Claim:
    closing = one.kind.endswith(".delete")
    attribute = attribute_of(one)
    return Claim(
        kind=ClaimKind.RETRACT if closing else ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=fold(one.value) or one.value,
        value_text=one.value,
        start=start,
        end=start + len(one.value),
        polarity=_polarity(one),
        number=None if closing else one.number,
        unit=None if closing else _unit(one),
        replaces=(fold(one.old),) if one.old and one.family == "preference" else (),
        closes=_closed(one, attribute, live, subject),
        subject=subject,
        happens_at=None if closing else _when(one),
        expires_at=None if closing else _until(one),
        rule="annotated",
    )


def _polarity(one: GoldOp) -> int:
    """Tastes as annotated. A budget is a ceiling, a number of steps a floor."""
    if one.family == "goal":
        return -1 if one.slot.startswith("goal.spending") else 1
    return one.polarity


def _unit(one: GoldOp) -> str | None:
    if one.family == "goal":
        return "$/week" if one.slot.startswith("goal.spending") else "steps/day"
    return {"food": "$", "steps": "steps"}.get(one.family)


def _closed(one: GoldOp, attribute: str, live: Sequence[Fact], subject: str) -> tuple[str, ...]:
    """The facts that a deletion, or a moved appointment, ends."""
    if not one.kind.endswith(".delete") and one.kind != "calendar.update":
        return ()
    value = fold(one.value) or one.value
    return tuple(
        fact.fact_id
        for fact in live
        if (fact.attribute, fact.subject, fact.value_norm) == (attribute, subject, value)
    )


def _when(one: GoldOp) -> datetime | None:
    if one.family == "calendar" and one.on is not None:
        return datetime.combine(one.on, time(0), tzinfo=UTC)
    return one.at if one.family in ("food", "steps") else None


def _until(one: GoldOp) -> datetime | None:
    """The end of an appointment's day; none for a day that is over when it is told of."""
    if one.family != "calendar" or one.on is None or one.on < one.at.date():
        return None
    return datetime.combine(one.on + timedelta(days=1), time(0), tzinfo=UTC)
