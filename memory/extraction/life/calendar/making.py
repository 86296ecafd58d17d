"""Appointments that a message makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..heard import Heard
from ..language.dates import DateMention
from ..language.scene import Scene, Sentence
from .naming import frames, is_event, is_nameless, is_others, name_of, trimmed

_TASK = re.compile(
    r"\b(?:need to|have to|must|should|got to|want to|would like to|remind me to"
    r"|plan to|planning to|going to|hope to|hoping to) (?!be at|attend|remember"
    r"|be in)\w+"
)
_ORDERED = re.compile(r"(?:^|please |need you to |want you to |you |let us |, |and |to )$")


@dataclass(frozen=True, slots=True)
class Made:
    """An appointment: where it is told, what it is called, and when it is."""

    start: int
    end: int
    name: str
    date: DateMention


def made(heard: Heard, scene: Scene) -> tuple[Made, ...]:
    """The appointments of a message, in the order of its words. A date is that of one event."""
    found: dict[str, Made] = {}
    for sentence in scene.sentences:
        for label, event in _of_sentence(heard, scene, sentence):
            if not any(event.start < other.end and other.start < event.end for other in found.values()):
                found.setdefault(label, event)
    return tuple(sorted(found.values(), key=lambda event: event.start))


def _of_sentence(heard: Heard, scene: Scene, sentence: Sentence) -> Iterator[tuple[str, Made]]:
    if not any(scene.labels("d", sentence.start, sentence.end)):
        return
    orders = bool(re.search(r"\b(?:can|could|would|will) you\b|\bplease\b", sentence.text))
    if sentence.question and not orders:
        return
    for name in ("order", "new", "terse"):
        for match in frames().all(name, scene.text, sentence.start, sentence.end):
            mention = _with_clock(scene, sentence, match)
            if not _to_come(heard, mention) or not _holds(name, scene, sentence, match):
                continue
            title = name_of(scene, match.start("e"), match.end("e"))
            if title:
                yield match["d"], Made(match.start(), match.end(), title, mention)


def _with_clock(scene: Scene, sentence: Sentence, match: re.Match[str]) -> DateMention:
    """The day of a frame with the time of day that the sentence gives elsewhere ("Tomorrow I have a call at 9")."""
    mention = scene.date(match["d"])
    if mention.time and _at_night(scene, mention, match["e"]):
        return replace(mention, time=mention.time.replace(hour=mention.time.hour + 12))
    clocks = [other for other in scene.dates_in(sentence.start, sentence.end) if other.clock]
    days = [other for other in scene.dates_in(sentence.start, sentence.end) if not other.clock]
    if mention.time is None and len(clocks) == 1 and len(days) == 1:
        return replace(mention, time=clocks[0].time)
    if mention.clock and len(days) == 1 and days[0].time is None:
        return replace(days[0], time=mention.time)
    return mention


_EVENING = re.compile(
    r"\b(?:dinner|supper|drinks|party|concert|gig|film|movie|show|play|opera|ballet"
    r"|theatre|cocktails?|pub|quiz)\b"
)


def _at_night(scene: Scene, mention: DateMention, name: str) -> bool:
    """Whether an hour said without am or pm is one of the evening: dinner at 8."""
    if mention.time is None or not 5 <= mention.time.hour < 12 or not _EVENING.search(name):
        return False
    said = next(
        scene.plain.cut(label.start(), label.end())
        for label in scene.labels("d")
        if scene.date(label[0]) is mention
    )
    return not re.search(r"\d\s*(?:am|pm|a\.m|p\.m)|morning|\b0\d:", said.lower())


def _to_come(heard: Heard, mention: DateMention) -> bool:
    return mention.is_day and not mention.until and mention.days.ahead >= heard.at.date()


def _holds(name: str, scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    said, before = match["e"], scene.text[sentence.start : match.start()]
    if is_nameless(said) or is_others(said) or len(said.split()) > 12:
        return False
    if re.search(
        (
            r"\b(?:if|would|might|may|could|maybe|perhaps|not|never|every|each|unless|imagine"
            r"|was|were|used to|wish(?! me)|did)\b"
        ),
        _without_order(f"{before[-20:]} {match[0]}"),
    ):
        return False
    if name == "order":
        first = scene.text[sentence.start : match.start()]
        kept = bool(frames().compiled("{calendar}").search(match[0]))
        return (kept or is_event(said)) and bool(_ORDERED.search(first) or not first.strip())
    if _TASK.search(f"{before} {match[0]}"):
        return False
    if name == "terse" and (
        _is_doing(said)
        or re.search(
            (
                r"\b(?:i|we|you|they|went|had|did|saw|got|been|has|have|will|ran|lasted|ended"
                r"|started|felt|seemed|dragged|finished|overran)\b"
            ),
            said,
        )
    ):
        return False
    if is_event(said) or re.match(r"(?:flying|travelling|traveling|moving) ", said):
        return True
    return name == "new" and _scheduled(match) and _is_mine(match[0])


def _without_order(text: str) -> str:
    """Text without "do not forget", which denies nothing."""
    return re.sub(r"\bdo not (?:forget|let me forget)\b", "", text)


def _is_doing(said: str) -> bool:
    """ "Preparing for a meeting" is no appointment, though "meeting Ana" is one."""
    first = re.match(r"(?:just |still |mostly |busy |currently )*([a-z]+ing)\b", said.strip())
    return (
        first is not None
        and not is_event(first[1])
        and first[1] not in ("seeing", "visiting", "flying", "attending")
    )


def _scheduled(match: re.Match[str]) -> bool:
    """Whether the frame itself says that something is arranged."""
    return bool(
        frames()
        .compiled(
            "(?:scheduled|booked|arranged|lined up|pencilled in|penciled in|on my calendar"
            "|in my diary|on the calendar|in the diary)"
        )
        .search(match[0])
    )


def _is_mine(text: str) -> bool:
    return (
        bool(re.search(r"\b(?:i|we|my|our)\b|^(?:\w+ ){0,2}(?:booked|reserved)\b", text))
        and trimmed(text)[1] > 0
    )
