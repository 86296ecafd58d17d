"""Whether a frame about money tells of something the speaker paid."""

from __future__ import annotations

import re
from functools import cache

from ..language.frames import Frames, load
from ..language.scene import Scene, Sentence
from ..language.subject import Doer, clause_start, doer, unreal
from .categories import known_kind, without_kinds

_TOTAL = re.compile(
    r"\b(?:so far|every|weekly|daily|monthly|on average|usually|normally|typically|always"
    r"|budget(?:ed)?|goal|limit|saved|saving|refund(?:ed)?|(?:money|got|paid) back from|earned|owes?"
    r"|owed|lent|borrowed|invested|raised)\b"
)
_TAIL = re.compile(
    r",?(?: \w+){0,2}? (?:(?:per|a|an|each|every) (?:day|week|month|year|time)|so far|on average"
    r"|all week|all month|off|cheaper|back)\b"
    r"| (?:\w+ )?(?:refund|discount|voucher|credit|rebate|cashback|coupon|bonus|raise)\b"
)
_NOT_BOUGHT = re.compile(
    r"\b(?:skipp?ed|back then|in those days|years ago|when i was (?:a |young|little)"
    r"|did not (?:buy|get|order|bother)|walked away|walked out|passed on|left it"
    r"|put it back|gave up on|too (?:much|expensive|pricey))\b"
    r"|\bin the (?:\d0|\w+ties)\b|\b(?:decades|centuries) ago\b"
)
_PRESENT = re.compile(r"\b(?:is|costs me)\b")
_THERE = re.compile(r"\b(?:there|here)\b")


@cache
def frames() -> Frames:
    """The frames of this reader."""
    return load(("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "frames.toml"))


def spread(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a frame speaks of sums over many days, of habits, or of money that was not paid out."""
    begin = clause_start(scene.text, sentence.start, match.start("a"))
    if _TOTAL.search(without_kinds(scene.text[min(begin, match.start()) : match.end()])):
        return True
    tail = scene.text[match.end() : sentence.end]
    near = re.match(r"(?: \w+){0,2} <d\d+>", tail)
    stop = match.end() + (near.end() if near else 0)
    return bool(_TAIL.match(tail)) or any(not day.is_day for day in scene.dates_in(begin, stop))


def holds(name: str, scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the frame `name` tells of a sum that the speaker paid."""
    text = scene.text
    denied = re.search(r"\bnever\b|\bnot\b(?! believe| bad)", re.split(r"[,;]|\bbut\b", match["c"] or "")[-1])
    if denied or not _is_money(name, scene, match) or _long_ago(scene, sentence):
        return False
    if name == "terse":
        said = re.search(
            r"\b(?:saw|looked|want|costs?|there|here|is|are|would|will|should|can|they|price|charge)\b",
            match["c"],
        )
        return known_kind(match["c"]) is not None and not said and not _NOT_BOUGHT.search(sentence.text)
    if name == "aside":
        return (
            known_kind(match["c"]) is not None
            and is_own(scene, sentence, match)
            and not _NOT_BOUGHT.search(sentence.text)
        )
    if name == "record":
        return known_kind(match["c"]) is not None and _orders(text, sentence.start, match.start("v"))
    if unreal(text, sentence.start, match.start("v")) or _NOT_BOUGHT.search(sentence.text):
        return False
    if name == "cost":
        return _cost_holds(scene, sentence, match)
    who = doer(text, sentence.start, match.start("v"))
    if match["v"].endswith("ing"):
        return _gerund_tells(text[sentence.start : match.start("v")])
    return who is not Doer.OTHER


def _long_ago(scene: Scene, sentence: Sentence) -> bool:
    """Whether a year is named: what things cost then is history."""
    years = re.finditer(r"\b(?:in|since|around|by) (<n\d+>)(?! [a-z]+s\b)", sentence.text)
    return any(1500 <= scene.quantity(year[1]).value < 2100 for year in years)


def _gerund_tells(before: str) -> bool:
    """Whether "paying $15" was done: "ended up paying", "for me it is the little things, like grabbing ..."."""
    if re.search(r"\b(?:ended|wound|finished) up $|\bkept $", before):
        return True
    return bool(
        re.search(r"(?:,| from| after|such as)(?: like)? $|, (?:like|such as|including) $", before)
        and re.search(r"\b(?:i|me|my)\b", before)
    )


def _orders(text: str, start: int, verb: int) -> bool:
    """Whether a verb is an order: at the beginning, or after "please", "can you", "let us"."""
    return bool(re.search(r"(?:^|please |you |let us |to |[,:] |and )$", text[start:verb]))


def _is_money(name: str, scene: Scene, match: re.Match[str]) -> bool:
    """A bare number is money only where the frame leaves no doubt, or where it is written with cents."""
    if match["a"].startswith("<a"):
        return True
    if re.search(r"\b(?:steps?|count|score|minutes|hours|goal|target)\b", match["c"]):
        return False
    quantity = scene.quantity(match["a"])
    words = scene.words(match.start("a"), match.end("a"))
    cents = bool(re.search(r"\d[.,]\d\d$", words))
    if re.match(r" (?:[a-z]+)", scene.text[match.end("a") :]) and not re.match(
        r" (?:on|for|at|and|but|so|this|each|today|in|because|which|- )", scene.text[match.end("a") :]
    ):
        return False
    if name == "spent":
        return bool(match["c"].strip()) or cents
    if name == "cost":
        telling = match["v"] not in ("was", "were", "is", "took", "ended up being")
        return (telling or cents) and quantity.value > 0
    return cents


def _cost_holds(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    said = match["c"]
    if _PRESENT.fullmatch(match["v"]) or _THERE.search(said):
        return False
    if re.search(r"\b(?:his|her|their|your|its)\b", said) or frames().compiled(
        "(?:the|my|a|an) {person}(?:'s)?"
    ).search(said):
        return False
    mine = bool(re.search(r"\b(?:my|our|me|us|i|we)\b", sentence.text)) or bool(
        list(scene.dates_in(sentence.start, sentence.end))
    )
    return known_kind(said) is not None or (mine and match["v"] not in ("was", "were", "took", "cost"))


def is_own(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a sum without a verb is the speaker's."""
    before = scene.text[sentence.start : match.start("a")]
    if re.search(r"\bmy (?:wallet|purse|pocket|bank account|card|account)\b", before):
        return True
    told = re.search(
        (
            r"\b(?:budget|goal|would|could|should|will|if|costs?|saw|save|saved|price|looking at"
            r"|want|need)\b"
        ),
        before,
    )
    return not told and doer(scene.text, sentence.start, match.start("a")) is not Doer.OTHER
