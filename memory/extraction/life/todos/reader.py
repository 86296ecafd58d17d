"""Reads things to do: tasks taken on in words near to the speaker's, and ended by finding them among the open ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .... import vocabulary
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard, LifeReading
from ..language.claims import make
from ..language.reading import heard_scene
from ..language.scene import Scene
from ..language.stems import stem, stems
from .amending import Reworded, reworded
from .ended import Ended
from .ending import ended
from .matching import tasks
from .taking import taken_on

UNSURE = 0.4
"""The confidence of an ending that fits two tasks equally well: memory then asks which."""


def read_todos(heard: Heard) -> LifeReading:
    """Tasks taken on, and open tasks that are done or dropped.

    What one "needs" as a way of speaking (to go, to say, to understand) is no task. Something done that was
    on no list is nothing to remember here.
    """
    scene = heard_scene(heard)
    if anew := [item for item in reworded(heard, scene) if _free(heard, scene, item.start, item.end)]:
        return LifeReading(tuple(_reworded(scene, item) for item in anew), heard.focus)
    endings = [item for item in ended(heard, scene) if _free(heard, scene, item.start, item.end)]
    claims = [claim for item in endings for claim in _closing(scene, item)]
    if not any(item.facts for item in endings) or not claims:
        claims = [*_new(heard, scene, endings), *claims]
    return LifeReading(tuple(claims), heard.focus)


def _reworded(scene: Scene, item: Reworded) -> Claim:
    return make(
        ClaimKind.ASSERT, vocabulary.TODO, item.words, scene, (item.start, item.end), closes=(item.fact.fact_id,),
        replaces=(item.fact.value_norm,), rule="computed: task worded anew",
    )  # fmt: skip


def _free(heard: Heard, scene: Scene, start: int, end: int) -> bool:
    return heard.free(*scene.plain.span(start, end))


def _new(heard: Heard, scene: Scene, endings: list[Ended]) -> Iterator[Claim]:
    for start, end, words in taken_on(scene):
        inside = any(start < item.end and item.start < end for item in endings)
        known = _points_back(heard, scene.text[start:end])
        if words and not inside and not known and _free(heard, scene, start, end):
            yield make(
                ClaimKind.ASSERT,
                vocabulary.TODO,
                words,
                scene,
                (start, end),
                rule="computed: task put briefly",
            )


def _points_back(heard: Heard, text: str) -> bool:
    """Whether words speak of a task that is on the list ("I should look into that flight" beside "Book flight")."""
    thing = re.search(r"\b(?:that|those) ([a-z]+)", text)
    return thing is not None and any(stem(thing[1]) in stems(fact.value_text) for fact in tasks(heard.live))


def _closing(scene: Scene, item: Ended) -> Iterator[Claim]:
    sure = 1.0 if len(item.facts) < 2 else UNSURE
    for fact in item.facts:
        yield _retract(scene, item, fact, sure)
    if not item.facts:
        yield make(
            ClaimKind.RETRACT,
            vocabulary.TODO,
            item.words,
            scene,
            (item.start, item.end),
            rule="computed: task ended",
        )


def _retract(scene: Scene, item: Ended, fact: Fact, confidence: float) -> Claim:
    claim = make(
        ClaimKind.RETRACT, vocabulary.TODO, fact.value_text, scene, (item.start, item.end), confidence=confidence,
        closes=(fact.fact_id,), rule="computed: task ended",
    )  # fmt: skip
    return claim.model_copy(update={"value_norm": fact.value_norm})
