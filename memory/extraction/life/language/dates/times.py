"""Times of day: at 10, 10:30 am, half past three, noon."""

from __future__ import annotations

import re
from datetime import time
from functools import cache

from .tables import any_of, names


@cache
def _pattern() -> re.Pattern[str]:
    hour = rf"(?:\d{{1,2}}|{any_of(names().hours)})"
    return re.compile(
        r"(?P<spoken>half past|half|quarter past|quarter to|(?:a )?quarter past|(?:a )?quarter "
        rf"to) (?P<by>{hour})(?: (?P<m3>am|pm))?(?!\w)"
        rf"|(?P<h>\d{{1,2}})(?:[:h](?P<m>\d\d)(?: ?(?P<m1>am|pm))?|\.(?P<m4>\d\d) ?(?P<m5>am|pm))(?![\w:]|\.\d)"
        rf"|(?P<bare>{hour})(?: (?P<m2>am|pm)| ?(?P<clock>o'clock)(?: in the (?P<in>morning"
        r"|afternoon|evening))?)(?!\w)"
        rf"|(?P<named>noon|midday|midnight|lunchtime)(?!\w)"
        rf"|(?P<at>at|around|by|from) (?P<loose>{hour})(?: in the (?P<in2>morning|afternoon"
        r"|evening))?(?![\w%:/]|\.\d|,\d| (?:am|pm|people|percent|per|days|weeks|km"
        r"|miles|minutes|hours|steps|dollars|euros|quid)\b)"
    )


def find_time(text: str, start: int, part: str) -> tuple[int, int, time] | None:
    """The time of day that begins at `start` or after a joining word there: (start, end, time)."""
    blank = re.compile(r",? ?").match(text, start)
    joined = re.compile(r",? ?(?:(?:at|around|about|from|@) )?").match(text, start)
    for at in (found.end() for found in (blank, joined) if found):
        match = _pattern().match(text, at)
        read = match and read_time(match, part)
        if match and read:
            return start, match.end(), read
    return None


def times(text: str) -> list[tuple[int, int, time]]:
    """Every time of day of the text."""
    found = [(match.start(), match.end(), read_time(match, "")) for match in _pattern().finditer(text)]
    return [(start, end, read) for start, end, read in found if read is not None]


def read_time(match: re.Match[str], part: str) -> time | None:
    """The time a match names. Without am or pm, one to seven is in the afternoon, unless the morning is spoken of."""
    if match["named"]:
        return time(0) if match["named"] == "midnight" else time(12)
    if match["spoken"]:
        return _spoken(match, part)
    hour = _hour(match["h"] or match["bare"] or match["loose"])
    minute = int(match["m"] or match["m4"] or 0)
    half = match["m1"] or match["m2"] or match["m5"] or ""
    said = match["in"] or match["in2"] or part
    hour = _on_the_clock(hour, half, said, exact=bool(match["h"] and len(match["h"]) == 2))
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _spoken(match: re.Match[str], part: str) -> time:
    hour = _on_the_clock(_hour(match["by"]), match["m3"] or "", part, exact=False)
    if match["spoken"].endswith("to"):
        return time((hour - 1) % 24, 45)
    return time(hour % 24, 30 if "half" in match["spoken"] else 15)


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else names().hours[word]


def _on_the_clock(hour: int, half: str, part: str, *, exact: bool) -> int:
    if half:
        return hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour
    if hour <= 12 and part in ("afternoon", "evening", "night"):
        return hour % 12 + 12
    if 1 <= hour <= 7 and part != "morning" and not exact:
        return hour + 12
    return hour
