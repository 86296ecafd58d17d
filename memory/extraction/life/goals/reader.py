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
from .measures import Measure, activity_measure, frames, live_goals, money_measure, named_goal, period

_SPENT = re.compile(
    r"\b(?:i|we) (?:just |already |actually )*(?:have |had )?(?:spent|paid|walked"
    r"|did|got|hit|ran|slept)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|used to be|had been|blew|exceeded|went over|met|smashed|beat|hit|reached) "
)


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
    if not labels or not _aimed(sentence) or _of_others(sentence.text):
        return
    chosen = _chosen(scene, sentence, labels)
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


def _clause(text: str) -> str:
    """What leads to the first number of a sentence, from the clause on that holds it."""
    return re.split(r"[,;:]| - |\b(?:so|but|because|since)\b", re.split("<[an]", text)[0])[-1]


def _done(scene: Scene) -> frozenset[str]:
    """The numbers that tell what was spent or done ("I paid $9 for lunch, so I'm watching my budget")."""
    return frozenset(item.label for item in (*spendings(scene), *counts(scene)))


def _aimed(sentence: Sentence) -> bool:
    """Whether a sentence sets an aim: it names a goal, or wants something with a period or a bound."""
    text = sentence.text
    if sentence.question and not re.search(r"\b(?:can|could|would|will) you\b|\blet us\b", text):
        return False
    if re.search(r"\b(?:if|suppose|imagine|would be|could be|might be|what about)\b", text):
        return False
    goal = frames().compiled("{goal}").search(text)
    named = (
        r"^(?:(?!a |an |the )\w+ ){0,2}(?:budget|goal|target|limit|cap|aim)(?: for (?:this"
        r"|the|next) \w+| <d\d+>)?(?::| is now\b| -|,)"
    )
    bent = r"\bthe (?:\w+ )?(?:budget|goal|target|limit) (?:needs to|has to|should|is going|must|will|goes)\b"
    mine = re.search(
        rf"{bent}|\b(?:my|i|me|our|we|new|let us|set|raise|lower|change|update|bump|make)\b|{named}", text
    )
    clause = _clause(text)
    if goal and mine and not _PAST.search(clause):
        return bool(not _SPENT.search(clause))
    wants = frames().compiled("{aiming}").search(text)
    if _SPENT.search(clause) or not period(text):
        return False
    if wants and (
        re.search(r"\b(?:i|we|me|let us)\b|^the (?:plan|idea) is\b", text)
        or not text[: wants.start()].strip()
    ):
        return True
    standing = re.search(
        (
            r"\b(?:from now on|going forward|starting|from today|as of|time to|new rule"
            r"|stays?|staying)\b|(?:deal|bar|rule|challenge|this|plan|easy|simple|serious): ?<[an]\d+>"
            r"|^(?:\w+:? ){0,3}(?:no more than|at most|at least|max|under)\b"
        ),
        text,
    )
    return bool(standing)


def _of_others(text: str) -> bool:
    if (
        frames()
        .compiled("(?:my|the|our|a) (?:\\w+ )?{person}'s?(?! and)(?: \\w+)? (?:goal|target|budget|aim|limit)")
        .search(text)
    ):
        return True
    if re.search(r"\b\w+ and i\b", text):
        return False
    return bool(frames().compiled("(?:{others})").search(text)) and not re.search(
        r"\bmy (?:\w+ )?(?:new )?(?:goal|target|budget|aim|limit)\b", text
    )


def _chosen(scene: Scene, sentence: Sentence, labels: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The number that is aimed at: after "to" where one goes from an old number to a new one, not in "not N"."""
    text = scene.text
    kept = [
        label
        for label in labels
        if not re.search(
            (
                r"\b(?:from|instead of|rather than|not|up from|down from|than my old|currently) (?:the "
                r"(?:current|old) )?$"
            ),
            text[sentence.start : label.start()],
        )
        and not re.match(
            (
                r" (?:days|weeks|months|years|times|percent|people)\b| (?:\w+ )?(?:is|was|are|feels"
                r"|seems) (?:way |far |a bit )?(?:too\b|not (?:really )?(?:enough|working|realistic|doable))"
            ),
            text[label.end() :],
        )
        and not re.match(
            r" (?:\w+ )?(?:away|short|left|to go|behind|over|under budget|more to go)\b", text[label.end() :]
        )
    ]
    to = [
        label
        for label in kept
        if re.search(r"\bto (?:just |about |only |around )?$", text[sentence.start : label.start()])
    ]
    often = [
        label
        for label in kept
        if re.match(r"[^<]{0,24}", text[label.end() :])
        and period(re.split("<", text[label.end() : sentence.end])[0][:24])
    ]
    return next(iter(to or often or kept), None)


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
