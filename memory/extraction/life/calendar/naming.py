"""What an appointment is called, and whether words name one at all."""

from __future__ import annotations

import re
from functools import cache

from ..language.frames import Frames, load
from ..language.scene import Scene

_LEAD = re.compile(
    r"^(?:(?:a|an|the|my|our|this|that|another|to|also|just|about|at|for|with|in"
    r"|it is|is|and|so|but|that|because|as|to see|seeing|up|on|of|remember|forget"
    r"|do not forget|have|got|there is|i have|me|myself|us|attend|attending|go to"
    r"|going to)\s+)+"
)
_TRAIL = re.compile(
    r"(?:[\s,]+(?:is|are|was|which is|that is|scheduled|booked|planned|set|set up"
    r"|coming up|coming|lined up|for|on|at|in|from|this|to|due|now|today|happening"
    r"|arranged|penciled in|pencilled in|and|it|already|starting|up|confirmed|over"
    r"|down|too|all day|first thing|early|late|next|the|a|instead))+$"
)
_OTHERS = re.compile(r"^(?:his|her|their|your|its|he|she|they|you|it|this|that|these|who|what|there)\b")
_EMPTY = re.compile(
    r"^(?:it|that|this|them|those|these|one|everything|something|things|event|the event"
    r"|an? event|a few things|plans?)$"
)


@cache
def frames() -> Frames:
    """The frames of this reader."""
    return load(("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "frames.toml"))


def trimmed(text: str) -> tuple[int, int]:
    """The stretch of `text` that is a name, without what leads to it and away from it."""
    start, end = 0, len(text)
    cut = list(re.finditer(r"(?:,| -) (?:and |but |so )?|\b(?:that|because|since|but) ", text))
    if cut:
        start = cut[-1].end()
    lead = _LEAD.match(text[start:])
    start += lead.end() if lead else 0
    tail = _TRAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    return start, end


def name_of(scene: Scene, start: int, end: int) -> str:
    """The name of an event in the user's words, beginning with a capital."""
    first, last = trimmed(scene.text[start:end])
    words = scene.words(start + first, start + last).strip(" ,.:;-\"'“”")
    return words[:1].upper() + words[1:]


def is_event(text: str) -> bool:
    """Whether words name a kind of appointment."""
    first, last = trimmed(text)
    return bool(frames().compiled("{event}(?:s|'s)?").search(text[first:last]))


def is_nameless(text: str) -> bool:
    """Whether words only point at an event, or say nothing of it."""
    first, last = trimmed(text)
    return not text[first:last].strip() or bool(_EMPTY.match(text[first:last].strip()))


def is_others(text: str) -> bool:
    """Whether the words speak of somebody else's affairs."""
    return bool(
        _OTHERS.match(re.split(r", | - ", text)[-1].strip())
        or frames().compiled("(?:my|the|a) {person} (?:has|have|is|are)").search(text)
    )
