"""From statements to claims: what memory is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from ...fold import fold
from ..types import Claim, ClaimKind
from .bounds import is_limit
from .linking import Domain
from .reader import Reading
from .statements import Kind, Statement, Target

_UNITS = {"year": "year", "runtime": "min"}
_HEDGED = 0.7
Resolver = Callable[[Target], tuple[Target, ...]]


def claims_of(
    reading: Reading, domain: Domain, now: datetime | None = None, resolve: Resolver | None = None
) -> tuple[Claim, ...]:
    """The claims a message makes, in the order of its statements.

    `resolve` turns a reference ("the second one") into item targets; without it references make no claim.
    `now` dates what holds only for a while; without it nothing expires. An ambiguous title makes no claim.
    """
    claims: list[Claim] = []
    for statement in reading.statements:
        for target in statement.targets:
            meant = resolve(target) if resolve and target.reference else (target,)
            made = (_claim(statement, one, domain, now) for one in meant)
            claims.extend(claim for claim in made if claim is not None)
        if not statement.targets:
            claims.extend(_given_up(statement, domain))
    return tuple(dict.fromkeys(claims))


def _claim(statement: Statement, target: Target, domain: Domain, now: datetime | None) -> Claim | None:
    if target.reference or (target.mention is not None and target.mention.ambiguous and target.item):
        return None
    kind = statement.kind
    retract = kind in (Kind.RETRACT, Kind.UNSEEN)
    attribute = target.attribute
    if kind in (Kind.SEEN, Kind.UNSEEN):
        attribute = "seen"
    limit = is_limit(target)
    moment = statement.moment if kind is Kind.DISLIKE and not target.item else None
    return Claim(
        kind=ClaimKind.RETRACT if retract else ClaimKind.ASSERT,
        attribute=f"{domain.domain}.{attribute}",
        value_norm="" if limit and retract else fold(target.value),
        value_text=target.value,
        start=target.start,
        end=target.end,
        polarity=0 if limit or retract or kind is Kind.SEEN else statement.polarity,
        ref=target.item,
        number=float(target.number) if limit and target.number is not None and not retract else None,
        unit=_UNITS[attribute.partition("_")[0]] if limit else None,
        replaces=tuple(fold(t.value) for t in statement.replaces if t.attribute == target.attribute),
        expires_at=_end_of(moment, now) if moment and now else None,
        confidence=_HEDGED if statement.hedged else 1.0,
        rule=_rule(statement, target),
    )


def _rule(statement: Statement, target: Target) -> str:
    """The cue; marked as computed where the catalogue spells the value otherwise than the words do."""
    said = f" {fold(target.text)}"
    return statement.cue if f" {fold(target.value)}" in said else f"computed:{statement.cue}"


def _given_up(statement: Statement, domain: Domain) -> Iterable[Claim]:
    """ "Not westerns any more": values replaced by nothing are taken back."""
    for target in statement.replaces:
        yield Claim(
            kind=ClaimKind.RETRACT,
            attribute=f"{domain.domain}.{target.attribute}",
            value_norm=fold(target.value),
            value_text=target.value,
            start=target.start,
            end=target.end,
            ref=target.item,
            rule=_rule(statement, target),
        )


def _end_of(moment: str, now: datetime) -> datetime:
    """Midnight after the day, or after the coming Sunday."""
    days = 1 if moment == "day" else 7 - now.weekday()
    return datetime.combine(now.date() + timedelta(days=days), time.min, tzinfo=now.tzinfo)
