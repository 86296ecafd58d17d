"""Where a target appears in an answer: literally, by an alias, or, for long targets, by coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .numbers import contains_all, quantities
from .wordlists import data, word_list
from .words import Text, stems

LONG = 5
"""Content words from which a target may be covered instead of quoted."""
LITERAL, LOOSE = 0.8, 0.6
"""Share of content words that one sentence must carry. `LOOSE` only widens, for the bounds; a short target
then counts where all of its content words stand in one sentence, in any order."""

JOINED = 3
"""Values of so few words may be written together or with hyphens."""
_SPLITTERS = (r"(?<=[.!?])[,\s]+(?=[A-Z0-9])", r",\s+(?=[A-Z0-9])")
"""Ways to part a list given in one line: after the full stop of an element, or at its comma."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a target appears, and how it was found."""

    span: Span
    how: str


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """The judge's own list of other names, by folded name."""
    return {" ".join(stems(name)): tuple(others) for name, others in data("aliases.json").items()}


@lru_cache(maxsize=4096)
def names(target: str, extra: tuple[str, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """The target and its aliases as stems, longest first."""
    own = stems(target)
    others = (*aliases().get(" ".join(own), ()), *extra)
    found = {own, *(stems(other) for other in others)}
    return tuple(sorted((name for name in found if name), key=len, reverse=True))


def find(
    text: Text,
    target: str,
    *,
    extra: tuple[str, ...] = (),
    masked: Sequence[Span] = (),
    share: float = LITERAL,
) -> list[Hit]:
    """Every appearance of a target outside the masked spans; the shortest evidence first."""
    spans = [span for name in names(target, extra) for span in text.find(_bare(name), word_list("filler"))]
    spans = spans or (text.joined(target) if len(stems(target)) <= JOINED else [])
    hits = [Hit(span, "phrase") for span in spans if not _inside(span, masked)]
    return hits or _by_parts(text, target, share)


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    """Without articles and possessives inside; the first word stays: it may be part of a name (The National)."""
    return name[:1] + tuple(word for word in name[1:] if word not in word_list("filler"))


def _by_parts(text: Text, target: str, share: float) -> list[Hit]:
    """A long target by coverage, or a list by all of its elements."""
    covered = _covered(text, target, share)
    if covered is not None:
        return [covered]
    for splitter in _SPLITTERS:
        parts = _parts(target, splitter)
        if len(parts) < 2:
            continue
        found = [find(text, part, share=share) for part in parts]
        return [Hit(hits[0].span, "every part") for hits in found[:1]] if all(found) else []
    return []


def elements(target: str) -> tuple[str, ...]:
    """The elements of a list that a target may be, by either way of splitting; empty for a plain value."""
    found = (_parts(target, splitter) for splitter in _SPLITTERS)
    return tuple(part for parts in found if len(parts) > 1 for part in parts)


def content_words(target: str) -> frozenset[str]:
    """The stems that carry meaning."""
    return frozenset(stems(target)) - word_list("stop")


def _parts(target: str, splitter: str) -> list[str]:
    return [part for part in re.split(splitter, target) if part.strip()]


def _covered(text: Text, target: str, share: float) -> Hit | None:
    """One sentence that carries enough of a long target's content words and all of its numbers."""
    wanted = content_words(target)
    if len(wanted) < LONG:
        if share >= LITERAL or len(wanted) < 2:
            return None
        share = 1.0
    needed = quantities(target)
    for number, sentence in enumerate(text.sentences):
        if number not in text.sentence_of:
            continue
        carried = wanted & set(stems(sentence))
        if len(carried) >= share * len(wanted) and contains_all(needed, sentence):
            first, last = text.span_of(number)
            at = next(i for i in range(first, last) if text.stems[i] in wanted)
            return Hit((at, at + 1), f"{len(carried)}/{len(wanted)} words")
    return None


def mask(text: Text, target: str, others: Iterable[str]) -> tuple[Span, ...]:
    """Spans of longer targets that contain this one: `war drama` hides its `drama`."""
    own = stems(target)
    spans: list[Span] = []
    for other in others:
        longer = stems(other)
        if len(longer) > len(own) and any(
            longer[i : i + len(own)] == own for i in range(len(longer) - len(own) + 1)
        ):
            spans.extend(text.find(longer))
    return tuple(spans)


def _inside(span: Span, masked: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in masked)
