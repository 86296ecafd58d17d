"""What follows a noun of a domain: "films about", "music from", "books that explore"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .carried import ABOUT, MAKERS, Carried
from .phrases import after_verb, lean_front, stripped
from .tables import listed, plain
from .word import Word


def complement(
    found: Carried, before: Sequence[Word], noun: Word, rest: Sequence[Word], domain: str
) -> Carried:
    """A noun of a domain and what follows it: "films about", "music from", "books that explore"."""
    table = plain()
    modifiers = [w for w in before if w.text not in table.idle and w.text not in table.determiners]
    link = rest[0].text
    follows = list(rest[1:])
    here = replace(found, domain=domain or found.domain)
    own = replace(here, words=tuple(stripped([*lean_front(before), noun])))
    if not follows:
        return own if modifiers else replace(here, words=(), refused=True)
    if link in ABOUT and not (link == "on" and (modifiers or follows[0].text in table.determiners)):
        while follows and follows[0].text in listed("filler of a theme") and not follows[0].name:
            follows.pop(0)
        return replace(here, words=tuple(follows), slot="topic", about=True)
    if link in ("that", "which", "who", "where"):
        return _relative(here, own, follows, modified=bool(modifiers))
    if modifiers and link in ("from", "of", "in"):
        era = [w for w in follows[:3] if w.text not in table.determiners]
        if era and re.match(r"(?:\d{2,4}'?s|\w+ties)$", era[0].text):
            return replace(own, extra=(era[0],))
    named = next((w.name for w in follows if w.text not in table.determiners), False)
    if modifiers and link == "of" and named:
        return _made(here, link, follows)
    if modifiers and not (link == "by" or link in ("directed", "written", "starring")):
        return own
    return _made(here, link, follows)


def _relative(here: Carried, own: Carried, follows: Sequence[Word], *, modified: bool) -> Carried:
    """A clause after the noun: "books that explore", "films that are noir", "novels that make me think"."""
    verb = next((word.text for word in follows[:2] if word.text in listed("about verbs")), "")
    if not verb:
        return own if modified else replace(here, words=(), refused=True)
    if modified and verb in ("are", "is", "have", "has", "make", "do", "does", "use", "play", "write"):
        return own
    plain_verb = verb in ("are", "is", "come", "comes")
    return replace(
        here, words=tuple(after_verb(follows)), slot="" if plain_verb else "topic", about=not plain_verb
    )


_BY = frozenset("by directed written made sung performed produced composed of".split())


def _made(here: Carried, link: str, follows: list[Word]) -> Carried:
    """By whom, with whom, where from: "films by X", "starring X", "set in X", "such as X"."""
    if link in _BY | {"set", "based"} and follows[0].text in ("by", "in", "on", "during", "around"):
        follows = follows[1:]
    if link == "such":
        follows = follows[1:]
    lean = tuple(_lean(follows))
    named = bool(lean) and (lean[0].name or lean[0].quoted)
    if link in ("set", "based"):
        return replace(here, words=lean, slot="topic", about=True)
    if link in ("starring", "featuring") or (link == "with" and named):
        return replace(here, words=lean, slot="actor" if here.domain == "movies" else "")
    if link in _BY:
        return replace(here, words=lean, slot=MAKERS.get(here.domain, "") if named or link != "of" else "")
    if link == "with":
        return replace(
            here, words=lean, slot="topic" if here.domain in ("movies", "books") else "", about=True
        )
    if link in ("such", "like", "called", "named", "titled"):
        return replace(here, words=tuple(follows), slot="" if link in ("such", "like") else "title")
    if link in ("for", "as", "where"):
        return replace(here, words=(), refused=True)
    return _nested(here, lean)


def _nested(here: Carried, lean: Sequence[Word]) -> Carried:
    """One carrier inside another: "films from directors who"."""
    from .nouns import by_noun

    inner = by_noun(Carried(words=tuple(lean)))
    return replace(here, words=inner.words, slot=inner.slot or here.slot, about=inner.about or here.about)


def _lean(words: Sequence[Word]) -> list[Word]:
    found = list(words)
    if found and found[0].text in ("that", "this", "those", "these", "his", "her", "their", "its"):
        return []
    while found and found[0].text in plain().determiners and not found[0].name and found[0].text != "all":
        found.pop(0)
    return found
