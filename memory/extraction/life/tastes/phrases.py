"""Trimming a phrase to the words that name something."""

from __future__ import annotations

from collections.abc import Sequence

from .....fold import fold
from .carried import GENERIC, domain_noun
from .evidence import is_known, known_value
from .tables import listed, pattern, plain
from .word import Word


def fixed_phrase(words: Sequence[Word]) -> bool:
    """Whether the phrase begins with a value of several words that is in the lexicon: "short stories"."""
    for size in range(min(4, len(words)), 1, -1):
        following = words[size].text if size < len(words) else ""
        norm = fold(" ".join(word.text for word in words[:size]))
        if is_known(norm) and (
            not following or following in plain().stops | plain().tails | {",", "and", "or"}
        ):
            return True
    return False


def stripped(words: Sequence[Word]) -> list[Word]:
    """Without a last noun that only names the domain: "heist films"; "sad songs" and "cold places" need theirs."""
    kept = list(words)
    while len(kept) > 1 and not kept[-1].name and (domain := domain_noun(kept[-1].text)):
        norm = fold(" ".join(word.text for word in kept))
        if (
            known_value(norm) != ("", "")
            and norm not in ("country music",)
            and known_value(fold(" ".join(w.text for w in kept[:-1]))) == ("", "")
        ):
            break
        if kept[-1].text == "fiction" or (domain == "travel" and kept[-1].text not in GENERIC):
            break
        before = kept[-2]
        single = len(kept) == 2 and not before.name and not before.quoted
        if (
            single
            and kept[-1].text not in GENERIC
            and known_value(before.text) == ("", "")
            and pattern("colour").match(before.text)
        ):
            break
        kept.pop()
    return kept


def lean_front(modifiers: Sequence[Word]) -> list[Word]:
    table = plain()
    words = list(modifiers)
    while (
        len(words) > 1
        and (words[0].text in table.idle or words[0].text in table.determiners)
        and not words[0].name
    ):
        words.pop(0)
    return words


def after_verb(rest: Sequence[Word]) -> list[Word]:
    words = list(rest)
    while (
        words
        and words[0].text in ("often", "always", "tend", "to", "can", "try", "love", "usually")
        and not words[0].name
    ):
        words.pop(0)
    if words and not words[0].name:
        words.pop(0)
    while words and words[0].text in listed("after verb") and not words[0].name:
        words.pop(0)
    return words


def trimmed(part: Sequence[Word]) -> list[Word]:
    """A lower-case value: up to where something else begins, without what only colours it."""
    table = plain()
    kept: list[Word] = []
    for at, word in enumerate(part):
        if at and word.text in table.stops and not word.name and not word.quoted:
            break
        if at and word.text in table.tails and not word.name and _ends_at(part, at):
            break
        if word.text == "," or (
            at and word.text == "the" and at + 1 < len(part) and part[at + 1].text == "way"
        ):
            break
        kept.append(word)
    colour = (table.determiners | table.idle) - listed("telling")
    while len(kept) > 1 and kept[0].text in colour and not _whole(kept):
        if f"{kept[0].text} {kept[1].text}" in table.kept:
            break
        kept.pop(0)
    while len(kept) > 1 and kept[-1].text in listed("flavours") and not kept[-1].name:
        kept.pop()
    kept = stripped(kept)
    while len(kept) > 1 and (
        kept[-1].text in table.determiners
        or kept[-1].text in table.tails
        or kept[-1].text in ("of", "and", "or")
    ):
        kept.pop()
    return kept


def _whole(words: Sequence[Word]) -> bool:
    return known_value(fold(" ".join(word.text for word in words))) != ("", "") and len(words) <= 3


def _ends_at(part: Sequence[Word], at: int) -> bool:
    """Whether the preposition at `at` begins something outside the value."""
    word = part[at].text
    head = part[0].text
    following = part[at + 1].text if at + 1 < len(part) else ""
    if not following:
        return True
    if word == "about" and part[at - 1].text.endswith("s"):
        return following in plain().determiners
    if word in ("with", "in", "to", "from", "by", "under", "off", "into", "through"):
        gerund = head.endswith("ing") or part[at - 1].text.endswith("ing")
        if following in plain().determiners or following in ("movies", "films", "books"):
            return not (gerund and word in ("with", "off", "through", "under", "by"))
        if word == "in":
            return not gerund or part[at + 1].name
        return not gerund
    return True
