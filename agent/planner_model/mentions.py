"""What a message's words name: the catalogue's mentions in it, and where a value stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ...recommenders.search.fold import fold
from ...recommenders.search.lexicon_tokens import tokenize
from ...recommenders.search.lexicon_types import Mention
from .schema import MEASURES
from .words import word_lists

NUMERIC = (*MEASURES, "ordinal", "count", "direction")


class Linker(Protocol):
    """The catalogue's names, as `recommenders.search.lexicon.Lexicon` finds them."""

    def link(self, text: str, prefer: Iterable[str] = ()) -> tuple[Mention, ...]:
        """Everything a text names, in order."""
        ...


class Titles(Protocol):
    """Titles by resemblance, as `recommenders.search.text.TextSearch` finds them."""

    def resolve_title(self, text: str, k: int = 5) -> list[tuple[str, float]]:
        """(item id, score 0 to 100), best first."""
        ...


class Labels(Protocol):
    """What an item id is called: `Heat (1995)`."""

    def __call__(self, item_id: str) -> str:
        """The label. Raises for an unknown id."""
        ...


@dataclass(frozen=True)
class Words:
    """A message with what the catalogue finds in it."""

    text: str
    mentions: tuple[Mention, ...]

    def places(self, value: str) -> tuple[int, int] | None:
        """Character offsets of a value's words in the message, compared folded; None when it is not there."""
        wanted = [token.norm for token in tokenize(value)]
        tokens = tokenize(self.text)
        if not wanted:
            return None
        for at in range(len(tokens) - len(wanted) + 1):
            window = tokens[at : at + len(wanted)]
            if all(_same(token.norm, word) for token, word in zip(window, wanted, strict=True)):
                return window[0].start, window[-1].end
        return None

    def at(self, span: tuple[int, int] | None, *kinds: str) -> list[Mention]:
        """Mentions that overlap a span; of the given kinds, if any are given."""
        if span is None:
            return []
        return [
            m
            for m in self.mentions
            if m.start < span[1] and span[0] < m.end and (not kinds or m.kind in kinds)
        ]

    def meaning(self, value: str) -> list[Mention]:
        """Mentions one of whose readings is this very value ("Horror" where the message says scary)."""
        wanted = fold(value)
        return [m for m in self.mentions if any(fold(r.value) == wanted for r in m.readings)]


def numeric_slots(mention: Mention) -> Iterator[tuple[str, str]]:
    """(slot, value) of a number, a place or a direction.

    Bounds come from the same reader as everywhere, never from the model's arithmetic.
    """
    if mention.kind in MEASURES:
        bounds = (("min", mention.low), ("max", mention.high))
        yield from (
            (f"{mention.kind}_{bound}", str(number)) for bound, number in bounds if number is not None
        )
    elif mention.kind == "ordinal":
        yield from (("ref", ref) for ref in mention.refs)
    elif mention.kind == "direction":
        yield "direction", mention.readings[0].value
    elif mention.kind == "count" and mention.low is not None:
        yield "count", str(mention.low)


def small_number(text: str) -> int | None:
    """A whole number from 1 to 50 in digits or words; None for anything else."""
    words = fold(text).split()
    if len(words) != 1:
        return None
    many = int(words[0]) if words[0].isdigit() else word_lists().counts.get(words[0], 0)
    return many if 1 <= many <= 50 else None


def _same(said: str, written: str) -> bool:
    """Equal words, or one inflected from the other ("western", "westerns")."""
    if said == written:
        return True
    short, long = sorted((said, written), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 2 and long.startswith(short)
