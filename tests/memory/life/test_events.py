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
