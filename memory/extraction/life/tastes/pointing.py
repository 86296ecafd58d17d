"""Claims about what only earlier turns name: "I've gone off them", "yes, please remove it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .....fold import fold
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard, Said
from .act import RULE, Act
from .acts import acts
from .linking import mentioned, same_taste
from .story import outcomes
from .tables import pattern
from .teller import Outcome

_POINTS = re.compile(r"\b(?:it|them|him|her|that|this|those|these|they|he|she)\b")


def pointed_at(outcome: Outcome, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """A claim about what only earlier turns name ("I've gone off them"): on live facts alone."""
    if outcome.act.clause.text.startswith("not") and len(outcome.act.clause.words) < 4:
        return []
    if outcome.polarity and not _POINTS.search(outcome.act.clause.text):
        # "I'm not sure where I'm drawn to yet" speaks of nothing that was named.
        return []
    # "... remove it from my favourites" may name it in the same message.
    own = (heard.text,) if outcome.act.cue == "forget" else ()
    for text in (*own, *(said.text for said in reversed(heard.before[-4:]))):
        held = mentioned(text, live)
        if held:
            fact = held[0]
            if outcome.polarity == fact.polarity or (outcome.polarity and outcome.act.strength):
                return []
            return [about_fact(fact, outcome.polarity, outcome.act, heard)]
    return []


def about_fact(fact: Fact, polarity: int, act: Act | None, heard: Heard) -> Claim:
    words = act.clause.words if act else ()
    return Claim(
        kind=ClaimKind.RETRACT if polarity == 0 else ClaimKind.ASSERT,
        attribute=fact.attribute,
        value_norm=fact.value_norm,
        value_text=fact.value_text,
        start=words[0].start if words else 0,
        end=words[-1].end if words else len(heard.text),
        polarity=polarity,
        rule=f"computed:{RULE}{act.cue if act else 'agreed'}",
        closes=(fact.fact_id,) if polarity == 0 else (),
    )


def agreed_to(heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """A yes to the question whether a taste should be forgotten."""
    last: Said | None = heard.before[-1] if heard.before else None
    asked = last is not None and last.speaker == "assistant" and "?" in last.text
    removes = last is not None and re.search(r"\b(?:remove|delete|forget|take|drop)\b", last.text, re.I)
    if not (asked and removes and last is not None) or heard.taken:
        return []
    if re.search(r"\b(?:no|not|don'?t|keep)\b", heard.text, re.I) or not (
        pattern("remove").search(heard.text) or pattern("yes").match(heard.text.strip())
    ):
        return []
    told = {
        fold(said.text[one.thing.start : one.thing.end])
        for said in heard.before
        if said.speaker == "user"
        for one in outcomes(acts(said.text))
        if not one.back
    }
    held = [
        fact
        for fact in mentioned(last.text, live)
        if not any(same_taste(norm, [fact], partly=True) for norm in told)
    ]
    return [about_fact(held[0], 0, None, heard)] if held else []
