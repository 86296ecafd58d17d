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
        while (
            follows
            and follows[0].text
            in (
                "with",
                "the",
                "a",
                "an",
                "topics",
                "themes",
                "like",
                "of",
                "some",
                "such",
                "as",
                "theme",
                "topic",
            )
            and not follows[0].name
        ):
            follows.pop(0)
        return replace(here, words=tuple(follows), slot="topic", about=True)
    if link in ("that", "which", "who", "where"):
        verb = next((w.text for w in follows[:2] if w.text in listed("about verbs")), "")
        if not verb:
            return own if modifiers else replace(here, words=(), refused=True)
        if verb in ("are", "is"):
            if modifiers:
                return own
            return replace(here, words=tuple(after_verb(follows)), slot="")
        if verb in ("come", "comes"):
            return replace(here, words=tuple(after_verb(follows)), slot="")
        if modifiers and verb in ("have", "has", "make", "do", "does", "use", "play", "write"):
            return own
        return replace(here, words=tuple(after_verb(follows)), slot="topic", about=True)
    if modifiers and link in ("from", "of", "in"):
        era = [w for w in follows[:3] if w.text not in table.determiners]
        if era and re.match(r"(?:\d{2,4}'?s|\w+ties)$", era[0].text):
            return replace(own, extra=(era[0],))
    if modifiers and not (link == "by" or link in ("directed", "written", "starring")):
        return own
    return _made(here, link, follows)


def _made(here: Carried, link: str, follows: list[Word]) -> Carried:
    if link in (
        "directed",
        "written",
        "made",
        "sung",
        "performed",
        "produced",
        "composed",
        "set",
        "based",
    ) and follows[0].text in ("by", "in", "on", "during", "around"):
        follows = follows[1:]
        if link in ("set", "based"):
            return replace(here, words=tuple(_lean(follows)), slot="topic", about=True)
    if link in ("starring", "featuring"):
        return replace(here, words=tuple(_lean(follows)), slot="actor" if here.domain == "movies" else "")
    if link in ("by", "directed", "written", "made", "sung", "performed", "produced", "composed", "of"):
        slot = MAKERS.get(here.domain, "")
        lean = _lean(follows)
        named = bool(lean) and (lean[0].name or lean[0].quoted)
        return replace(here, words=tuple(lean), slot=slot if named or link != "of" else "")
    if link in ("such", "like"):
        follows = follows[1:] if link == "such" else follows
        return replace(here, words=tuple(follows))
    if link == "with":
        lean = _lean(follows)
        named = bool(lean) and lean[0].name
        slot = (
            ("actor" if here.domain == "movies" else "")
            if named
            else ("topic" if here.domain in ("movies", "books") else "")
        )
        return replace(here, words=tuple(lean), slot=slot, about=not named)
    if link in ("called", "named", "titled"):
        return replace(here, words=tuple(follows), slot="title")
    if link in ("for", "as", "where"):
        return replace(here, words=(), refused=True)
    from .nouns import by_noun

    inner = by_noun(Carried(words=tuple(_lean(follows))))
    return (
        replace(here, words=inner.words, slot=inner.slot, about=inner.about)
        if inner.slot
        else replace(here, words=inner.words)
    )


def _lean(words: Sequence[Word]) -> list[Word]:
    found = list(words)
    if found and found[0].text in ("that", "this", "those", "these", "his", "her", "their", "its"):
        return []
    while found and found[0].text in plain().determiners and not found[0].name and found[0].text != "all":
        found.pop(0)
    return found
