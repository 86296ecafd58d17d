"""From what a message says of its tastes to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .....fold import fold
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard, LifeReading, Said
from .acts import Act, acts
from .evidence import known_value
from .linking import mentioned, same_taste, tastes_of
from .placing import UNPLACED, Place, place
from .story import Outcome, outcomes
from .tables import lexicon
from .things import DECADE

_RULE = "taste:"
_YES = re.compile(r"\b(?:yes|yeah|yep|sure|please|ok|okay|go ahead|correct|right|do)\b", re.I)
_REMOVE = re.compile(r"\b(?:remove|delete|forget|drop|take|erase|clear|scratch)\b(?: (?:it|that|them|this|him|her)| \S+ (?:off|from|out))\b", re.I)
# Said of tasks and things as often as of tastes.
_ENDED = re.compile(r"\b(?:done|through|finished|dropped|ditched|stopped|quit|given up|gave up|giving up|over|left|enough|put)\b")
_ABSTRACT = re.compile(r"(?:ment|tion|sion|ness|ity|ance|ence|ship|cy|work)s?$")
_IS_BAD = re.compile(r"^(?!i |we )(?:\S+ ){1,5}(?:is|are) (?:(?:so|too|far|way|all|a bit|always|such) )*(?:boring|dull|awful|terrible|horrible|dreadful|tedious|overrated|unbearable|rubbish|garbage|trash|dire|insufferable)$")
_WORDS = {
    "twenties": "1920s", "thirties": "1930s", "forties": "1940s", "fifties": "1950s", "sixties": "1960s",
    "seventies": "1970s", "eighties": "1980s", "nineties": "1990s", "noughties": "2000s",
}  # fmt: skip
_SHORT_DECADE = re.compile(r"(?<!\d)(\d)0 ?s\b")


def read_tastes(heard: Heard) -> LifeReading:
    """The likes and dislikes that a message states, takes back or changes, in any words.

    Values are the user's own words, or those of the live fact that they are about. The focus keeps the
    domain last spoken of. Never raises for any text.
    """
    live = tastes_of(heard.live)
    said = outcomes(acts(heard.text))
    claims: list[Claim] = []
    domain = heard.focus.domain
    follows = _elaborates(heard)
    for outcome in said:
        if outcome.back:
            claims.extend(_pointed(outcome, heard, live))
            continue
        where = place(outcome, heard, live)
        if not _worth(outcome, where, follows, live, heard):
            continue
        claims.extend(_claims(outcome, where, heard, live))
        domain = where.domain if where.domain != UNPLACED else domain
    if not claims:
        claims.extend(_agreed(heard, live))
    return LifeReading(tuple(_once(claims)), replace(heard.focus, domain=domain))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    kept: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        kept[(claim.kind, claim.attribute, claim.value_norm)] = claim
    return list(kept.values())


def _elaborates(heard: Heard) -> bool:
    """Whether the user's last turn told of a taste: this one may only say why."""
    for said in reversed(heard.before):
        if said.speaker == "user":
            return any(not outcome.back for outcome in outcomes(acts(said.text)))
    return False


def _worth(outcome: Outcome, where: Place, follows: bool, live: Sequence[Fact], heard: Heard) -> bool:
    """Whether what was understood is surely a taste of the user's. Better to miss one than to invent it."""
    thing, act = outcome.thing, outcome.act
    norm = fold(heard.text[thing.start : thing.end])
    if not norm or len(norm) < 2:
        return False
    if outcome.polarity == 0:
        if same_taste(norm, live, partly=True) is not None or where.source in ("own", "value", "live"):
            return True
        return act.kind != "lost" or (len(thing.words) < 4 and not _ENDED.search(act.clause.text))
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
        return evident and (named or thing.domain != "" or known_value(norm) != ("", "") or where.source == "live") and act.cue == "like.weak" and not _habit(act)
    if strength == "lean":
        return where.domain != UNPLACED
    if outcome.experience:
        return where.domain != UNPLACED and (named or evident) and (where.domain != "travel" or named)
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
    return act.cue == "dislike" and _IS_BAD.search(act.clause.text) is not None


def _habit(act: Act) -> bool:
    """Whether the weak cue only tells of doing: "I read a novel" says little, "I've been reading sagas" more."""
    text = act.clause.text
    if not re.search(r"\b(?:listen(?:ing)? to|read(?:ing)?|watch(?:ing)?|choose|pick)\b", text):
        return False
    return re.search(r"\b(?:been|keep|always|mostly|usually|mainly|only|tend|a lot|lots)\b", text) is None


def _claims(outcome: Outcome, where: Place, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    thing = outcome.thing
    text = heard.text[thing.start : thing.end]
    norm, shown = _normal(text)
    domain = "" if where.source in ("turns", "focus", "", "message", "live") else where.domain
    held = same_taste(norm, live, domain, partly=_partly(outcome))
    if held is None and outcome.polarity == 0:
        held = same_taste(norm, live, partly=True)
    attribute = held.attribute if held is not None else where.attribute
    if held is not None:
        norm, shown = held.value_norm, held.value_text
    computed = fold(text) != norm and not f" {fold(text)} ".startswith(f" {norm} ")
    rule = f"{'computed:' if computed else ''}{_RULE}{outcome.act.cue}"
    base = Claim(
        kind=ClaimKind.RETRACT if outcome.polarity == 0 else ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=norm,
        value_text=shown,
        start=thing.start,
        end=thing.end,
        polarity=outcome.polarity,
        rule=rule,
    )
    if outcome.polarity == 0:
        return [base.model_copy(update={"closes": (held.fact_id,) if held else ()})]
    return _replacing(base, outcome, where, heard, live)


def _partly(outcome: Outcome) -> bool:
    return outcome.polarity == 0 or outcome.act.kind in ("was like", "was dislike") or (
        outcome.thing.named and outcome.act.kind != "knew"
    )


def _replacing(base: Claim, outcome: Outcome, where: Place, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """The assertion with what it takes the place of: in its own slot `replaces`, in another one a retraction."""
    replaces: list[str] = []
    closes: list[str] = []
    extra: list[Claim] = []
    for old in outcome.instead_of:
        gone = replace(outcome, thing=old, polarity=0, instead_of=())
        (claim,) = _claims(gone, place(gone, heard, live), heard, live)
        if claim.value_norm == base.value_norm and claim.attribute == base.attribute:
            continue
        same_slot = claim.attribute == base.attribute or (
            not claim.closes and claim.attribute.split(".")[0] in (base.attribute.split(".")[0], UNPLACED)
        )
        if same_slot:
            replaces.append(claim.value_norm)
            closes.extend(claim.closes)
        else:
            extra.append(claim)
    done = base.model_copy(update={"replaces": tuple(replaces), "closes": tuple(closes)})
    return [*extra, done]


def _normal(text: str) -> tuple[str, str]:
    """Identity and display of a value: decades in one form ("the 80s" is 1980s), everything else as said."""
    norm = fold(text)
    if not DECADE.match(norm) and not DECADE.match(text.lower().replace("’", "'")):
        return norm, text
    full = " ".join(_WORDS.get(word, word) for word in norm.split())
    full = _SHORT_DECADE.sub(lambda m: f"{'20' if m[1] in '012' else '19'}{m[1]}0s", full)
    full = re.sub(r"(\d{4}) s\b", r"\1s", full)
    return (norm, text) if full == norm else (full, full)


def _pointed(outcome: Outcome, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """A claim about what only earlier turns name ("I've gone off them"): on live facts alone."""
    if outcome.act.clause.text.startswith("not") and len(outcome.act.clause.words) < 4:
        return []
    for said in reversed(heard.before[-4:]):
        held = mentioned(said.text, live)
        if held:
            fact = held[0]
            if outcome.polarity == fact.polarity or (outcome.polarity and outcome.act.strength):
                return []
            return [_about(fact, outcome.polarity, outcome.act, heard)]
    return []


def _about(fact: Fact, polarity: int, act: Act | None, heard: Heard) -> Claim:
    words = act.clause.words if act else ()
    return Claim(
        kind=ClaimKind.RETRACT if polarity == 0 else ClaimKind.ASSERT,
        attribute=fact.attribute,
        value_norm=fact.value_norm,
        value_text=fact.value_text,
        start=words[0].start if words else 0,
        end=words[-1].end if words else len(heard.text),
        polarity=polarity,
        rule=f"computed:{_RULE}{act.cue if act else 'agreed'}",
        closes=(fact.fact_id,) if polarity == 0 else (),
    )


def _agreed(heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """A yes to the question whether a taste should be forgotten."""
    last: Said | None = heard.before[-1] if heard.before else None
    asked = last is not None and last.speaker == "assistant" and "?" in last.text
    removes = last is not None and re.search(r"\b(?:remove|delete|forget|take|drop)\b", last.text, re.I)
    if not (asked and removes and last is not None):
        return []
    if re.search(r"\b(?:no|not|don'?t|keep)\b", heard.text, re.I) or not (_REMOVE.search(heard.text) or _YES.match(heard.text.strip())):
        return []
    told = {fold(said.text[one.thing.start : one.thing.end]) for said in heard.before if said.speaker == "user" for one in outcomes(acts(said.text)) if not one.back}
    held = [fact for fact in mentioned(last.text, live) if not any(same_taste(norm, [fact], partly=True) for norm in told)]
    return [_about(held[0], 0, None, heard)] if held else []
