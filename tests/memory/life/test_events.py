"""Money spent and things counted, from many voices."""

from __future__ import annotations

from datetime import timedelta

from tastekeeper.memory.extraction.life.events import read_events
from tastekeeper.memory.types import Claim, Fact

from .cases import NOW, Case, check, every, fact, read


def shown(claim: Claim) -> str:
    assert claim.happens_at is not None
    offset = (claim.happens_at.date() - NOW.date()).days
    closes = f" closes {','.join(claim.closes)}" if claim.closes else ""
    return f"{claim.attribute} {claim.number:g} {claim.unit or '-'}{f' {offset}' if offset else ''}{closes}"


def told(live: tuple[str, ...]) -> list[Fact]:
    """Events that are known: `spending.coffee 5.4 $`."""
    found = []
    for position, entry in enumerate(live, start=1):
        attribute, number, unit = entry.split()[:3]
        found.append(
            fact(
                attribute,
                number,
                position,
                number=float(number),
                unit=unit,
                happens_at=NOW - timedelta(hours=15),
            )
        )
    return found


def wrong(case: Case) -> list[str]:
    found = [shown(claim) for claim in read(read_events, case, told(case.live))]
    return check(found, case.wanted, lambda one, other: one == other)


@every("events")
def test_events(case: Case) -> None:
    assert wrong(case) == []


def test_a_count_told_so_far_is_overtaken_by_the_next_of_its_day() -> None:
    early = fact("activity.steps", "2,341 so far", 1, number=2341.0, unit="steps", happens_at=NOW)
    before = fact(
        "activity.steps", "900 so far", 2, number=900.0, unit="steps", happens_at=NOW - timedelta(days=1)
    )
    other = fact("activity.steps", "4,000", 3, number=4000.0, unit="steps", happens_at=NOW)
    told = Case("I walked 9,120 steps today!", (), (), (), "")
    assert [claim.closes for claim in read(read_events, told, [early, before, other])] == [("F001",)]


def test_a_count_told_so_far_says_so() -> None:
    said = read(read_events, Case("I've taken 2,341 steps so far.", (), (), (), ""), [])
    assert [claim.value_text for claim in said] == ["2,341 so far"]
    assert [claim.number for claim in said] == [2341.0]
