"""Reads goals: set anew, changed, or given up. The store lets a new goal take the place of the old one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .... import vocabulary
from ....types import Claim, ClaimKind, Fact
from ..events.categories import is_kind
from ..events.counts import counts
from ..events.spending import spendings
from ..heard import Heard, LifeReading
from ..language.claims import make
from ..language.quoting import without_quoted
from ..language.reading import heard_scene
from ..language.scene import Scene, Sentence
from .aims import aimed_at, is_aimed, of_others
from .measures import Measure, activity_measure, frames, live_goals, money_measure, named_goal, period


def read_goals(heard: Heard) -> LifeReading:
    """Standing aims: a number for a measure and a period ("under $30 a week on coffee", "9,000 steps a day").

    What others recommend, what is aimed at for one day, and what was done are no goals.
    """
    scene = heard_scene(heard)
    claims = [*_given_up(heard, scene)]
    if not claims and (scene.sums or scene.counts):
        for sentence in scene.sentences:
            if re.search("<[an]", without_quoted(sentence.text)):
                claims.extend(_set(heard, scene, sentence))
    free = tuple(claim for claim in claims if heard.free(claim.start, claim.end))
    return LifeReading(free, heard.focus)


def _set(heard: Heard, scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    labels = list(scene.labels("an", sentence.start, sentence.end))
    if not labels or not is_aimed(sentence) or of_others(sentence.text):
        return
    chosen = aimed_at(scene, sentence, labels)
    if chosen is None or chosen[0] in _done(scene):
        return
    measure = _measure(heard, scene, sentence, chosen)
    how_often = period(sentence.text) or (_held_period(heard.live, measure) if measure else None)
    named = frames().compiled("{goal}").search(sentence.text)
    if measure is None or not (how_often or named) or _of_document(heard, sentence, measure):
        return
    yield _claim(scene, sentence, chosen, measure, how_often or _usual_period(measure))


_WRITTEN = re.compile(
    r"\b(?:proposals?|projects?|documents?|reports?|drafts?|emails?|posts?|notes|stakeholders?|deliverables?|grant"
    r"|clients?|campaign|department|company|team|venture|startup|infrastructure)\b"
)


def _of_document(heard: Heard, sentence: Sentence, measure: Measure) -> bool:
    """Whether a budget is one that is written down somewhere, or a company's, rather than the speaker's own."""
    root, _, kind = measure.attribute.partition(".")
    if root != vocabulary.SPENDING or is_kind(kind):
        return False
    if _WRITTEN.search(sentence.text):
        return True
    return bool(heard.focus.document) and period(sentence.text) is None


def _done(scene: Scene) -> frozenset[str]:
    """The numbers that tell what was spent or done ("I paid $9 for lunch, so I'm watching my budget")."""
    spent, counted = spendings(scene), counts(scene)
    return frozenset([*(item.label for item in spent), *(item.label for item in counted)])


def _measure(heard: Heard, scene: Scene, sentence: Sentence, label: re.Match[str]) -> Measure | None:
    start, end = sentence.start, sentence.end
    if label[1] == "a":
        unit = scene.quantity(label[0]).unit
        return money_measure(scene, label.start(), start, end, unit)
    if found := activity_measure(scene, label[0], start, end):
        return found
    if re.search(r"\b(?:budget|spend|spending|allowance)\b", sentence.text) and not _counts_things(
        scene, label
    ):
        spent = money_measure(scene, label.start(), start, end, None)
        return spent and Measure(spent.attribute, _held_unit(heard.live, spent.attribute))
    held = named_goal(sentence.text, heard.live)
    if len(held) == 1 and held[0].unit:
        return Measure(held[0].attribute.removeprefix(f"{vocabulary.GOAL}."), held[0].unit.split("/")[0])
    return None


def _counts_things(scene: Scene, label: re.Match[str]) -> bool:
    """Whether a bare number counts what follows it ("two engineers") and so is no sum."""
    after = re.match(r" ([a-z]+)", scene.text[label.end() :])
    return after is not None and after[1] not in (
        "a", "per", "each", "every", "for", "on", "in", "weekly", "daily", "monthly", "this", "instead", "now", "and",
        "but", "max", "tops", "or", "as", "at", "from", "is", "so", "by", "the", "starting", "please", "to", "total",
    )  # fmt: skip


def _held_unit(live: Sequence[Fact], attribute: str) -> str | None:
    """The currency of the goal that holds, or of the money spent last."""
    goals = [fact for fact in live_goals(live) if fact.attribute == f"{vocabulary.GOAL}.{attribute}"]
    if goals and goals[0].unit:
        return goals[0].unit.split("/")[0]
    spent = [fact for fact in live if fact.attribute.startswith(vocabulary.SPENDING) and fact.unit]
    return spent[-1].unit if spent else None


def _held_period(live: Sequence[Fact], measure: Measure) -> str | None:
    goals = [fact for fact in live_goals(live) if fact.attribute == f"{vocabulary.GOAL}.{measure.attribute}"]
    return goals[0].unit.split("/")[-1] if goals and goals[0].unit and "/" in goals[0].unit else None


def _usual_period(measure: Measure) -> str:
    return "week" if measure.attribute.startswith(vocabulary.SPENDING) else "day"


def _claim(scene: Scene, sentence: Sentence, label: re.Match[str], measure: Measure, how_often: str) -> Claim:
    quantity = scene.quantity(label[0])
    unit = f"{measure.unit}/{how_often}" if measure.unit else f"/{how_often}"
    return make(
        ClaimKind.ASSERT, f"{vocabulary.GOAL}.{measure.attribute}", scene.words(label.start(), label.end()), scene,
        (sentence.start, sentence.end), number=_number(scene, label, quantity.value, measure),
        unit=unit, polarity=_side(sentence.text, measure), rule="computed: goal",
    )  # fmt: skip


def _number(scene: Scene, label: re.Match[str], value: float, measure: Measure) -> float:
    """Kilometres where "10k" is a distance."""
    return value / 1000 if _in_thousands(scene, label) and measure.unit == "km" else value


def _in_thousands(scene: Scene, label: re.Match[str]) -> bool:
    return scene.words(label.start(), label.end()).lower().endswith("k")


def _side(text: str, measure: Measure) -> int:
    """-1 for a ceiling, +1 for a floor; spending is held down and doing is kept up unless the words say otherwise."""
    floor = frames().compiled("{floor}").search(text) is not None
    ceiling = (
        frames()
        .compiled("(?:under|below|no more than|at most|less than|not exceed|or less|fewer than|limit|cap)")
        .search(text)
    )
    if measure.attribute.startswith(vocabulary.SPENDING):
        return 1 if floor and not ceiling and "at least" in text else -1
    return -1 if ceiling and not floor else 1


def _given_up(heard: Heard, scene: Scene) -> Iterator[Claim]:
    """Goals that the message ends: the one it names, or the only one there is."""
    for sentence in scene.sentences:
        text = without_quoted(sentence.text)
        dropped = frames().compiled("{dropping}").search(text)
        named = frames().compiled("{goal}").search(text)
        if not dropped or not named or (sentence.question and "you" not in text):
            continue
        if any(scene.labels("an", sentence.start, sentence.end)) and re.search(r"\bto (?:\w+ )?<[an]", text):
            continue
        held = named_goal(text, heard.live)
        if len(held) == 1:
            yield make(
                ClaimKind.RETRACT, held[0].attribute, "", scene, (sentence.start, sentence.end),
                closes=(held[0].fact_id,), rule="computed: goal given up",
            )  # fmt: skip
