"""Goals set, changed and given up, from many voices."""

from __future__ import annotations

from tastekeeper.memory.extraction.life.goals import read_goals
from tastekeeper.memory.types import Claim, ClaimKind, Fact

from .cases import Case, check, every, fact, read


def shown(claim: Claim) -> str:
    if claim.kind is ClaimKind.RETRACT:
        return f"- {claim.attribute}"
    return f"+ {claim.attribute} {claim.number:g} {claim.unit} {claim.polarity}"


def held(live: tuple[str, ...]) -> list[Fact]:
    """Goals that hold: `goal.activity.steps 8000 steps/day 1`."""
    found = []
    for position, entry in enumerate(live, start=1):
        attribute, number, unit, side = entry.split()
        found.append(fact(attribute, number, position, number=float(number), unit=unit, polarity=int(side)))
    return found


def wrong(case: Case) -> list[str]:
    found = [shown(claim) for claim in read(read_goals, case, held(case.live))]
    return check(found, case.wanted, lambda one, other: one == other)


@every("goals")
def test_goals(case: Case) -> None:
    assert wrong(case) == []
