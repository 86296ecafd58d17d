"""Appointments put right just after they were told: "no, it's on Thursday", "the dentist is at 4, not 3"."""

from __future__ import annotations

import re
from datetime import datetime

from ....types import Fact
from ..heard import Heard
from ..language.dates import DateMention
from ..language.dates.arithmetic import weekday_of_week
from ..language.dates.tables import any_of, names
from ..language.scene import Scene, Sentence
from .finding import just_told, named, when
from .naming import frames, is_nameless, name_of


def put_right(heard: Heard, scene: Scene, sentence: Sentence) -> tuple[int, int, Fact, datetime] | None:
    """Where a sentence puts an appointment right, which one, and its right moment; None where it does not.

    An appointment that is not named must be one that the speaker has just told.
    """
    for match in frames().all("amended", scene.text, sentence.start, sentence.end):
        mention = scene.date(match["d"])
        said = (match["e"] or "").strip()
        if said and not is_nameless(said):
            facts = named(name_of(scene, match.start("e"), match.end("e")), heard.live)
        else:
            facts = just_told(heard.before, heard.live)
        held = when(facts[0]) if facts else None
        if held is not None and (mention.is_day or mention.clock):
            words = scene.words(match.start("d"), match.end("d"))
            moment = _moment(heard, held, mention, words)
            if moment != held and moment.date() >= heard.at.date():
                return match.start(), match.end(), facts[0], moment
    return None


def _moment(heard: Heard, held: datetime, mention: DateMention, words: str) -> datetime:
    """The held moment with what is said in its place: a bare weekday is that of the same week, if still to come."""
    if mention.clock and mention.time is not None:
        return held.replace(hour=mention.time.hour, minute=mention.time.minute)
    day = mention.days.ahead
    weekday = re.match(rf"(?:on )?({any_of(names().weekdays)})\b", words.lower())
    if weekday:
        same_week = weekday_of_week(held.date(), names().weekdays[weekday[1]], 0)
        day = same_week if same_week > heard.at.date() else day
    return datetime.combine(day, mention.time or held.timetz().replace(tzinfo=None), heard.at.tzinfo)
