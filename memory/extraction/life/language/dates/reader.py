"""Finds the dates of a plain text, with their times of day."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time

from .mention import DateMention
from .rules import rules
from .times import find_time, times

_PART_OF = {"tonight": "evening", "last night": "night", "last evening": "evening"}


def find_dates(text: str, at: datetime) -> tuple[DateMention, ...]:
    """The dates of `text` (plain, see `Plain`) in order, without overlaps, as seen from `at`.

    A time of day said next to a date belongs to it; a time alone ("at 3 pm") is today's.
    """
    kept: list[DateMention] = []
    for mention in sorted(_all(text, at.date()), key=lambda found: (found.start, -found.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return _with_times(text, at.date(), kept)


def _all(text: str, today: date) -> list[DateMention]:
    found = []
    for pattern, meaning in rules():
        for match in pattern.finditer(text):
            parts = defaultdict(str, {name: said for name, said in match.groupdict().items() if said})
            days = meaning(parts, today)
            if days is None:
                continue
            before = text[: match.start()]
            part = parts["part"] or _PART_OF.get(parts["word"], "")
            repeats = bool(re.search(r"\b(?:every|each|most)(?: other)? $", before))
            until = bool(re.search(r"\b(?:by|until|till|before|no later than|due) $", before))
            found.append(DateMention(match.start(), match.end(), days, None, part, repeats, until))
    return found


def _with_times(text: str, today: date, mentions: list[DateMention]) -> tuple[DateMention, ...]:
    free = times(text)
    timed: list[DateMention] = []
    for mention in mentions:
        after = find_time(text, mention.end, mention.part)
        if after and not any(
            other.start < after[1] and after[0] < other.end for other in mentions if other is not mention
        ):
            timed.append(replace(mention, end=after[1], time=after[2]))
            continue
        timed.append(_time_before(text, mention, free))
    return tuple(sorted([*timed, *_alone(today, timed, free)], key=lambda found: found.start))


def _time_before(text: str, mention: DateMention, free: list[tuple[int, int, time]]) -> DateMention:
    """ "At 10 on Tuesday"; else the hour that a part of the day is taken for, where nothing is said."""
    for start, end, read in free:
        if re.fullmatch(r"(?: am| pm)?,? (?:on |in the )?", text[end : mention.start] or "x"):
            lead = re.search(r"\b(?:at|from|around) $", text[:start])
            return replace(mention, start=lead.start() if lead else start, time=read)
    return mention


def _alone(today: date, mentions: list[DateMention], free: list[tuple[int, int, time]]) -> list[DateMention]:
    from .meanings import one

    days = one(today)
    assert days is not None
    return [
        DateMention(start, end, days, read, clock=True)
        for start, end, read in free
        if not any(start < other.end and other.start < end for other in mentions)
    ]
