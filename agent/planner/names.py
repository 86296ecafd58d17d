"""Words that look like a title or a name but match nothing in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from ...fold import fold
from ...memory.extraction.linking import Mentioned
from ...memory.extraction.skeleton import normal_form
from ...recommenders.search.lexicon_types import Mention

_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{2,80})[\"”»]|(?<!\w)[‘']([^'‘’\n]{2,80})['’](?!\w)")
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CUE = re.compile(
    r"\b(?:by|with|starring|directed|seen|watched|saw|loved|liked|love|hated|enjoyed|called|named|about"
    r"|similar to|like|than|wrote|starring"
    r"|featuring|why not|recommend|of|is|did|forget|in|was|not|does|know|heard of|and|or)(?: (?:the|a"
    r"|film|movie|show))?$"
)
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "halloween",
        "easter",
        "english",
        "netflix",
        "tastekeeper",
        "hi",
        "hello",
        "hey",
        "ok",
        "okay",
        "tv",
        "dvd",
        "usa",
        "uk",
    ]
)


# A verb in small letters where an order begins is no title: "explain it and drop the horror ones".
_VERBS = frozenset(
    "drop forget delete erase undo find show skip play list get give pick remove tell explain recommend suggest".split()
)
_BEGINS = re.compile(r"(?:^|[.,;!?:\n]|\b(?:and|then|but|or|please|you|to|just|now|also))\s*$", re.IGNORECASE)


# How people introduce themselves. What follows is their name: nothing to look up, whatever it sounds like.
_INTRODUCED = re.compile(
    r"\b(?i:my (?:\w+ )?name(?:['’]s| is)|i(?:['’]m| am) (?:called|named)|call me|i go by)"
    r"\s+(?P<name>[^\W\d_a-z][\w'’-]*\.?(?:\s+[^\W\d_a-z][\w'’-]*\.?){0,3})"
)


def _own_names(text: str) -> list[tuple[int, int]]:
    """Where somebody says their own name."""
    return [match.span("name") for match in _INTRODUCED.finditer(text)]


def _order(text: str, mention: Mentioned) -> bool:
    if mention.kind != "item" or mention.text not in _VERBS:
        return False
    goes_on = re.match(r"\s+\w", text[mention.end :])
    return bool(goes_on) and bool(_BEGINS.search(text[: mention.start]))


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


class Wordlist(Protocol):
    """Links what the catalogue knows, and knows which words are everyday ones."""

    def link(self, text: str, prefer: Iterable[str] = ()) -> Sequence[Mentioned]:
        """Mentions in order."""
        ...

    def is_word(self, word: str) -> bool:
        """Whether a folded word is known."""
        ...


class NamingLinker:
    """A linker that also marks unknown names, as mentions of kind `unknown` without readings."""

    def __init__(self, lexicon: Wordlist) -> None:
        self._lexicon = lexicon

    def is_word(self, word: str) -> bool:
        """Whether a folded word is known."""
        return self._lexicon.is_word(word)

    def link(self, text: str, prefer: Iterable[str] = ()) -> Sequence[Mentioned]:
        """Known and unknown names of `text`, in order, without overlaps."""
        own = _own_names(text[:4000])
        linked = (m for m in self._lexicon.link(text, prefer) if not _order(text, m))
        known = tuple(m for m in linked if not _within(m.start, m.end, own))
        unknown = [
            Mention(start, end, text[start:end], "unknown")
            for start, end in self._unknown(text[:4000], known)
            if not _within(start, end, own)
        ]
        return tuple(sorted((*known, *unknown), key=lambda mention: mention.start)) if unknown else known

    def _unknown(self, text: str, known: Sequence[Mentioned]) -> list[tuple[int, int]]:
        free = [True] * (len(text) + 1)
        for mention in known:
            free[mention.start : mention.end] = [False] * (mention.end - mention.start)
        spans: list[tuple[int, int]] = []
        for match in _QUOTED.finditer(text):
            group = 1 if match.group(1) else 2
            if all(free[match.start(group) : match.end(group)]) and len(match.group(group).split()) <= 8:
                spans.append(match.span(group))
        for span in self._runs(text, free):
            if all(span[1] <= a or b <= span[0] for a, b in spans):
                spans.append(span)
        return spans

    def _runs(self, text: str, free: list[bool]) -> Iterable[tuple[int, int]]:
        tokens = [m for m in _TOKEN.finditer(text) if free[m.start()]]
        inner = [m.group() for m in tokens[1:] if m.group() != "I"]
        shouting = sum(word[0].isupper() for word in inner) > 0.6 * len(inner) and len(inner) > 3
        run: list[re.Match[str]] = []
        for token in tokens:
            adjacent = run and text[run[-1].end() : token.start()] == " "
            if run and not (adjacent and self._belongs(token, shouting)):
                yield from self._name(run)
                run = []
            if run or self._suspicious(text, token, shouting):
                run.append(token)
        if run:
            yield from self._name(run)

    def _belongs(self, token: re.Match[str], shouting: bool) -> bool:
        return (token.group()[0].isupper() and not shouting) or not self._ordinary(token.group())

    def _ordinary(self, word: str) -> bool:
        folded = fold(word)
        return (
            len(folded) < 4
            or " " in folded
            or not folded.isalpha()
            or folded in _CALENDAR
            or self.is_word(folded)
            or normal_form(folded) != folded
        )

    def _suspicious(self, text: str, token: re.Match[str], shouting: bool) -> bool:
        word = token.group()
        before = text[: token.start()].rstrip()
        opens = not before or before[-1] in ".!?\n:"
        if fold(word) in _CALENDAR or "'" in word or "’" in word:
            return False
        if word[0].isupper() and not opens and not shouting and len(word) > 1 and not word.startswith("I'"):
            return (word.isalpha() and not self._ordinary(word)) or (
                bool(_CUE.search(before.lower())) and not word.isupper()
            )
        return not self._ordinary(word) and bool(_CUE.search(before.lower()))

    def _name(self, run: list[re.Match[str]]) -> Iterable[tuple[int, int]]:
        while run and fold(run[-1].group()) in _CALENDAR:
            run = run[:-1]
        if run:
            yield run[0].start(), run[-1].end()
