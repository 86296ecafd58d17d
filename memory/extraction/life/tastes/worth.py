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
from .tables import lexicon, pattern
from .teller import Outcome

# Said of tasks and things as often as of tastes.
_ABSTRACT = re.compile(r"(?:ment|tion|sion|ness|ity|ance|ence|ship|cy|work)s?$")


def worth_keeping(outcome: Outcome, where: Place, follows: bool, live: Sequence[Fact], heard: Heard) -> bool:
    """Whether what was understood is surely a taste of the user's. Better to miss one than to invent it.

    `follows` says that the message only goes on about a taste told just before.
    """
    norm = fold(heard.text[outcome.thing.start : outcome.thing.end])
    if len(norm) < 2 or (outcome.thing.slot in ("", "person", "title") and _kind_of_thing(norm)):
        return False
    evident = where.source in ("own", "value", "live")
    if outcome.polarity == 0:
        ended = pattern("ended").search(outcome.act.clause.text) is not None
        vague = outcome.act.kind == "lost" and (len(outcome.thing.words) > _SHORT or ended)
        return evident or not vague or same_taste(norm, live, partly=True) is not None
    if follows and _explains(outcome, where):
        return False
    if outcome.act.kind == "swap" and where.slot == "place" and _MOVED.search(outcome.act.clause.text):
        # "I moved from Berlin to Leipzig" is no taste.
        return False
    if outcome.act.kind == "swap" or (outcome.instead_of and evident):
        return evident or (outcome.act.kind == "swap" and where.source == "message")
    if outcome.act.strength or outcome.thing.vague or outcome.experience:
        return _sure(outcome, where, norm, evident=evident)
    return _plain_taste(outcome, where, norm)


_SHORT = 3
_IN_DOMAIN = re.compile(r"\bin (?:books|novels|fiction|literature|films|movies|music|songs)\b")
_MOVED = re.compile(r"\b(?:moved|moving|went|gone|crossed|drove|flew|travelled|relocated) ")


def _kind_of_thing(norm: str) -> bool:
    """Whether a word only says what sort of thing is meant ("authors"), and none of them."""
    title = norm in lexicon().titles and lexicon().titles[norm][0] != "travel"
    return (norm in lexicon().persons or title) and not _known(norm)


def _known(norm: str) -> bool:
    return known_value(norm) != ("", "")


def _is_named(outcome: Outcome) -> bool:
    return outcome.thing.named or outcome.thing.words[0].first


def _explains(outcome: Outcome, where: Place) -> bool:
    """Whether a message that goes on about a taste only says why: "I prefer something with more edge"."""
    loose = outcome.act.strength in ("lean", "weak") or outcome.thing.vague
    if loose and (outcome.act.strength == "lean" or not outcome.instead_of):
        return True
    return outcome.thing.article and not _is_named(outcome) and where.slot != "decade"


def _sure(outcome: Outcome, where: Place, norm: str, *, evident: bool) -> bool:
    """Whether a weak cue, or a verdict on what was read or seen, is enough with these words around it."""
    thing, strength, named = outcome.thing, outcome.act.strength, _is_named(outcome)
    if outcome.experience:
        somewhere = where.domain != "travel" or named or _known(norm) or norm.endswith("ing")
        # "I watched the sunrise, it was beautiful": a verb alone makes no film of it.
        what = named or (
            evident and (_known(norm) or thing.domain != "" or where.domain not in ("movies", "music"))
        )
        return where.domain != UNPLACED and what and somewhere
    if thing.vague and strength:
        return False
    match strength:
        case "long":
            return where.domain == "travel" and (named or where.source in ("own", "value"))
        case "weak":
            evident = evident or (thing.words[0].quoted and where.source == "message")
            fits = (
                _IN_DOMAIN.search(outcome.act.clause.text) is not None
                or named
                or thing.domain != ""
                or _known(norm)
                or where.source == "live"
            )
            return evident and fits and not _habit(outcome.act)
        case "praise":
            # Of a person at work as often as of an artist: only with a domain in this very message.
            return (named or _known(norm)) and (evident or where.source == "message")
        case "lean":
            return where.domain != UNPLACED
    return _plain_taste(outcome, where, norm)


def _plain_taste(outcome: Outcome, where: Place, norm: str) -> bool:
    """Whether plain love or hate is of something one has a taste for."""
    thing = outcome.thing
    someone = thing.named and where.domain != UNPLACED
    if _generic(outcome.act) and not (_known(norm) or someone):
        return False
    if where.domain == UNPLACED and not _is_named(outcome):
        if outcome.polarity < 0 and norm not in lexicon().hobbies:
            return False
        if thing.article or _ABSTRACT.search(norm):
            return False
    return len(thing.words) <= _SHORT + 1 or where.source not in ("turns", "focus", "")


def _generic(act: Act) -> bool:
    """Whether a clause only says how a thing is ("musicals are dull"): enough for well-known kinds alone."""
    return act.cue == "dislike" and pattern("is bad").search(act.clause.text) is not None


def _habit(act: Act) -> bool:
    """Whether the weak cue only tells of doing: "I read a novel" says little, "I've been reading sagas" more."""
    text = act.clause.text
    if not re.search(r"\b(?:listen(?:ing)? to|read(?:ing)?|watch(?:ing)?|choose|pick)\b", text):
        return False
    return re.search(r"\b(?:been|keep|always|mostly|usually|mainly|only|tend|a lot|lots)\b", text) is None
