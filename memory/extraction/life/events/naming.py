"""What a sum went on, by the words beside it and by what the message speaks of."""

from __future__ import annotations

import re

from ..language.scene import Scene, Sentence
from .categories import FOODLIKE, is_first, kind_of, known_kind, named_kinds

_TOPIC = re.compile(
    r"(?:speaking of|talking of|talking about|as for|on the (?:subject|topic|note) of|when it comes to|regarding|re"
    r"|for|about|apropos|concerning|thinking of) (?:my |our |the |a "
    r"|today's )?(?:[a-z]+ )?(?P<what>[a-z]+)(?:[,:]| -|<| )"
)
_ASIDE = re.compile(r"\b(?:after|before|since|skipped|skipping|instead of|without|no|missed|until|till)\b")
_PLACED = re.compile(
    r"(?:before|after|on|at|from|in|with|during|near|by|while|(?:the|my|our|his|her) way|the go|a whim|impulse|top of"
    r"|the spot)\b.*"
)
_POINTING = re.compile(r"<\w+>|\b(?:it|that|this|which|all|one|them|those|these|was|were|is|had)\b")


def kind_said(scene: Scene, sentence: Sentence, match: re.Match[str]) -> str:
    """The kind of what is named by the frame; else of the meal it was for, or of the nearest thing named."""
    words = match["c"].strip()
    after = scene.text[match.end() : sentence.end]
    eaten = re.match(
        r"[^<.,]{0,24}? (?:for|as) (?:my |our |a |the )?(breakfast|lunch|dinner|brunch|supper)\b", after
    )
    known = known_kind(eaten[1] if eaten else words)
    if known and is_first(known):
        return known
    meal = re.match(r"(?: (?:for|at|on))? (?:my |a |our )?(\w+)", after)
    if known is None and meal and (kind := known_kind(meal[0])):
        return kind
    if (not known or known in FOODLIKE) and (spoken := _spoken_of(scene, sentence, match)):
        return spoken
    if known:
        return known
    if not _POINTING.sub("", words).strip(" ,") or _PLACED.match(words):
        return _nearest(scene, match, after) or kind_of(
            _PLACED.sub("", words) if _PLACED.match(words) else ""
        )
    return kind_of(words)


def _spoken_of(scene: Scene, sentence: Sentence, match: re.Match[str]) -> str | None:
    """The meal that the sentence is about: "speaking of lunch, I spent ... on a wrap", "lunch was posh, I paid ...".

    What the sum went on is then a dish or a place that says no kind of spending by itself.
    """
    before = scene.text[sentence.start : match.start("a")]
    topic = _TOPIC.search(before)
    if topic and (kind := known_kind(topic["what"])) and is_first(kind):
        return kind
    named = [(at, kind) for at, kind in named_kinds(before) if is_first(kind)]
    if len(named) != 1 or "<a" in before or _ASIDE.search(before[: named[0][0]]):
        return None
    placed = re.match(r"\s*(?:at|in|from)\b", scene.text[match.end("a") : match.end()])
    return named[0][1] if placed or known_kind(match["c"]) in FOODLIKE else None


def _nearest(scene: Scene, match: re.Match[str], after: str) -> str | None:
    before, later = named_kinds(scene.text[: match.start("a")]), named_kinds(after)
    return before[-1][1] if before else later[0][1] if later else None
