"""Which appointment somebody speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .... import vocabulary
from ....types import Fact
from ..heard import Said
from ..language.amending import last_told
from ..language.stems import likeness, stems

NEAR = 0.6


def events(live: Sequence[Fact]) -> list[Fact]:
    """The appointments that are still to come, the soonest first."""
    held = [fact for fact in live if fact.attribute == vocabulary.CALENDAR]
    return sorted(held, key=lambda fact: (when(fact) or fact.recorded_at, fact.fact_id))


def when(fact: Fact) -> datetime | None:
    """The moment of an appointment."""
    moment = getattr(fact, "happens_at", None)
    return moment if isinstance(moment, datetime) else None


def named(words: str, live: Sequence[Fact]) -> list[Fact]:
    """The appointments nearest to a name: none, one, or several equally near."""
    scored = [(likeness(words, fact.value_text), fact) for fact in events(live)]
    best = max((score for score, _ in scored), default=0.0)
    return [fact for score, fact in scored if score >= best - 0.04] if best >= NEAR else []


def spoken_of(text: str, before: Sequence[Said], live: Sequence[Fact]) -> list[Fact]:
    """The appointments whose every word is said in the message, or else in one of the turns before it."""
    for said in (text, *(turn.text for turn in reversed(before[-4:]))):
        words = set(stems(said))
        found = [fact for fact in events(live) if set(stems(fact.value_text)) <= words]
        if found:
            return found
    return []


def latest(live: Sequence[Fact]) -> list[Fact]:
    """The only appointment, where there is but one."""
    held = events(live)
    return held if len(held) == 1 else []


def just_told(before: Sequence[Said], live: Sequence[Fact]) -> list[Fact]:
    """The appointment told last, where nothing was told after it or the speaker's last two messages speak of it."""
    last = last_told(live)
    if last is not None and last.attribute == vocabulary.CALENDAR and before:
        return [last]
    turns = [turn.text for turn in before if turn.speaker == "user"][-2:]
    for said in reversed(turns):
        words = set(stems(said))
        found = [fact for fact in events(live) if set(stems(fact.value_text)) <= words]
        if found:
            return [max(found, key=lambda fact: (fact.recorded_at, fact.fact_id))]
    return []
