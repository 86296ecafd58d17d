"""Words that carry a taste without being it: "books about", "the band", "watching", "Kundera's novels"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .carried import FEELINGS, OPEN_LINKS, Carried, domain_noun
from .nouns import by_noun
from .tables import lexicon, listed, plain
from .word import Word


def carried(words: Sequence[Word]) -> Carried:
    """Take the carriers off the front (and back) of a stretch of words."""
    found = _opening(list(words))
    if found.refused or found.back or not found.words:
        return found
    return _closing(by_noun(found))


def _opening(words: list[Word]) -> Carried:
    """Without determiners and without what one does with the thing: "watching", "going to"."""
    found = Carried()
    while words and not (words[0].name or words[0].quoted):
        found = _marked(found, words)
        if found.refused or found.back or _ends(found, words):
            break
        if words[0].text in listed("owners"):
            title = next((word for word in words[1:] if word.quoted), None)
            return replace(found, words=(title,)) if title else replace(found, back=True)
        size, found = _carrier(found, words)
        if not size:
            break
        words = words[size:]
    return replace(found, words=tuple(words))


def _marked(found: Carried, words: Sequence[Word]) -> Carried:
    """What the word in front says of the phrase."""
    text = words[0].text
    following = words[1].text if len(words) > 1 else ""
    if text in ("something", "anything") and following not in OPEN_LINKS:
        return replace(found, refused=True)
    if text == "every" and not found.domain:
        return replace(found, back=True)
    return replace(
        found,
        comparative=found.comparative or (text in ("more", "less") and len(words) > 2),
        pointing=found.pointing or text in listed("pointers") or text in listed("owners"),
        article=found.article or text in ("a", "an", "my", "our", "your", "one"),
        both=found.both or text == "both",
    )


def _ends(found: Carried, words: Sequence[Word]) -> bool:
    """Whether the phrase itself begins here: "anything by", "travel by night", a last pronoun."""
    text = words[0].text
    following = words[1].text if len(words) > 1 else ""
    if text in listed("owners"):
        return len(words) == 1 and text != "her"
    if text in listed("anything") and following in OPEN_LINKS | {"that"}:
        return True
    if text not in lexicon().doing or not following:
        return False
    if text in ("travelling", "traveling", "travel"):
        return following not in listed("ways")
    return bool(found.domain) and text in ("read", "watch", "listen", "visit")


def _carrier(found: Carried, words: Sequence[Word]) -> tuple[int, Carried]:
    """How many words in front only carry, and what they tell."""
    text = words[0].text
    following = words[1].text if len(words) > 1 else ""
    if text in lexicon().doing and following and text != "backpacking":
        size = 1
        while size < len(words) and words[size].text in listed("ways") and not words[size].name:
            size += 1
        about = following == "about"
        slot = "topic" if about else found.slot
        return size, replace(found, domain=lexicon().doing[text], about=about, slot=slot)
    if text in listed("feelings in ing") and following:
        return 1, found
    if text in FEELINGS and following in ("for", "of", "in", "with"):
        return 2, found
    if text in listed("stays") and following in listed("ways") | {"on", "back", "time"}:
        return 2, replace(found, domain=found.domain or ("travel" if text != "been" else ""))
    kept = f"{text} {following}" in plain().kept
    return (1 if text in plain().determiners and not kept else 0), found


def _closing(found: Carried) -> Carried:
    """What the end of a phrase tells of its domain: "in films", "as a travel destination", "music"."""
    words = list(found.words)
    for at in range(1, len(words)):
        if words[at].text in ("in", "for", "as", "on") and not words[at].name:
            rest = [w.text for w in words[at + 1 :] if w.text not in plain().determiners]
            domain = next((d for text in rest[:2] if (d := domain_noun(text))), "")
            if domain:
                return replace(found, words=tuple(words[:at]), domain=domain)
    return found
