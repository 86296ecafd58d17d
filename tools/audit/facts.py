"""Facts by the words of their values: of many thousand remembered ones, those that a reply may name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from ...memory.types import Fact
from ...recommenders.patching import changed
from .lexicon import load_lexicon


class FactWords:
    """One set of facts, looked up by word; `follow` brings it up to date with a later reading of the set.

    With `common`, words that are too common to be names and numbers lead to a fact only where its value has
    no others: else half of all titles would be found for every `the`.
    """

    def __init__(self, facts: tuple[Fact, ...] = (), *, common: bool = False) -> None:
        self._keys = _telling if common else _words
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
        """The numbers that the facts hold."""
        return self._numbers.keys()

    def follow(self, facts: tuple[Fact, ...]) -> FactWords:
        """Patch what differs from the last reading; quick when little does. Returns itself."""
        if facts is not self._facts:
            start, old_end, new_end = changed(self._facts, facts)
            for fact in self._facts[start:old_end]:
                self._drop(fact)
            for fact in facts[start:new_end]:
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
        for word in list(self._keys(value_norm))[:1]:
            yield from (fact for fact in self._by_word.get(word, {}).values() if fact.value_norm == value_norm)

    def _put(self, fact: Fact) -> None:
        for word in self._keys(fact.value_norm):
            self._by_word.setdefault(word, {})[fact.fact_id] = fact
        if fact.number is not None:
            self._numbers[f"{fact.number:g}"] += 1

    def _drop(self, fact: Fact) -> None:
        for word in self._keys(fact.value_norm):
            group = self._by_word[word]
            # A fact that changed place may have been put again already.
            if group.get(fact.fact_id) is fact:
                del group[fact.fact_id]
            if not group:
                del self._by_word[word]
        if fact.number is not None:
            number = f"{fact.number:g}"
            self._numbers[number] -= 1
            if not self._numbers[number]:
                del self._numbers[number]


def _order(fact: Fact) -> tuple[str, datetime, str]:
    return fact.attribute, fact.recorded_at, fact.fact_id


@lru_cache(maxsize=50_000)
def _words(value_norm: str) -> frozenset[str]:
    return frozenset(value_norm.split())


@lru_cache(maxsize=50_000)
def _telling(value_norm: str) -> frozenset[str]:
    """The words that are neither common nor numbers, where there are any; else all."""
    words = _words(value_norm)
    return frozenset(w for w in words if w not in load_lexicon().common and not w.isdigit()) or words
