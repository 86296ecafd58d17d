"""The sources of a reply as things that can be looked up token by token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...memory.types import Fact
from ...recommenders.types import CatalogSchema, Item
from .result import AuditSources
from .words import Sentence, phrase

_ARTICLES = {"the", "a", "an"}
_DIGITS = re.compile(r"\d+")


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
    def of(cls, sources: AuditSources) -> SourceIndex:
        """Index everything that may be named in the reply."""
        index = cls()
        schema = sources.catalog.schema
        index.nouns = frozenset((*phrase(schema.noun), *phrase(schema.noun_plural)))
        spoken = (text for spec in schema.attributes for text in (spec.name, spec.label, spec.plural))
        index.labels = index.nouns | {word for text in spoken for word in phrase(text)}
        for item in sources.items:
            index._item(item, schema)
        facts = (*sources.live, *(fact for fact in sources.closed if fact.fact_id in sources.reported))
        for fact in facts:
            index._fact(fact, sources)
        words = (*sources.texts, sources.message, schema.noun, schema.noun_plural)
        index.text += " ".join(word for text in words for word in phrase(text)) + " "
        index._count(words)
        index.numbers.update(_DIGITS.findall(" ".join(f"{number:.10g}" for number in sources.numbers)))
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

    def _add(self, name: str, kind: str) -> tuple[str, ...]:
        words = phrase(name)
        if words:
            self.names.setdefault(words[0], {}).setdefault(words, kind)
            self._count((name,))
        return words

    def _item(self, item: Item, schema: CatalogSchema) -> None:
        for title in _titles(item.title):
            words = self._add(title, "title")
            self.years.setdefault(words, set()).update({str(item.year)} if item.year else ())
            self.people.setdefault(words, set())
        if item.year:
            self.numbers.add(str(item.year))
        if item.runtime:
            self.numbers.add(str(item.runtime))
        kinds = {spec.name: spec.kind for spec in schema.attributes}
        for attribute, values in item.attributes.items():
            for value in values:
                words = self._add(value, kinds.get(attribute, "text"))
                if kinds.get(attribute) == "person":
                    self._person(item, words)

    def _person(self, item: Item, words: tuple[str, ...]) -> None:
        if not words:
            return
        # People are called by their last name once they have been named.
        self.names.setdefault(words[-1], {}).setdefault(words[-1:], "person")
        for title in _titles(item.title):
            self.people[phrase(title)] |= {words, words[-1:]}

    def _fact(self, fact: Fact, sources: AuditSources) -> None:
        self._add(fact.value_text, "fact")
        if fact.ref is not None and fact.ref in sources.catalog:
            self._item(sources.catalog.get(fact.ref), sources.catalog.schema)
        if fact.number is not None:
            self.numbers.add(f"{fact.number:g}")
        moments = (fact.valid_from, fact.valid_to, fact.recorded_at, fact.closed_at, fact.expires_at)
        self._count(moment.date().isoformat() for moment in moments if moment is not None)
        self.text += " ".join(phrase(fact.label)) + " "

    def _count(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.numbers.update(run.lstrip("0") or "0" for run in _DIGITS.findall(text))


def _titles(title: str) -> Iterator[str]:
    """The title, and the title without its article: people write both."""
    yield title
    first, _, rest = title.partition(" ")
    if first.lower() in _ARTICLES and rest:
        yield rest
