"""Words that carry a taste without being it: "books about", "the band", "watching", "Kundera's novels"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .carried import FEELINGS, OPEN_LINKS, VERBS, Carried, domain_noun
from .nouns import by_noun
from .tables import listed, plain
from .word import Word


def carried(words: Sequence[Word]) -> Carried:
    """Take the carriers off the front (and back) of a stretch of words."""
    found = _opening(list(words))
    if found.refused or found.back or not found.words:
        return found
    return _closing(by_noun(found))


def _opening(words: list[Word]) -> Carried:
    """Without determiners and without what one does with the thing: "watching", "going to"."""
    table = plain()
    found = Carried()
    while words:
        word = words[0]
        text = word.text
        following = words[1].text if len(words) > 1 else ""
        if word.name or word.quoted:
            break
        if text in ("his", "her", "their", "its") and (len(words) > 1 or text == "her"):
            rest = [w for w in words[1:] if w.quoted]
            return replace(found, words=tuple(rest[:1]), pointing=True) if rest else replace(found, back=True)
        if text in ("more", "less") and len(words) > 2:
            found = replace(found, comparative=True)
        if text in ("something", "anything") and following not in OPEN_LINKS:
            return replace(found, refused=True)
        if text in ("the", "that", "this", "those", "these", "such"):
            found = replace(found, pointing=True)
        if text == "every" and not found.domain:
            return replace(found, back=True)
        if text in ("a", "an", "my", "our", "your", "one"):
            found = replace(found, article=True)
        if text == "both":
            found = replace(found, both=True)
        if text in (
            "anything",
            "everything",
            "stuff",
            "things",
            "something",
            "work",
            "works",
        ) and following in OPEN_LINKS | {"that"}:
            break
        if text in VERBS and VERBS[text] and (len(words) > 1) and text != "backpacking":
            if text in ("read", "watch", "listen", "travel", "visit") and found.domain:
                break
            about = following == "about"
            if text in ("travelling", "traveling", "travel") and following not in (
                "to",
                "in",
                "around",
                "through",
                "across",
                "round",
            ):
                break
            found = replace(found, domain=VERBS[text], about=about, slot="topic" if about else found.slot)
            words = words[1:]
            while (
                words
                and words[0].text
                in ("to", "about", "in", "at", "around", "through", "across", "into", "round")
                and not words[0].name
            ):
                words = words[1:]
            continue
        if text in FEELINGS and following in ("for", "of", "in", "with"):
            words = words[2:]
            continue
        if text in listed("stays") and following in (
            "to",
            "on",
            "in",
            "at",
            "around",
            "back",
            "time",
            "through",
        ):
            found = replace(found, domain=found.domain or ("travel" if text != "been" else ""))
            words = words[2:]
            continue
        if text in table.determiners and not (len(words) > 1 and _kept(words)):
            words = words[1:]
            continue
        break
    return replace(found, words=tuple(words))


def _kept(words: Sequence[Word]) -> bool:
    """Whether an opening word belongs to the value: "new wave", "old towns", "classic rock", "best sellers"."""
    pair = f"{words[0].text} {words[1].text}"
    return pair in (
        "new wave",
        "old towns",
        "old town",
        "classic rock",
        "classic cars",
        "type beats",
        "all inclusive",
        "going solo",
        "young adult",
        "new age",
        "old school",
        "new jack",
        "all inclusives",
        "new orleans",
        "classic literature",
        "classic novels",
        "classic cinema",
        "classic films",
        "classic movies",
        "classic soul",
    )


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
