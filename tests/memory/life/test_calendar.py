"""Appointments made, moved and called off, from many voices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tastekeeper.memory.extraction.life.calendar import read_calendar
from tastekeeper.memory.types import Claim, ClaimKind, Fact

from .cases import Case, alike, check, every, fact, read


def shown(claim: Claim) -> str:
    if claim.kind is ClaimKind.RETRACT:
        return f"- {claim.value_text}"
    assert claim.happens_at is not None
    assert claim.expires_at is not None
    assert timedelta(0) < claim.expires_at - claim.happens_at <= timedelta(days=1)
    clock = f" {claim.happens_at:%H:%M}" if claim.happens_at.hour or claim.happens_at.minute else ""
    return f"{'~' if claim.closes else '+'} {claim.value_text} {claim.happens_at:%Y-%m-%d}{clock}"


def booked(live: tuple[str, ...]) -> list[Fact]:
    """Appointments that hold: `Dentist 2026-03-06 15:00`."""
    found = []
    for position, entry in enumerate(live, start=1):
        name, day, clock = entry.rsplit(" ", 2)
        moment = datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        found.append(fact("calendar.event", name, position, happens_at=moment))
    return found


def _same(one: str, other: str) -> bool:
    act, _, rest = one.partition(" ")
    other_act, _, other_rest = other.partition(" ")
    if act == "-":
        return other_act == "-" and alike(rest, other_rest)
    name, day = _apart(rest)
    other_name, other_day = _apart(other_rest)
    return act == other_act and day == other_day and alike(name, other_name)


def _apart(words: str) -> tuple[str, str]:
    parts = words.split(" 20", 1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def wrong(case: Case) -> list[str]:
    found = [shown(claim) for claim in read(read_calendar, case, booked(case.live))]
    return check(found, case.wanted, _same)


@every("calendar")
def test_calendar(case: Case) -> None:
    assert wrong(case) == []
