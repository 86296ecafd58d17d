"""Whether what was understood is surely a taste of the user's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .....fold import fold
from ....types import Fact
from ..heard import Heard
from .act import Act
from .evidence import known_value
from .linking import same_taste
from .placing import UNPLACED, Place
from .story import Outcome
from .tables import lexicon, pattern

# Said of tasks and things as often as of tastes.
_ABSTRACT = re.compile(r"(?:ment|tion|sion|ness|ity|ance|ence|ship|cy|work)s?$")


def worth_keeping(outcome: Outcome, where: Place, follows: bool, live: Sequence[Fact], heard: Heard) -> bool:
    """Whether what was understood is surely a taste of the user's. Better to miss one than to invent it."""
    thing, act = outcome.thing, outcome.act
    norm = fold(heard.text[thing.start : thing.end])
    if not norm or len(norm) < 2:
        return False
    if outcome.polarity == 0:
        if same_taste(norm, live, partly=True) is not None or where.source in ("own", "value", "live"):
            return True
        return act.kind != "lost" or (len(thing.words) < 4 and not pattern("ended").search(act.clause.text))
    if _generic(act) and known_value(norm) == ("", ""):
        return False
    strength = act.strength
    named = thing.named or thing.words[0].first
    if strength == "long":
        return where.domain == "travel" and (named or where.source in ("own", "value"))
    if follows and (strength in ("lean", "weak") or thing.vague) and not outcome.instead_of:
        return False
    if follows and strength == "lean":
        return False
    if thing.vague and strength:
        return False
    evident = where.source in ("own", "value", "live")
    if act.kind == "swap" and not evident:
        return False
    if outcome.instead_of and evident:
        return True
    if strength == "weak":
        return (
            evident
            and (named or thing.domain != "" or known_value(norm) != ("", "") or where.source == "live")
            and act.cue == "like.weak"
            and not _habit(act)
        )
    if strength == "lean":
        return where.domain != UNPLACED
    if outcome.experience:
        return (
            where.domain != UNPLACED
            and (named or evident)
            and (where.domain != "travel" or named or known_value(norm) != ("", "") or norm.endswith("ing"))
        )
    if where.domain == UNPLACED and not named and outcome.polarity < 0 and norm not in lexicon().hobbies:
        return False
    if where.domain == UNPLACED and not named and (thing.article or _ABSTRACT.search(norm)):
        return False
    if follows and thing.article and not named and where.slot != "decade":
        return False
    if where.domain == UNPLACED or where.source in ("turns", "focus"):
        return len(thing.words) <= 4
    return True


def _generic(act: Act) -> bool:
    """Whether a clause only says how a thing is ("musicals are dull"): enough for well-known kinds alone."""
    return act.cue == "dislike" and pattern("is bad").search(act.clause.text) is not None


def _habit(act: Act) -> bool:
    """Whether the weak cue only tells of doing: "I read a novel" says little, "I've been reading sagas" more."""
    text = act.clause.text
    if not re.search(r"\b(?:listen(?:ing)? to|read(?:ing)?|watch(?:ing)?|choose|pick)\b", text):
        return False
    return re.search(r"\b(?:been|keep|always|mostly|usually|mainly|only|tend|a lot|lots)\b", text) is None
