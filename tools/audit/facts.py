"""Facts by the words of their values: of many thousand remembered ones, those that a reply may name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from ...memory.types import Fact
from ...recommenders.patching import changed
from .items import figures
from .lexicon import load_lexicon


class FactWords:
    """One set of facts, looked up by word; `follow` brings it up to date with a later reading of the set.

    With `common`, words that are too common to be names and numbers lead to a fact only where its value has
    no others, and a first name does not: else half of all titles would be found for every `the`.
    """

    def __init__(self, facts: tuple[Fact, ...] = (), *, common: bool = False) -> None:
        self._keys = _telling if common else _every
        self._facts: tuple[Fact, ...] = ()
        self._by_word: dict[str, dict[str, Fact]] = {}
        self._numbers: Counter[str] = Counter()
        self.follow(facts)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts as they were read last."""
        return self._facts

    @property
    def numbers(self) -> Iterable[str]:
        """The runs of digits in the numbers that the facts hold, however they are written."""
        return self._numbers.keys()

    def follow(self, facts: tuple[Fact, ...]) -> FactWords:
        """Patch what differs from the last reading; quick when little does. Returns itself."""
        if facts is not self._facts:
            start, old_end, new_end = changed(self._facts, facts)
            old, new = self._facts[start:old_end], facts[start:new_end]
            before, after = set(map(id, old)), set(map(id, new))
            for fact in old:
                if id(fact) not in after:
                    self._drop(fact)
            for fact in new:
                if id(fact) not in before:
                    self._put(fact)
            self._facts = facts
        return self

    def near(self, words: Iterable[str]) -> tuple[Fact, ...]:
        """The facts that any of these folded words leads to, by attribute and in the order recorded."""
        found: dict[str, Fact] = {}
        for word in words:
            found.update(self._by_word.get(word, {}))
        return tuple(sorted(found.values(), key=_order))

    def of_value(self, value_norm: str) -> Iterator[Fact]:
        """The facts with this very value."""
        return (fact for fact in self.near(_words(value_norm)) if fact.value_norm == value_norm)

    def _put(self, fact: Fact) -> None:
        for word in self._keys(fact):
            self._by_word.setdefault(word, {})[fact.fact_id] = fact
        if fact.number is not None:
            self._numbers.update(figures(fact.number))

    def _drop(self, fact: Fact) -> None:
        for word in self._keys(fact):
            group = self._by_word[word]
            # A fact that changed place may have been put again already.
            if group.get(fact.fact_id) is fact:
                del group[fact.fact_id]
            if not group:
                del self._by_word[word]
        if fact.number is not None:
            for run in figures(fact.number):
                self._numbers[run] -= 1
                if not self._numbers[run]:
                    del self._numbers[run]


def _order(fact: Fact) -> tuple[str, datetime, str]:
    return fact.attribute, fact.recorded_at, fact.fact_id


@lru_cache(maxsize=50_000)
def _words(value_norm: str) -> frozenset[str]:
    return frozenset(value_norm.split())


def _every(fact: Fact) -> frozenset[str]:
    return _words(fact.value_norm)


def _telling(fact: Fact) -> frozenset[str]:
    return _names(fact.value_norm, fact.ref is not None)


@lru_cache(maxsize=50_000)
def _names(value_norm: str, of_item: bool) -> frozenset[str]:
    """The words that are neither common nor numbers nor, but for items, the first of several; else all."""
    words = value_norm.split() if of_item else value_norm.split()[-1:] + value_norm.split()[1:-1]
    common = load_lexicon().common
    return frozenset(w for w in words if w not in common and not w.isdigit()) or _words(value_norm)
