"""Events as claims: what was spent or counted, on the day it happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from .... import vocabulary
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard
from ..language.claims import make
from ..language.scene import Scene
from ..language.subject import clause_start
from .counts import Counted
from .running import SO_FAR, is_running, running_counts
from .spending import Spent


def spending_claim(heard: Heard, scene: Scene, spent: Spent, closes: tuple[str, ...] = ()) -> Claim:
    """Money spent; `closes` are the events that it puts right."""
    quantity = scene.quantity(spent.label)
    at = scene.text.find(spent.label)
    words = scene.words(at, at + len(spent.label))
    return make(
        ClaimKind.ASSERT, f"{vocabulary.SPENDING}.{spent.kind}", words, scene, (spent.start, spent.end),
        number=quantity.value, unit=quantity.unit or _currency(heard, scene), closes=closes,
        happens_at=when(heard, scene, spent.start, spent.end), rule="computed: money spent",
    )  # fmt: skip


def activity_claim(heard: Heard, scene: Scene, counted: Counted, closes: tuple[str, ...] = ()) -> Claim:
    """Something counted, which overtakes what was counted of it while the day ran."""
    at = scene.text.find(counted.label)
    words = scene.words(at, at + len(counted.label))
    day = when(heard, scene, counted.start, counted.end)
    closes = closes or running_counts(heard.live, counted, day)
    words = f"{words} {SO_FAR}" if is_running(scene, counted) else words
    return make(
        ClaimKind.ASSERT, f"{vocabulary.ACTIVITY}.{counted.what}", words, scene, (counted.start, counted.end),
        number=counted.value, unit=counted.unit, closes=closes, happens_at=day, rule="computed: counted",
    )  # fmt: skip


def _currency(heard: Heard, scene: Scene) -> str | None:
    """The currency of another sum of the message."""
    return next((sum_.unit for sum_ in scene.sums), None) or _usual_currency(heard.live)


def _usual_currency(live: Sequence[Fact]) -> str | None:
    """The currency spoken of last: a bare number is taken for that."""
    facts = [fact for fact in live if fact.attribute.startswith(vocabulary.SPENDING)]
    latest = max(facts, key=lambda fact: fact.recorded_at, default=None)
    return latest.unit if latest else None


def when(heard: Heard, scene: Scene, start: int, end: int) -> datetime:
    """Midnight of the day a thing happened: the day said nearest to it in its sentence, else today."""
    sentence = next((s for s in scene.sentences if s.start <= start < s.end), None)
    if sentence is not None:
        begin = clause_start(scene.text, sentence.start, end)
        own = [scene.date(label[0]) for label in scene.labels("d", begin, end) if scene.date(label[0]).is_day]
        if len(own) == 1 and own[0].days.behind <= heard.at.date() and not own[0].clock:
            return datetime.combine(own[0].days.behind, time(), heard.at.tzinfo)
    days = [
        (abs(label.start() - start) if label.start() < start else max(0, label.start() - end), label[0])
        for label in scene.labels("d", sentence.start if sentence else 0, sentence.end if sentence else None)
        if scene.date(label[0]).is_day
    ]
    past = [label for _, label in sorted(days) if scene.date(label).days.behind <= heard.at.date()]
    if not past:
        return datetime.combine(heard.at.date(), time(), heard.at.tzinfo)
    return datetime.combine(scene.date(past[0]).days.behind, time(), heard.at.tzinfo)
