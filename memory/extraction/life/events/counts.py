"""What the speaker says to have done and counted: steps, kilometres, hours of sleep, push-ups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..language.frames import Frames, load
from ..language.scene import Scene, Sentence
from ..language.subject import Doer, clause_start, doer, unreal
from .activities import activities, amount_frames
from .passing import steps_in_passing

_HABIT = re.compile(
    r"\b(?:every|each|usually|normally|typically|always|average|averaged|averaging"
    r"|per (?:day|week)|a (?:day|week)\b|daily|weekly)\b"
)
_SHORT = re.compile(
    r" (?:away|short|to go|left|from (?:my|the|home)|until|till|remaining|more to"
    r"|closer|behind|a (?:day|week)|per|every|each|daily|(?:would|could|can|will"
    r"|is|are|was|to)\b)"
)

_TO_NOTE = re.compile(
    r"^(?:[a-z]+,? ){0,2}(?:can|could|would|will) you (?:please )?(?:log|record|note|track|jot|write|put)\b"
)
"""Asks to take note of what is told, which is no question about it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So much of an activity, told of in `[start, end)` of the scene's text."""

    label: str
    what: str
    unit: str
    value: float
    start: int
    end: int


@cache
def frames() -> Frames:
    """The frames of steps."""
    return load(
        ("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "counting.toml")
    )


def counts(scene: Scene) -> tuple[Counted, ...]:
    """What the message says was done and counted; a number is told once."""
    found: dict[str, Counted] = {}
    for sentence in scene.sentences:
        if not sentence.question or _TO_NOTE.search(sentence.text):
            for counted in (*_steps(scene, sentence), *_amounts(scene, sentence)):
                found.setdefault(counted.label, counted)
            for match in steps_in_passing(scene, sentence):
                begin = clause_start(scene.text, sentence.start, match.start())
                if not _meant(scene, sentence, begin, match.end()):
                    value = scene.quantity(match["n"]).value
                    told = Counted(match["n"], "steps", "steps", value, match.start(), match.end())
                    found.setdefault(told.label, told)
    return tuple(sorted(found.values(), key=lambda counted: counted.start))


def _steps(scene: Scene, sentence: Sentence) -> Iterator[Counted]:
    for name in ("steps", "terse_steps"):
        for match in frames().all(name, scene.text, sentence.start, sentence.end):
            verb = match.start("v") if "v" in match.re.groupindex else match.start()
            if name == "steps" and _others(scene, sentence, match, verb):
                continue
            if not _meant(scene, sentence, verb, match.end()):
                value = scene.quantity(match["n"]).value
                yield Counted(match["n"], "steps", "steps", value, match.start(), match.end())


def _others(scene: Scene, sentence: Sentence, match: re.Match[str], verb: int) -> bool:
    """Whether the steps are another's. A tracker counts for its owner, who must be spoken of."""
    before = scene.text[sentence.start : verb]
    tracked = frames().compiled("(?:my|the) (?:\\w+ )?{tracker}").search(before)
    if tracked or match["v"].startswith("step"):
        return bool(re.search(r"\b(?:his|her|their|your|average)\b", before))
    return doer(scene.text, sentence.start, verb) is Doer.OTHER


def _meant(scene: Scene, sentence: Sentence, verb: int, end: int) -> bool:
    """Whether the number is an aim, a habit, a rest to go, or did not happen."""
    begin = clause_start(scene.text, sentence.start, verb)
    said = scene.text[begin:end]
    tail = scene.text[end : sentence.end]
    wide = any(not day.is_day for day in scene.dates_in(begin, min(end + 12, sentence.end)))
    return bool(
        wide
        or _HABIT.search(said)
        or frames().compiled("{aim}").search(said)
        or _SHORT.match(tail)
        or unreal(scene.text, sentence.start, verb)
    )


def _amounts(scene: Scene, sentence: Sentence) -> Iterator[Counted]:
    for kind, pattern in amount_frames():
        for match in pattern.finditer(scene.text, sentence.start, sentence.end):
            counted = _amount(kind, scene, sentence, match)
            if counted is not None:
                yield counted


def _amount(kind: str, scene: Scene, sentence: Sentence, match: re.Match[str]) -> Counted | None:
    known = activities()
    verb = match.start()
    if kind == "noun":
        led = frames().compiled("(?P<v>{did})").search(scene.text, sentence.start, match.start())
        verb = led.start() if led else match.start()
        if led is None and scene.text[sentence.start : match.start()].strip():
            return None
    if doer(scene.text, sentence.start, verb) is Doer.OTHER or _meant(scene, sentence, verb, match.end()):
        return None
    value = scene.quantity(match["n"]).value
    said = scene.words(match.start("n"), match.end("n"))
    if kind == "race":
        if not said.lower().endswith("k"):
            return None
        return Counted(match["n"], "run", "km", value / 1000, match.start(), match.end())
    unit = known.units.get(match["unit"], "") if "unit" in match.re.groupindex else "times"
    what = known.verbs[match["v"]] if kind == "verb" else {**known.nouns, **known.measured}[match["what"]]
    if not known.fits(what, unit):
        return None
    return Counted(match["n"], what, unit, value, match.start(), match.end())
