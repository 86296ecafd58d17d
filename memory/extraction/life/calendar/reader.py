"""Reads appointments: made for a day, moved to another, called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .... import vocabulary
from ....types import Claim, ClaimKind
from ..heard import Heard, LifeReading
from ..language.claims import make
from ..language.dates.mention import end_of_day
from ..language.reading import heard_scene
from ..language.scene import Scene
from .changes import cancellations, moves
from .making import made

UNSURE = 0.4


def read_calendar(heard: Heard) -> LifeReading:
    """Appointments still to come; each ends with its day. What repeats, is over, or is only a plan is none."""
    scene = heard_scene(heard)
    claims = [*_moved(heard, scene), *_called_off(heard, scene)]
    if not claims:
        claims = [*_made(heard, scene)]
    free = tuple(claim for claim in claims if heard.free(claim.start, claim.end))
    return LifeReading(free, heard.focus)


def _made(heard: Heard, scene: Scene) -> Iterator[Claim]:
    for event in made(heard, scene):
        moment = event.date.moment(heard.at.tzinfo)
        yield _event(scene, event.name, (event.start, event.end), moment)


def _moved(heard: Heard, scene: Scene) -> Iterator[Claim]:
    for change in moves(heard, scene):
        if change.moment is not None and change.name:
            closes = tuple(fact.fact_id for fact in change.facts)
            yield _event(scene, change.name, (change.start, change.end), change.moment, closes)


def _event(
    scene: Scene, name: str, place: tuple[int, int], moment: datetime, closes: tuple[str, ...] = ()
) -> Claim:
    return make(
        ClaimKind.ASSERT, vocabulary.CALENDAR, name, scene, place, happens_at=moment,
        expires_at=end_of_day(moment), closes=closes, rule="computed: appointment",
    )  # fmt: skip


def _called_off(heard: Heard, scene: Scene) -> Iterator[Claim]:
    for change in cancellations(heard, scene):
        place = change.start, change.end
        sure = 1.0 if len(change.facts) < 2 else UNSURE
        for fact in change.facts:
            claim = make(
                ClaimKind.RETRACT, vocabulary.CALENDAR, fact.value_text, scene, place, confidence=sure,
                closes=(fact.fact_id,), rule="computed: appointment called off",
            )  # fmt: skip
            yield claim.model_copy(update={"value_norm": fact.value_norm})
        if not change.facts:
            yield make(
                ClaimKind.RETRACT,
                vocabulary.CALENDAR,
                change.name,
                scene,
                place,
                rule="computed: appointment called off",
            )
