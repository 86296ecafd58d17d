"""Reads money spent and things counted into typed events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from .... import vocabulary
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard, LifeReading
from ..language.claims import make
from ..language.reading import heard_scene
from ..language.scene import Scene
from ..language.subject import clause_start
from .corrections import amended, apologises, mistaken
from .counts import Counted, counts
from .running import SO_FAR, is_running, running_counts
from .spending import Spent, spendings


def read_events(heard: Heard) -> LifeReading:
    """What the speaker spent and did, one event for each number, on the day it happened.

    Prices of things not bought, habits, averages, aims and other people's doings are no events. A number that
    puts another right closes the event that was told wrong.
    """
    scene = heard_scene(heard)
    if not scene.sums and not scene.counts:
        return LifeReading(focus=heard.focus)
    claims = _amend(heard, scene) or tuple(_told(heard, scene))
    free = tuple(claim for claim in claims if heard.free(claim.start, claim.end))
    return LifeReading(free, heard.focus)


def _told(heard: Heard, scene: Scene) -> Iterator[Claim]:
    spent = spendings(scene)
    for item in spent:
        yield _spending(heard, scene, item)
    for counted in counts(scene):
        yield _activity(heard, scene, counted)


def _spending(heard: Heard, scene: Scene, spent: Spent, closes: tuple[str, ...] = ()) -> Claim:
    quantity = scene.quantity(spent.label)
    at = scene.text.find(spent.label)
    words = scene.words(at, at + len(spent.label))
    return make(
        ClaimKind.ASSERT, f"{vocabulary.SPENDING}.{spent.kind}", words, scene, (spent.start, spent.end),
        number=quantity.value, unit=quantity.unit or _currency(heard, scene), closes=closes,
        happens_at=_when(heard, scene, spent.start, spent.end), rule="computed: money spent",
    )  # fmt: skip


def _activity(heard: Heard, scene: Scene, counted: Counted, closes: tuple[str, ...] = ()) -> Claim:
    at = scene.text.find(counted.label)
    words = scene.words(at, at + len(counted.label))
    day = _when(heard, scene, counted.start, counted.end)
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


def _when(heard: Heard, scene: Scene, start: int, end: int) -> datetime:
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


def _amend(heard: Heard, scene: Scene) -> tuple[Claim, ...]:
    """The claims of a message that puts a number right; none where it does not, or where nothing was told."""
    found = amended(scene)
    if found is None:
        return ()
    new, old = found
    told: list[Spent | Counted] = [*spendings(scene), *counts(scene)]
    here = next((item for item in told if item.label in (new, old)), None)
    if here is not None and old and old == here.label:
        return (_restated(heard, scene, here, new),)
    value = scene.quantity(old).value if old else None
    if value is None and not apologises(scene):
        return ()
    wrong = mistaken(heard.live, value, _domain(scene, new, here))
    if wrong is None:
        return ()
    return (_right(heard, scene, new, wrong),)


def _domain(scene: Scene, label: str, here: Spent | Counted | None) -> str:
    if isinstance(here, Counted):
        return f"{vocabulary.ACTIVITY}.{here.what}"
    if isinstance(here, Spent) and here.kind != "other":
        return f"{vocabulary.SPENDING}.{here.kind}"
    if label.startswith("<a"):
        return vocabulary.SPENDING
    return f"{vocabulary.ACTIVITY}.steps" if "step" in scene.text else ""


def _restated(heard: Heard, scene: Scene, told: Spent | Counted, label: str) -> Claim:
    """A number put right before the sentence is out."""
    at = scene.text.find(label) + len(label)
    if isinstance(told, Counted):
        value = scene.quantity(label).value
        return _activity(heard, scene, Counted(label, told.what, told.unit, value, told.start, at))
    return _spending(heard, scene, Spent(label, told.kind, told.start, max(told.end, at)))


def _right(heard: Heard, scene: Scene, label: str, wrong: Fact) -> Claim:
    quantity = scene.quantity(label)
    at = scene.text.find(label)
    return make(
        ClaimKind.ASSERT, wrong.attribute, scene.words(at, at + len(label)), scene, (0, len(scene.text)),
        number=quantity.value, unit=quantity.unit or wrong.unit, closes=(wrong.fact_id,),
        happens_at=getattr(wrong, "happens_at", None) or _when(heard, scene, at, at), rule="computed: put right",
    )  # fmt: skip
