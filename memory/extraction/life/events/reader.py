"""Reads money spent and things counted into typed events."""

from __future__ import annotations

from collections.abc import Iterator

from ....types import Claim
from ..heard import Heard, LifeReading
from ..language.reading import heard_scene
from ..language.scene import Scene
from .amending import Amended, amend
from .claiming import activity_claim, spending_claim
from .counts import counts
from .spending import spendings


def read_events(heard: Heard) -> LifeReading:
    """What the speaker spent and did, one event for each number, on the day it happened.

    Prices of things not bought, habits, averages, aims and other people's doings are no events. A number that
    puts another right closes the event that was told wrong.
    """
    scene = heard_scene(heard)
    if not scene.sums and not scene.counts:
        return LifeReading(focus=heard.focus)
    amended = amend(heard, scene)
    claims = (*amended.claims, *_told(heard, scene, amended))
    free = tuple(claim for claim in claims if heard.free(claim.start, claim.end))
    return LifeReading(free, heard.focus)


def _told(heard: Heard, scene: Scene, amended: Amended) -> Iterator[Claim]:
    for spent in spendings(scene):
        if spent.label not in amended.labels:
            yield spending_claim(heard, scene, spent)
    for counted in counts(scene):
        if counted.label not in amended.labels:
            yield activity_claim(heard, scene, counted)
