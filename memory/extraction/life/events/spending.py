"""Sums of money the speaker says to have spent, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..language.scene import Scene, Sentence
from ..language.subject import unreal
from .categories import is_first, kind_of, known_kind
from .holding import frames, holds, spread
from .naming import kind_said
from .passing import sums_in_passing


@dataclass(frozen=True, slots=True)
class Spent:
    """A sum, told of in `[start, end)` of the scene's text; `label` is where it stands, `kind` what it went on."""

    label: str
    kind: str
    start: int
    end: int


def spendings(scene: Scene) -> tuple[Spent, ...]:
    """What the message says was spent, in the order of its words; a sum is told once."""
    found: dict[str, Spent] = {}
    for sentence in scene.sentences:
        for spent in _of_sentence(scene, sentence):
            found.setdefault(spent.label, spent)
        for match in sums_in_passing(scene, sentence):
            kind = known_kind(match["c"])
            if kind is not None and is_first(kind) and not spread(scene, sentence, match):
                found.setdefault(match["a"], Spent(match["a"], kind, match.start(), match.end()))
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
            if not spread(scene, sentence, match) and holds(name, scene, sentence, match):
                yield _spent(scene, sentence, match)
                yield from _more(scene, sentence, match.end())


def _listed(scene: Scene, sentence: Sentence) -> Iterator[Spent]:
    """ "Breakfast £6.50, lunch £9": a sentence that is nothing but kinds and sums."""
    head = re.match(r"(?:[^<:]|<d)*: ", sentence.text)
    at, found = sentence.start + (head.end() if head else 0), []
    for part in re.split(r"(, (?:and )?| and | \+ | plus )", scene.text[at : sentence.end].rstrip(".! ")):
        match = frames().search("terse", part)
        if match is not None and match["c"] and known_kind(match["c"]) and match.re.groupindex.get("a"):
            found.append(Spent(match["a"], kind_of(match["c"]), at, at + len(part)))
        elif part.strip(" ,+") not in ("", "and", "plus") and not re.search(r"\bsteps?\b", part):
            return
        at += len(part)
    if len(found) > 1 or "step" in sentence.text:
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


def _spent(scene: Scene, sentence: Sentence, match: re.Match[str]) -> Spent:
    return Spent(match["a"], kind_said(scene, sentence, match), match.start(), match.end())


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
