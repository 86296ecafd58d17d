"""Mentions that are not names: periods, running times, counts, places, adjectives and comparatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .lexicon_quantity import find_counts, find_lengths, find_places
from .lexicon_time import find_periods
from .lexicon_tokens import Line
from .lexicon_types import Mention, Reading

_NOUN = (
    r"(?:films?|movies?|flicks?|ones?|stuff|things?|cinema|pictures?|books?|novels?|titles?|releases?"
    r"|suggestions?"
    r"|recommendations?|picks?|tonight|please|and|but|or|with|from|by|for|in|to)"
)
# "last" and "top" alone are places only where nothing follows that they could describe.
_LOOSE = frozenset(("last", "1"))


class NumberReader:
    """Reads everything countable out of a line. `newest` is the catalogue's newest year."""

    def __init__(self, words: dict[str, dict[str, Any]], newest: int) -> None:
        self._newest = newest
        self._direction = words.get("direction", {})
        self._year_words = words.get("year_words", {})
        self._runtime_words = words.get("runtime_words", {})
        phrases = sorted((*self._direction, *self._year_words, *self._runtime_words), key=len, reverse=True)
        self._adjective = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")(?= |$)")

    def read(self, text: str, line: Line) -> Iterator[Mention]:
        """Mentions in no particular order; those of different kinds may overlap."""
        for quantity in find_lengths(line.text):
            yield self._mention(
                text,
                line,
                quantity.start,
                quantity.end,
                quantity.kind,
                low=quantity.low,
                high=quantity.high,
                bound="span" if quantity.low and quantity.high else "open",
            )
        for period in find_periods(line.text, self._newest):
            yield self._mention(
                text,
                line,
                period.start,
                period.end,
                "year",
                low=period.low,
                high=period.high,
                bound=period.bound,
            )
        for quantity in find_places(line.text):
            if not self._loose(line, quantity.refs, quantity.start, quantity.end):
                yield self._mention(text, line, quantity.start, quantity.end, "ordinal", refs=quantity.refs)
        for quantity in find_counts(line.text):
            yield self._mention(
                text, line, quantity.start, quantity.end, "count", low=quantity.low, high=quantity.high
            )
        yield from self._hashes(text, line)
        yield from self._adjectives(text, line)

    def _mention(self, text: str, line: Line, begin: int, finish: int, kind: str, **more: Any) -> Mention:
        first, last = line.index(begin), line.index(finish - 1)
        start, end = line.tokens[first].start, line.tokens[last].end
        return Mention(start, end, text[start:end], kind, **more)

    def _loose(self, line: Line, refs: tuple[str, ...], begin: int, finish: int) -> bool:
        words = line.text[begin:finish].split()
        if refs[0] not in _LOOSE or words[-1] not in ("last", "top", "final", "bottom"):
            return False
        first, last = line.index(begin), line.index(finish - 1) + 1
        follows = line.tokens[last] if last < len(line.tokens) else None
        _ = first
        return (
            follows is not None
            and not follows.gap.strip()
            and follows.norm not in ("and", "but", "please", "is", "was")
        )

    def _hashes(self, text: str, line: Line) -> Iterator[Mention]:
        for token in line.tokens:
            if token.gap.endswith("#") and token.norm.isdigit() and len(token.norm) < 3:
                start = token.start - 1
                yield Mention(start, token.end, text[start : token.end], "ordinal", refs=(token.norm,))

    def _adjectives(self, text: str, line: Line) -> Iterator[Mention]:
        for match in self._adjective.finditer(line.text):
            phrase = match.group()
            if phrase in self._direction:
                if line.text[: match.start()].split()[-1:] in (["no"], ["any"], ["much"]):
                    continue
                if not _comparative(phrase) and not self._describes(
                    line.text, match, ("something", "anything", "more", "ones")
                ):
                    continue
                reading = Reading("direction", self._direction[phrase])
                yield self._mention(text, line, *match.span(), "direction", readings=(reading,))
            elif self._describes(
                line.text, match, ("something", "anything", "nothing", "really", "too", "very")
            ):
                yield self._bounded(text, line, match, phrase)

    def _bounded(self, text: str, line: Line, match: re.Match[str], phrase: str) -> Mention:
        if phrase in self._year_words:
            spec = self._year_words[phrase]
            low = self._newest - spec["back"] if "back" in spec else spec.get("min")
            return self._mention(
                text, line, *match.span(), "year", low=low, high=spec.get("max"), bound="adjective"
            )
        spec = self._runtime_words[phrase]
        return self._mention(
            text, line, *match.span(), "runtime", low=spec.get("min"), high=spec.get("max"), bound="adjective"
        )

    def _describes(self, line: str, match: re.Match[str], heads: tuple[str, ...]) -> bool:
        """Whether an adjective is said of what is looked for, not of anything else ("how long is it")."""
        before = line[: match.start()].split()
        after = line[match.end() :].split()
        if before and before[-1] in ("how", "as", "m", "am", "so", "years", "very") and before[-1] != "very":
            return False
        if before and before[-1] in heads:
            return True
        if match.group().endswith("s") and match.group() in (
            "classics",
            "oldies",
            "hidden gems",
            "blockbusters",
        ):
            return True
        if len(before) > 1 and before[-2] in heads:
            return True
        return (bool(after) and bool(re.fullmatch(_NOUN, after[0]))) or _adjective_chain(after, before)


def _comparative(phrase: str) -> bool:
    words = phrase.split()
    return len(words) > 1 or phrase.endswith("er")


def _adjective_chain(after: list[str], before: list[str]) -> bool:
    """An adjective before others that lead up to a noun ("old French films"), or closing a short wish."""
    if not after:
        return not before or before[-1] in (
            "a",
            "an",
            "some",
            "any",
            "more",
            "and",
            "or",
            "but",
            "not",
            "less",
            "in",
        )
    return any(re.fullmatch(r"films?|movies?|flicks?|ones|books?|novels?", word) for word in after[:4]) or (
        bool(before) and before[-1] in ("a", "an", "some", "any", "good", "great", "of")
    )
