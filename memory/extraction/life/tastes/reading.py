"""From what a message says of its tastes to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .....fold import fold
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard, LifeReading
from .act import RULE
from .acts import acts
from .evidence import known_value, weigh
from .linking import same_taste, scattered, tastes_of
from .listing import DECADE
from .nouns import SLOTS_OF_NOUNS
from .placing import UNPLACED, Place, place
from .pointing import agreed_to, pointed_at
from .replying import replied
from .story import outcomes
from .teller import Outcome
from .worth import worth_keeping

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
    said = outcomes(acts(heard.text)) or replied(heard)
    claims: list[Claim] = []
    domain = heard.focus.domain
    follows = _elaborates(heard)
    for outcome in said:
        if outcome.back:
            claims.extend(pointed_at(outcome, heard, live))
            continue
        if not heard.free(outcome.thing.start, outcome.thing.end):
            continue
        where = _beside(outcome, place(outcome, heard, live), heard, live)
        if not worth_keeping(outcome, where, follows, live, heard):
            continue
        claims.extend(_claims(outcome, where, heard, live))
        domain = where.domain if where.domain != UNPLACED else domain
    if not claims:
        claims.extend(agreed_to(heard, live))
    return LifeReading(tuple(_once(claims)), replace(heard.focus, domain=domain))


def _beside(outcome: Outcome, where: Place, heard: Heard, live: Sequence[Fact]) -> Place:
    """The place of a value that takes another's: in the other's domain where its own is not known."""
    if not outcome.instead_of or (
        where.source in ("own", "value", "live", "message") and not _loosely(outcome)
    ):
        return where
    old = place(replace(outcome, thing=outcome.instead_of[0], instead_of=()), heard, live)
    if old.domain == UNPLACED or (where.domain != UNPLACED and old.source != "own"):
        return where
    thing = replace(outcome.thing, domain=old.domain)
    return place(replace(outcome, thing=thing), heard, live)


def _loosely(outcome: Outcome) -> bool:
    """Whether the words around a value only hint at its domain: "time travel stories" are films as well."""
    thing = outcome.thing
    near = [word.text.lower() for word in outcome.act.clause.words if word not in thing.words]
    own = not thing.named and known_value(fold(" ".join(w.text for w in thing.words))) == ("", "")
    return own and not weigh(near, loose=False)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Every claim once; what ends by being replaced is not ended apart from it."""
    kept: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        kept[(claim.kind, claim.attribute, claim.value_norm)] = claim
    replaced = {fact_id for claim in claims if claim.kind is ClaimKind.ASSERT for fact_id in claim.closes}
    return [
        claim
        for claim in kept.values()
        if claim.kind is ClaimKind.ASSERT or not claim.closes or not set(claim.closes) <= replaced
    ]


def _elaborates(heard: Heard) -> bool:
    """Whether the user's last turn told of a taste: this one may only say why."""
    for said in reversed(heard.before):
        if said.speaker == "user":
            return any(not outcome.back for outcome in outcomes(acts(said.text)))
    return False


def _claims(outcome: Outcome, where: Place, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    thing = outcome.thing
    text = heard.text[thing.start : thing.end]
    norm, shown = _normal(text)
    domain = "" if where.source in ("turns", "focus", "", "message", "live") else where.domain
    held = same_taste(norm, live, domain, partly=_partly(outcome))
    if held is None and outcome.polarity == 0:
        held = same_taste(norm, live, partly=True) or scattered(heard.text, live)
    if held is not None and _other_sense(held, where, outcome):
        held = None
    attribute = held.attribute if held is not None else where.attribute
    if held is not None:
        norm, shown = held.value_norm, held.value_text
    computed = fold(text) != norm and not f" {fold(text)} ".startswith(f" {norm} ")
    rule = f"{'computed:' if computed else ''}{RULE}{outcome.act.cue}"
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
    return _replacing(base, outcome, heard, live)


def _other_sense(held: Fact, where: Place, outcome: Outcome) -> bool:
    """Whether one word is held as a climate and said of a region, or the other way round: "Mediterranean"."""
    told = outcome.thing.slot in SLOTS_OF_NOUNS.values()
    return told and held.attribute != where.attribute and held.attribute.startswith("travel.")


def _partly(outcome: Outcome) -> bool:
    return (
        outcome.polarity == 0
        or outcome.act.kind in ("was like", "was dislike")
        or (outcome.thing.named and outcome.act.kind != "knew")
    )


def _replacing(base: Claim, outcome: Outcome, heard: Heard, live: Sequence[Fact]) -> list[Claim]:
    """The assertion with what it takes the place of: in its own domain `replaces`, in another one a retraction."""
    replaces: list[str] = []
    closes: list[str] = []
    extra: list[Claim] = []
    for old in outcome.instead_of:
        gone = replace(outcome, thing=old, polarity=0, instead_of=())
        (claim,) = _claims(gone, place(gone, heard, live), heard, live)
        if claim.value_norm == base.value_norm and claim.attribute == base.attribute:
            continue
        domain, _, _ = claim.attribute.partition(".")
        own = base.attribute.split(".")[0]
        # A value may take the place of one in another slot of its domain (a kayak trip, that of a beach).
        if domain == own or (domain == UNPLACED and not claim.closes):
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
