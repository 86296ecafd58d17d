"""A sentence without its fillers; its words of time kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .tables import Phrase, plain
from .word import Word


def thinned(words: list[Word]) -> tuple[list[Word], list[tuple[int, str]]]:
    """Without fillers and time words; the latter are kept aside with the index they stood at."""
    kept: list[Word] = []
    times: list[tuple[int, str]] = []
    at = 0
    while at < len(words):
        size, kind = _idle(words, at)
        if words[at].text == "no" and at + 1 < len(words) and words[at + 1].text == "longer":
            times.append((len(kept), "nomore"))
            kept.append(replace(words[at], text="not"))
            at += 2
            continue
        if kept and not words[at].name and words[at].text == kept[-1].text and words[at].text.isalpha():
            at += 1
            continue
        if size:
            if kind:
                times.append((len(kept), kind))
            at += size
            if at < len(words) and words[at].text == "," and (not kept or kept[-1].text == ","):
                at += 1
            continue
        kept.append(words[at])
        at += 1
    return kept, times


def _idle(words: Sequence[Word], at: int) -> tuple[int, str]:
    table = plain()
    for size in range(min(table.longest, len(words) - at), 0, -1):
        part = words[at : at + size]
        if any(word.name or word.quoted for word in part):
            continue
        phrase: Phrase = tuple(word.text for word in part)
        if phrase in table.nomore:
            return size, "nomore"
        if phrase in table.now:
            return size, "now"
        if phrase in table.then:
            return size, "then"
        if phrase in table.fillers and not _needed(words, at, phrase):
            return size, ""
    return 0, ""


def _needed(words: Sequence[Word], at: int, phrase: Phrase) -> bool:
    """Whether words that are mostly idle carry the sentence here: "not just", "not a lot", "as well as"."""
    following = words[at + size].text if at + (size := len(phrase)) < len(words) else ""
    if phrase == ("as", "well"):
        return following == "as"
    if phrase in (("kind", "of"), ("sort", "of")):
        return at > 0 and words[at - 1].text in (
            "what",
            "some",
            "any",
            "this",
            "that",
            "the",
            "my",
            "your",
            "a",
        )
    if phrase == ("i", "think"):
        return at > 0 and words[at - 1].text in ("how", "what", "that", "than", "if", "when")
    if phrase == ("i", "feel", "that"):
        return following == "way"
    if phrase == ("rather",):
        return following == "than" or (
            at > 0 and words[at - 1].text in ("would", "much", "far", "or", "always")
        )
    if phrase == ("right",):
        return following not in ("on", "off", "up")
    if phrase[0] == "well":
        return at > 0 and words[at - 1].text in ("did", "as", "very")
    return phrase in (("man",), ("mate",), ("class",)) and at > 0
