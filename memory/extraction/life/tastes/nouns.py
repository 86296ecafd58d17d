"""A noun of a domain inside a phrase, and where the value stands: before it, after it, or as its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .carried import ABOUT, MAKERS, OPEN_LINKS, Carried, domain_noun
from .complements import complement
from .phrases import after_verb, fixed_phrase, lean_front, stripped
from .tables import lexicon, listed, plain
from .word import Word

_REACH = 5
_CALLED = frozenset(["called", "named", "titled", "of", "is"])
_ANYTHING = frozenset(["anything", "everything", "stuff", "things", "something", "work", "works", "music"])
_JOINERS = frozenset(["and", "or", ","])


def by_noun(found: Carried) -> Carried:
    """What a noun of a domain tells, and where the value stands: before it or after it."""
    words = list(found.words)
    if not words:
        return found
    if fixed_phrase(words):
        slot = next(
            (SLOTS_OF_NOUNS[word.text] for word in words[1:_REACH] if word.text in SLOTS_OF_NOUNS), ""
        )
        return replace(found, domain="travel", slot=slot) if slot else found
    for at, word in enumerate(words[:_REACH]):
        if word.quoted or (word.name and word.text.lower() not in lexicon().nouns):
            if at + 1 < len(words) and word.owner:
                return _owned(found, words, at)
            continue
        if word.text in plain().stops and at:
            break
        told = _role(found, words, at) or _noun(found, words, at)
        if told is not None:
            return told
    return found


def _role(found: Carried, words: Sequence[Word], at: int) -> Carried | None:
    """After a word for a maker, a work or a slot: "the band X", "the novel X", "anything by X"."""
    text, rest = words[at].text.lower(), words[at + 1 :]
    if not rest:
        return None
    if text in lexicon().persons:
        return _person(found, words[:at], rest, *lexicon().persons[text])
    named = rest[0].name or rest[0].quoted
    if text in lexicon().titles and (named or rest[0].text in _CALLED):
        domain, slot = lexicon().titles[text]
        domain = domain or (domain_noun(words[0].text) if at == 1 else "")
        return replace(
            found, words=tuple(rest if named else rest[1:]), domain=domain or found.domain, slot=slot
        )
    if text in _ANYTHING and rest[0].text in OPEN_LINKS:
        return complement(found, words[:at], words[at], rest, domain_noun(text) or found.domain)
    return None


def _noun(found: Carried, words: Sequence[Word], at: int) -> Carried | None:
    """A noun of a domain with what stands before it ("heist films") or after it ("films about heists")."""
    domain, rest = domain_noun(words[at].text.lower()), words[at + 1 :]
    if not domain:
        return None
    if rest and rest[0].text in (listed("making") | ABOUT) and not rest[0].name:
        return complement(found, words[:at], words[at], rest, domain)
    nothing = replace(found, words=(), domain=domain, back=found.pointing, refused=not found.pointing)
    if not at:
        return None if rest else nothing
    ends = not rest or rest[0].text in plain().stops | plain().tails | _JOINERS | {"the", "a", "my"}
    if not ends:
        return None
    if rest and rest[0].text in _JOINERS:
        return replace(found, domain=domain)
    table = plain()
    if all(word.text in table.idle or word.text in table.determiners for word in words[:at]):
        return nothing
    slot = SLOTS_OF_NOUNS.get(words[at].text.lower(), found.slot)
    return replace(found, words=tuple(stripped(lean_front(words[: at + 1]))), domain=domain, slot=slot)


# Nouns that tell the slot for good, whatever is said of the value later.
SLOTS_OF_NOUNS = {
    "climate": "climate",
    "climates": "climate",
    "weather": "climate",
    "region": "region",
    "regions": "region",
}


def _working_as(rest: Sequence[Word]) -> tuple[str, str] | None:
    """The role in which someone's work is meant ("Alex Garland's work as a director"): domain and slot."""
    for before, word in pairwise(rest[:7]):
        if before.text in ("a", "an", "as") and word.text in lexicon().persons:
            return lexicon().persons[word.text]
    return None


def _owned(found: Carried, words: Sequence[Word], at: int) -> Carried:
    """A name that owns what follows: "Autechre's album 'Tri Repetae'", "Leckie's books", "Wuhan's markets"."""
    begin = at
    while begin and (words[begin - 1].name or _joins(words, begin)):
        begin -= 1
    rest = words[at + 1 :]
    role = _working_as(rest)
    if role is not None:
        return replace(found, words=tuple(words[begin : at + 1]), domain=role[0], slot=role[1])
    title = next(
        (
            w
            for i, w in enumerate(rest[:4])
            if w.quoted or (w.name and i and rest[i - 1].text in lexicon().titles)
        ),
        None,
    )
    noun = next((w.text for w in rest[:4] if domain_noun(w.text) or w.text in lexicon().titles), "")
    domain = domain_noun(noun) or (lexicon().titles[noun][0] if noun in lexicon().titles else "")
    if title is not None:
        return replace(
            found, words=tuple(rest[rest.index(title) :]), domain=domain or found.domain, slot="title"
        )
    if rest and rest[0].name:
        tail = tuple(rest)
        return replace(
            found, words=tail, domain=domain or found.domain, slot="title" if domain != "travel" else ""
        )
    return replace(
        found,
        words=tuple(words[begin : at + 1]),
        domain=domain or found.domain,
        slot=MAKERS.get(domain or found.domain, ""),
    )


def _joins(words: Sequence[Word], begin: int) -> bool:
    """Whether a small word before `begin` joins it to a name: "Florence and the Machine"."""
    text = words[begin - 1].text
    if text == "the" and begin > 1 and words[begin - 2].text in ("and", "&"):
        return begin > 2 and words[begin - 3].name
    if text == "and" and words[begin].text.lower() != "the":
        return False
    return text in ("&", "and", "of", "de", "van", "von", "la") and begin > 1 and words[begin - 2].name


def _example(words: Sequence[Word]) -> int:
    """Where the name given as an example begins ("with a quiet touch, such as NAME"); 0 where there is none."""
    for at, word in enumerate(words[:-1]):
        if word.name or word.text not in ("like", "such", "including"):
            continue
        begin = at + 2 if word.text == "such" else at + 1
        if begin < len(words) and words[begin].name:
            return begin
    return 0


def _person(found: Carried, before: Sequence[Word], rest: Sequence[Word], domain: str, slot: str) -> Carried:
    """After "the author", "bands", "directors who adapt"."""
    rest = list(rest)
    if (at := _example(rest)) > 0:
        return replace(found, words=tuple(rest[at:]), domain=domain, slot=slot)
    modifiers = [w for w in before if w.text not in plain().idle and w.text not in plain().determiners]
    if rest[0].text in ("like", "such", "called", "named", "is", ":") and not rest[0].name:
        rest = rest[2:] if rest[0].text == "such" else rest[1:]
        return replace(found, words=tuple(rest), domain=domain, slot=slot)
    if rest[0].text in ("who", "that", "which") and len(rest) > 2 and not modifiers:
        rest = after_verb(rest[1:])
        return replace(found, words=tuple(rest), domain=domain, slot=slot, about=True)
    if rest[0].name or rest[0].quoted:
        return replace(found, words=tuple(rest), domain=domain, slot=slot)
    if modifiers:
        return replace(found, words=tuple(modifiers), domain=domain, slot="genre")
    if rest[0].text in ("from", "of", "in"):
        return replace(found, words=tuple(rest[1:]), domain=domain)
    return replace(found, words=tuple(rest), domain=domain, slot=slot)
