"""Numbers put right: "sorry, it was 14,000 steps, not 4,000"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..language.amending import SORRY, is_firm
from ..language.scene import Scene

_MAKING = (
    r"(?:it was|it is|that was|that is|that should (?:be|have been|say)|it should (?:be"
    r"|have been)|should be|should have been|should say|i meant(?: to say| to put)?|i mean"
    r"|make (?:that|it)|was|were|is|it came to|it cost(?: me)?|there were|i (?:spent"
    r"|paid|walked|did|got|ran|slept)|change (?:that|it) to|it was actually|actually|more like|call it)"
)
_N = r"<[an]\d+>"
_SPOKEN = r"(?:said|told you|wrote|typed|put|put down|logged|entered|reported)"
_COPULA = r"(?:was|is|were|came to|came out (?:at|to)|cost(?: me)?|turned out to be)"
_MORE = re.compile(r"\b(?:another|second|also|as well|more|extra|on top|in addition|too|plus)\b(?! like)")


@dataclass(frozen=True, slots=True)
class Correction:
    """The label of the number that is right, and of the one it takes the place of ("" where it is not said).

    `[start, end)` is the stretch of the scene's text that puts it right. `firm`: the words say outright that
    something was told wrong, as "sorry" does and "actually" alone does not.
    """

    new: str
    old: str
    start: int
    end: int
    firm: bool


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    unit = r"(?: \w+)?"
    rough = r"(?:only |just |actually |really |more like |in fact |about |around |at |to |like )*"
    sorry = rf"(?:{SORRY}(?:[,:.!]| -+|\.\.\.)* )+"
    firm = (
        rf"(?P<new>{_N})[^<.;]{{0,40}}?,? (?:and )?not (?P<old>{_N})",
        rf"not (?P<old>{_N}){unit}(?:,| -+)? (?:but|it was|i meant|rather) {rough}(?P<new>{_N})",
        rf"(?P<new>{_N}){unit} (?:instead of|rather than) (?P<old>{_N})",
        rf"\bi (?:had )?{_SPOKEN} (?:it was |that )?(?P<old>{_N})[^<]{{0,30}}?\b(?:but|though|when|it|meant|should)\b"
        rf"[^<]{{0,30}}?(?P<new>{_N})",
        rf"\bchange (?:that |the |it |my )?(?:\w+ )?(?:from )?(?P<old>{_N}){unit} (?:in)?to (?P<new>{_N})",
        rf"(?P<old>{_N})[^<]{{0,30}}?(?:,| -|\.\.\.|\() ?{sorry}(?:{_MAKING} )?{rough}(?P<new>{_N})",
        rf"(?<!\w){SORRY}\b[^<]{{0,60}}?\b{_MAKING} {rough}(?P<new>{_N})(?P<old>)",
        rf"^{sorry}(?:{_MAKING} )?{rough}(?P<new>{_N})(?P<old>)",
        rf"^(?:make (?:that|it)|i meant|it should be|that should be|should have (?:said|been)) {rough}(?P<new>{_N})(?P<old>)",
        rf"^(?:no |nope )?\*+ ?(?P<new>{_N})(?P<old>)",
        rf"^(?P<new>{_N})\*+(?P<old>)",
        rf"\bchange (?:that|it|the \w+|my \w+|today's \w+) to {rough}(?P<new>{_N})(?P<old>)",
    )
    loose = (
        rf"\b{_COPULA} (?:actually|really|in fact) {rough}(?P<new>{_N})(?P<old>)",
        rf"\b(?:in fact|turns out)\b[^<]{{0,40}}?\b{_COPULA} {rough}(?P<new>{_N})(?P<old>)",
        rf"\b{_COPULA} {rough}(?P<new>{_N}){unit},? (?:actually|in fact)\b(?P<old>)",
    )
    return tuple(
        (sure, re.compile(pattern)) for sure, shapes in ((True, firm), (False, loose)) for pattern in shapes
    )


def correction(scene: Scene) -> Correction | None:
    """The number that a message puts right. "Another $5" is never one that takes the place of the first."""
    for firm, pattern in _patterns():
        for sentence_start, sentence_end in _stretches(scene):
            match = pattern.search(scene.text[sentence_start:sentence_end])
            if match is None:
                continue
            found = _corrected(scene, match, sentence_start, sentence_end, firm=firm)
            if found is not None:
                return found
    return None


def _stretches(scene: Scene) -> list[tuple[int, int]]:
    """Where a correction may stand: in the whole message, since it may take two sentences; then in each."""
    whole = (0, len(scene.text))
    return [whole, *((s.start, s.end) for s in scene.sentences if (s.start, s.end) != whole)]


def _corrected(scene: Scene, match: re.Match[str], start: int, end: int, *, firm: bool) -> Correction | None:
    new, old = match["new"], match["old"]
    one, other = start + match.start(), start + match.end()
    inside = [s for s in scene.sentences if s.start < other and one < s.end]
    begin, stop = min(s.start for s in inside), max(s.end for s in inside)
    text = scene.text[begin:stop]
    said = firm and bool(re.search(rf"(?<!\w){SORRY}\b|\*|\b{_SPOKEN}\b|\bchange\b|\bit should be\b", text))
    if not old and (_MORE.search(text) or (firm and not said) or _asks(scene, begin, stop)):
        return None
    return Correction(new, old, begin, stop, firm and bool(old or is_firm(text)))


def _asks(scene: Scene, start: int, end: int) -> bool:
    return any(s.question for s in scene.sentences if start <= s.start and s.end <= end)
