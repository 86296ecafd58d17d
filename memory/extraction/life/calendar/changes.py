"""Appointments moved and called off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ....types import Fact
from ..heard import Heard
from ..language.dates.arithmetic import months_on, weekday_of_week
from ..language.scene import Scene, Sentence
from .amending import put_right
from .finding import latest, named, spoken_of, when
from .naming import frames, is_event, is_nameless, name_of

_STEPS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1),
          "week": timedelta(weeks=1), "fortnight": timedelta(weeks=2)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that moves an event to a moment, or calls it off (`moment` None); `facts` are those it may mean."""

    start: int
    end: int
    name: str
    facts: tuple[Fact, ...]
    moment: datetime | None


def moves(heard: Heard, scene: Scene) -> Iterator[Change]:
    """The events that a message moves, each with its new moment."""
    for sentence in _joined(scene):
        if _only_asked(sentence):
            continue
        change = (
            _put_right(heard, scene, sentence)
            or _moved_to(heard, scene, sentence)
            or _moved_by(heard, scene, sentence)
        )
        if change is not None:
            yield change


def _joined(scene: Scene) -> Iterator[Sentence]:
    """The sentences; one that announces a change with the next, which tells it ("update my X; it's on Friday")."""
    rest = list(scene.sentences)
    while rest:
        first = rest.pop(0)
        if rest and _ANNOUNCES.search(first.text) and _TELLS.match(rest[0].text):
            told = rest.pop(0)
            text = scene.text[first.start : told.end]
            first = replace(first, text=text, end=told.end)
        yield first


_ANNOUNCES = re.compile(r"\b(?:update|correct|fix|amend|adjust|change|move|reschedule)\b[^<]*$")
_TELLS = re.compile(r"(?:it|that) (?:is|should be|was|will be)\b[^<]*<d")


def _put_right(heard: Heard, scene: Scene, sentence: Sentence) -> Change | None:
    found = put_right(heard, scene, sentence)
    if found is None:
        return None
    start, end, fact, moment = found
    return Change(start, end, fact.value_text, (fact,), moment)


def _only_asked(sentence: Sentence) -> bool:
    return sentence.question and not re.search(r"\b(?:can|could|would|will) you\b|\bplease\b", sentence.text)


def _moved_to(heard: Heard, scene: Scene, sentence: Sentence) -> Change | None:
    for match in frames().all("moved_to", scene.text, sentence.start, sentence.end):
        if _denied(scene.text[sentence.start : match.start("v") if match["v"] else match.start()]):
            continue
        name, facts = _which(heard, scene, match)
        if (
            not facts
            and (match["v"] == "put" or not (match["e"] and is_event(match["e"])))
            and not _had(scene)
        ):
            continue
        mention = scene.date(match["d"])
        if not mention.is_day:
            continue
        moment = mention.moment(heard.at.tzinfo)
        if facts and (week := _same_week(scene, sentence, match["d"], when(facts[0]))):
            moment = datetime.combine(week, moment.timetz())
        target = facts[0] if facts else None
        held = when(target) if target else None
        if mention.clock and held and mention.time:
            moment = held.replace(hour=mention.time.hour, minute=mention.time.minute)
        return Change(match.start(), match.end(), name or _had(scene), tuple(facts[:1]), moment)
    return None


def _same_week(scene: Scene, sentence: Sentence, label: str, held: datetime | None) -> date | None:
    """ "Friday, not Thursday" said of a Thursday's event is the Friday of that week."""
    old = re.search(r"(?:not|instead of|rather than) (?:on )?(?:the )?(<d\d+>)", sentence.text)
    if held is None or old is None or old[1] == label:
        return None
    if any(char.isdigit() for name in (label, old[1]) for char in _words_of(scene, name)):
        return None
    new, was = scene.date(label), scene.date(old[1])
    if was.days.ahead.weekday() != held.weekday() or new.days.ahead == new.days.behind:
        return None
    return weekday_of_week(held.date(), new.days.ahead.weekday(), 0)


def _words_of(scene: Scene, name: str) -> str:
    return next(
        (scene.words(label.start(), label.end()) for label in scene.labels("d") if label[0] == name), ""
    )


def _moved_by(heard: Heard, scene: Scene, sentence: Sentence) -> Change | None:
    for match in frames().all("moved_by", scene.text, sentence.start, sentence.end):
        name, facts = _which(heard, scene, match)
        way = match["way"] or match["way_b"] or "later"
        if not facts or not (held := when(facts[0])):
            continue
        count = scene.quantity(match["n"]).value if match["n"].startswith("<") else 1.0
        sign = -1 if way in frames().list("sooner") else 1
        return Change(
            match.start(), match.end(), name, tuple(facts[:1]), _moved(held, sign * count, match["unit"])
        )
    return None


def _moved(held: datetime, count: float, unit: str) -> datetime:
    unit = unit.rstrip("s")
    if unit == "month":
        day = months_on(held.date(), round(count))
        return held.replace(year=day.year, month=day.month, day=day.day)
    return held + _STEPS[unit] * count


def _denied(before: str) -> bool:
    return bool(
        re.search(
            (
                r"\b(?:not|never|if|might|may|could|should i|cannot|want to|would like to|hoping to"
                r"|trying to|would) (?:\w+ )?$"
            ),
            before,
        )
    )


def _which(heard: Heard, scene: Scene, match: re.Match[str]) -> tuple[str, list[Fact]]:
    """The name said and the events it may mean; "it" is what the message or the turns before speak of."""
    said = match["e"] or ""
    if said and not is_nameless(said):
        name = name_of(scene, match.start("e"), match.end("e"))
        facts = named(name, heard.live)
        if facts or is_event(said):
            return (facts[0].value_text if facts else name), facts
    facts = _pointed_at(heard, scene)
    return (facts[0].value_text if facts else ""), facts


def _pointed_at(heard: Heard, scene: Scene) -> list[Fact]:
    """What "it" or "my appointment" is: an event that was spoken of; else the only one there is, if it is an event."""
    found = spoken_of(scene.text, heard.before, heard.live)
    return found or (latest(heard.live) if is_event(scene.text) else [])


def _had(scene: Scene) -> str:
    """The event that "I had X on Friday" names."""
    match = frames().search("had", scene.text)
    return name_of(scene, match.start("e"), match.end("e")) if match else ""


def cancellations(heard: Heard, scene: Scene) -> Iterator[Change]:
    """The events that a message calls off."""
    for sentence in scene.sentences:
        if _only_asked(sentence):
            continue
        found = [
            match
            for name in ("cancel", "cancelled_terse")
            for match in frames().all(name, scene.text, sentence.start, sentence.end)
        ]
        for match in found:
            before = scene.text[sentence.start : match.start()]
            if _denied(before) or re.search(r"\b(?:not|never|if|unless)\b", match["e"]):
                continue
            facts = _cancelled(heard, scene, sentence, match)
            if facts or _on_calendar(sentence, match):
                name = name_of(scene, match.start("e"), match.end("e"))
                yield Change(match.start(), match.end(), name, tuple(facts), None)
                break


def _cancelled(heard: Heard, scene: Scene, sentence: Sentence, match: re.Match[str]) -> list[Fact]:
    if is_nameless(match["e"]):
        return _pointed_at(heard, scene)
    facts = named(name_of(scene, match.start("e"), match.end("e")), heard.live)
    if len(facts) > 1:
        days = {day.days.ahead for day in scene.dates_in(sentence.start, sentence.end)}
        on_day = [fact for fact in facts if (moment := when(fact)) and moment.date() in days]
        return on_day or facts
    return facts


def _on_calendar(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether an event is named so plainly that not finding it must be told."""
    return is_event(match["e"]) and bool(re.search(r"\b(?:calendar|diary|schedule)\b", sentence.text))
