"""Sums of money the speaker says to have spent, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..language.frames import Frames, load
from ..language.scene import Scene, Sentence
from ..language.subject import Doer, clause_start, doer, unreal
from .categories import kind_of, known_kind, named_kinds, without_kinds

_TOTAL = re.compile(
    r"\b(?:so far|every|weekly|daily|monthly|on average|usually|normally|typically|always"
    r"|budget(?:ed)?|goal|limit|saved|saving|refund(?:ed)?|back from|earned|owes?"
    r"|owed|lent|borrowed|invested|raised)\b"
)
_TAIL = re.compile(
    r",?(?: \w+){0,2}? (?:(?:per|a|an|each|every) (?:day|week|month|year|time)|so far|on average"
    r"|all week|all month|off|cheaper|back)\b"
)
_NOT_BOUGHT = re.compile(
    r"\b(?:skipp?ed|back then|in those days|years ago|when i was (?:a |young|little)"
    r"|did not (?:buy|get|order|bother)|walked away|walked out|passed on|left it"
    r"|put it back|gave up on|too (?:much|expensive|pricey))\b"
)
_PRESENT = re.compile(r"\b(?:is|costs me)\b")
_THERE = re.compile(r"\b(?:there|here)\b")


@dataclass(frozen=True, slots=True)
class Spent:
    """A sum, told of in `[start, end)` of the scene's text; `label` is where it stands, `kind` what it went on."""

    label: str
    kind: str
    start: int
    end: int


@cache
def frames() -> Frames:
    """The frames of this reader."""
    return load(("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "frames.toml"))


def spendings(scene: Scene) -> tuple[Spent, ...]:
    """What the message says was spent, in the order of its words; a sum is told once."""
    found: dict[str, Spent] = {}
    for sentence in scene.sentences:
        for spent in _of_sentence(scene, sentence):
            found.setdefault(spent.label, spent)
    return tuple(sorted(found.values(), key=lambda spent: spent.start))


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Spent]:
    if not any(scene.labels("an", sentence.start, sentence.end)):
        return
    if sentence.question and not re.search(r"\b(?:log|record|note|track|add|put|jot|write)\b", sentence.text):
        return
    yield from _listed(scene, sentence)
    yield from _alone(scene, sentence)
    for name in ("record", "spent", "paid", "bought", "cost", "terse", "aside"):
        for match in frames().all(name, scene.text, sentence.start, sentence.end):
            if not _spread(scene, sentence, match) and _holds(name, scene, sentence, match):
                yield _spent(scene, sentence, match)
                yield from _more(scene, sentence, match.end())


def _own(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
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


def _listed(scene: Scene, sentence: Sentence) -> Iterator[Spent]:
    """ "Breakfast £6.50, lunch £9": a sentence that is nothing but kinds and sums."""
    head = re.match(r"(?:[^<:]|<d)*: ", sentence.text)
    at, found = sentence.start + (head.end() if head else 0), []
    for part in re.split(r"(, (?:and )?| and | \+ | plus )", scene.text[at : sentence.end].rstrip(".! ")):
        match = frames().search("terse", part)
        if match is not None and match["c"] and known_kind(match["c"]) and match.re.groupindex.get("a"):
            found.append(Spent(match["a"], kind_of(match["c"]), at, at + len(part)))
        elif part.strip(" ,+") not in ("", "and", "plus"):
            return
        at += len(part)
    if len(found) > 1:
        yield from found


def _alone(scene: Scene, sentence: Sentence) -> Iterator[Spent]:
    """A sum that is a sentence of its own, after one that names what it went on ("Lunch today? Eleven dollars.")."""
    only = re.fullmatch(
        (
            r"(?:just |only |about |it was |that was )*(?P<a><a\d+>)(?: total| altogether"
            r"| in total)?[.!]*\s*"
        ),
        sentence.text,
    )
    before = [other for other in scene.sentences if other.end <= sentence.start]
    if only is None or not before:
        return
    last = before[-1]
    own = not re.search(r"\b(?:you|he|she|they|his|her|their|cost|price)\b", last.text) and not any(
        scene.labels("a", last.start, last.end)
    )
    kind = known_kind(last.text)
    if kind and own and len(last.text.split()) <= 12 and not unreal(scene.text, last.start, last.end):
        yield Spent(only["a"], kind, last.start, sentence.end)


def _spread(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a frame speaks of sums over many days, of habits, or of money that was not paid out."""
    begin = clause_start(scene.text, sentence.start, match.start("a"))
    if _TOTAL.search(without_kinds(scene.text[min(begin, match.start()) : match.end()])):
        return True
    tail = scene.text[match.end() : sentence.end]
    near = re.match(r"(?: \w+){0,2} <d\d+>", tail)
    stop = match.end() + (near.end() if near else 0)
    return bool(_TAIL.match(tail)) or any(not day.is_day for day in scene.dates_in(begin, stop))


def _holds(name: str, scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    text = scene.text
    if not _is_money(name, scene, match):
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
            and _own(scene, sentence, match)
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


def _spent(scene: Scene, sentence: Sentence, match: re.Match[str]) -> Spent:
    return Spent(match["a"], _kind(scene, sentence, match), match.start(), match.end())


def _kind(scene: Scene, sentence: Sentence, match: re.Match[str]) -> str:
    """The kind of what is named by the frame; else the nearest kind named before it, or after it in the sentence."""
    words = match["c"].strip()
    after = scene.text[match.end() : sentence.end]
    eaten = re.match(r" for (?:my |our |a |the )?(breakfast|lunch|dinner|brunch|supper)\b", after)
    if known := known_kind(eaten[1] if eaten else words):
        return known
    meal = re.match(r"(?: (?:for|at|on))? (?:my |a |our )?(\w+)", after)
    if meal and (kind := known_kind(meal[0])):
        return kind
    before = named_kinds(scene.text[: match.start("a")])
    if not re.sub(r"<\w+>|\b(?:it|that|this|which|all|one|them|those|these)\b", "", words).strip(" ,"):
        later = named_kinds(after)
        near = before[-1][1] if before else later[0][1] if later else None
        return near or kind_of("")
    return kind_of(words)


def _more(scene: Scene, sentence: Sentence, at: int) -> Iterator[Spent]:
    """What the same verb says besides: "$4 on coffee and $12 on lunch"."""
    while True:
        rest = scene.text[at : sentence.end]
        match = frames().search("also_on", rest) or frames().search("also_at", rest)
        if match is None or (match.re and not match["c"].strip()):
            return
        if not match["a"].startswith("<a") and known_kind(match["c"]) is None:
            return
        yield Spent(match["a"], kind_of(match["c"]), at + match.start(), at + match.end())
        at += match.end()
