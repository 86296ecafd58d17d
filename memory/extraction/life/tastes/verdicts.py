"""What clauses without a cue of taste still tell: a verdict, a heading, a name for what is said next."""

from __future__ import annotations

from dataclasses import replace

from .....fold import fold
from .act import Act
from .clauses import Clause
from .evidence import is_known, strongest, weigh
from .listing import DECADE
from .names import BACK, Thing
from .tables import pattern, plain
from .things import things

_BARE = 4


FEW = 3


def tasty(thing: Thing) -> bool:
    """Whether a thing may be a taste: it has a name, a domain, or is known."""
    known = is_known(fold(" ".join(word.text for word in thing.words)))
    return thing.named or bool(thing.domain) or known or thing.words[0].text[:1].isdigit()


def mentioned_in(clause: Clause) -> tuple[Thing, ...]:
    """The last taste-like thing that a clause without a cue names, for what may be said of it next."""
    found: tuple[Thing, ...] = ()
    texts = [word.text.lower() for word in clause.words]
    domain = strongest(weigh(texts))
    for at, word in enumerate(clause.words):
        opens = at == 0 or not (clause.words[at - 1].name and not clause.words[at - 1].owner)
        if (word.name or word.quoted) and opens and domain:
            found = tuple(thing for thing in things(clause.words[at:])[:1] if thing.sort == "value")
            continue
        if DECADE.match(word.text):
            found = (Thing("value", (word,), domain),)
            continue
        for size in (3, 2, 1):
            part = clause.words[at : at + size]
            if (
                len(part) == size
                and is_known(fold(" ".join(texts[at : at + size])))
                and not (found and found[0].end >= part[-1].end)
            ):
                found = (Thing("value", tuple(part), domain),)
                break
    return found


def heading_of(clause: Clause, before: Act | None, found: list[Act]) -> Act | None:
    """A bare name before a verdict ("Iceland: loved it") or after one ("Not my thing: war films")."""
    if len(clause.words) > FEW + 1 or pattern("no verb").search(clause.text):
        return None
    objects = tuple(things(clause.words))
    if any(thing.sort != "value" for thing in objects):
        return None
    if (
        before is not None
        and before.kind in ("like", "dislike", "lost")
        and found
        and found[-1].things == (BACK,)
    ):
        found[-1] = replace(found[-1], things=objects)
        return None
    return Act("knew", objects, clause, "heading", len(found))


def verdict_of(clause: Clause, order: int) -> Act | None:
    """A judgement on what was spoken of: "it was awful", "couldn't put it down", "find them depressing"."""
    text = clause.text
    if pattern("bad ways").search(text):
        return Act("bad", (BACK,), clause, "verdict", order)
    if pattern("good ways").search(text):
        return Act("good", (BACK,), clause, "verdict", order)
    table = plain()
    found = pattern("find").search(text) or pattern("verdict").match(text)
    if found is None:
        return None
    words = set((found.groupdict().get("rest") or text).split())
    bare = found.re is pattern("verdict") and found.start("rest") == 0
    if bare and len(clause.words) > _BARE:
        return None
    good, bad = bool(words & table.good), bool(words & table.bad)
    if good == bad:
        return None
    if pattern("negated").search(text):
        good, bad = bad, good
    return Act("good" if good else "bad", (BACK,), clause, "verdict", order)
