"""The sources of a reply as things that can be looked up token by token."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ...memory.types import Fact
from .facts import FactWords
from .items import ItemNames, figures, names_of, numerals
from .result import AuditSources
from .words import Sentence, phrase


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` (exclusive) of a sentence that are words of a source."""

    first: int
    last: int
    kind: str
    words: tuple[str, ...]


@dataclass
class SourceIndex:
    """Names by their first word, all numbers, and all words in one string to find the rest in."""

    names: dict[str, dict[tuple[str, ...], str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    text: str = " "
    # By title: the years it may be dated, and the people credited with it.
    years: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    people: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sources: AuditSources, words: frozenset[str]) -> SourceIndex:
        """Index what a reply with these folded words may name. Of many thousand facts few are named in it."""
        index = cls()
        schema = sources.catalog.schema
        index.nouns = frozenset((*phrase(schema.noun), *phrase(schema.noun_plural)))
        spoken = (text for spec in schema.attributes for text in (spec.name, spec.label, spec.plural))
        index.labels = index.nouns | {word for text in spoken for word in phrase(text)}
        for item in sources.items:
            index._item(names_of(item, sources.catalog))
        known = sources.known or FactWords(sources.live, common=True)
        reported = (fact for fact in sources.closed if fact.fact_id in sources.reported)
        for fact in (*known.near(words), *(fact for fact in reported if mentions(fact, words))):
            index._fact(fact, sources)
        index.numbers.update(known.numbers)
        for fact in sources.closed:
            if fact.number is not None and fact.fact_id in sources.reported:
                index.numbers |= figures(fact.number)
        other = (*sources.texts, sources.message, schema.noun, schema.noun_plural)
        index.text += " ".join(word for text in other for word in phrase(text)) + " "
        index.numbers |= numerals(" ".join(other))
        for number in sources.numbers:
            index.numbers |= figures(number)
        index.numbers.update(str(place) for place in range(1, len(sources.items) + 1))
        return index

    def spans(self, sentence: Sentence) -> list[Span]:
        """The source names in a sentence, longest first at each place, not overlapping."""
        words = tuple(token.fold for token in sentence.tokens)
        found, at = [], 0
        while at < len(words):
            best: Span | None = None
            for name, kind in self.names.get(words[at], {}).items():
                end = at + len(name)
                if (best is None or end > best.last) and words[at:end] == name:
                    best = Span(at, end, kind, name)
            if best is not None:
                found.append(best)
            at = best.last if best is not None else at + 1
        return found

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether these words stand together in some other source text or in the user's message."""
        return f" {' '.join(words)} " in self.text

    def _item(self, about: ItemNames) -> None:
        for words, kind in about.names:
            self.names.setdefault(words[0], {}).setdefault(words, kind)
        for words in about.titles:
            self.years.setdefault(words, set()).update(about.years)
            self.people.setdefault(words, set()).update(about.people)
        self.numbers |= about.numbers

    def _fact(self, fact: Fact, sources: AuditSources) -> None:
        if words := phrase(fact.value_text):
            self.names.setdefault(words[0], {}).setdefault(words, "fact")
        if fact.ref is not None and fact.ref in sources.catalog:
            self._item(names_of(fact.ref, sources.catalog))
        moments = (fact.valid_from, fact.valid_to, fact.recorded_at, fact.closed_at, fact.expires_at)
        stated = (moment.date().isoformat() for moment in moments if moment is not None)
        self.numbers |= numerals(" ".join((fact.value_text, *stated)))
        if fact.number is not None:
            self.numbers |= figures(fact.number)
        self.text += " ".join(phrase(fact.label)) + " "


def mentions(fact: Fact, words: frozenset[str]) -> bool:
    """Whether any word of a fact's value is among these: a quick first look."""
    return not words.isdisjoint(_value_words(fact.value_norm))


@lru_cache(maxsize=50_000)
def _value_words(value_norm: str) -> frozenset[str]:
    return frozenset(value_norm.split())
