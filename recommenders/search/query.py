"""What a search query says: values of attributes, people, years, lengths, and words left over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..catalog import PERSON, Catalog
from .fold import fold
from .lexicon_quantity import find_lengths
from .lexicon_tables import plural_forms, talk
from .lexicon_time import find_periods
from .names import NameIndex

_LONGEST = 5
# Words that carry no content in a search.
_EMPTY_WORDS = """
a about acted actor actors all an and any are as at best by called can cast could directed director
directors era every featuring find for from give good great i in is it language list made me movie
my named new of old on one or please produced search set shot show some something speaking starring
stars that the there title titled to want was watch what which who with writer writers written year
years you
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_NOT = frozenset({"no", "not", "without", "except", "minus", "excluding"})
# Words before a name that say in which role.
_CUES = {
    "directed": "director",
    "director": "director",
    "written": "writer",
    "writer": "writer",
    "starring": "actor",
    "featuring": "actor",
    "actor": "actor",
    "actress": "actor",
}
_LANGUAGE_CUES = frozenset({"in", "language", "speaking"})
_SPELLING_CUTOFF = 88.0
# Films of a country are also those of the states it came from.
_FORMERLY = {
    "Russia": ("Soviet Union", "Russian Empire"),
    "Germany": ("West Germany", "East Germany", "Nazi Germany", "Weimar Republic", "German Empire"),
    "Czechia": ("Czechoslovakia",),
    "Slovakia": ("Czechoslovakia",),
    "Serbia": ("Yugoslavia", "Serbia and Montenegro"),
    "Croatia": ("Yugoslavia",),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that must (or must not) hold: any of `values` of `attribute`."""

    attribute: str
    values: tuple[str, ...]
    exclude: bool = False


@dataclass(slots=True)
class Query:
    """A query, read. `rest` are the content words nothing else explains; bounds are inclusive."""

    text: str
    constraints: list[Constraint] = field(default_factory=list)
    years: tuple[int | None, int | None] = (None, None)
    runtimes: tuple[int | None, int | None] = (None, None)
    rest: list[str] = field(default_factory=list)
    # Whether the text is more than blanks but holds no word at all, such as "?!".
    unread: bool = False

    @property
    def bounded(self) -> bool:
        """Whether anything besides words is asked for."""
        return bool(self.constraints) or self.years != (None, None) or self.runtimes != (None, None)


class QueryReader:
    """Reads queries in the words of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._kinds = {spec.name: spec.kind for spec in catalog.schema.attributes}
        nouns = {fold(catalog.schema.noun), fold(catalog.schema.noun_plural)}
        self._empty = (
            _EMPTY | nouns | {"film", "films", "movie", "movies", "flick", "flicks", "picture", "pictures"}
        )
        years = catalog.years[~np.isnan(catalog.years)]
        self._newest = int(years.max(initial=0))

    @cached_property
    def people(self) -> NameIndex:
        """All people of the catalogue, row by row as in `column(PERSON).vocabulary`."""
        return NameIndex([fold(name) for name in self._catalog.column(PERSON).vocabulary])

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
        """Folded phrase -> (attribute, values, whether all are meant), of the kinds other than person."""
        found: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
        tables = talk(self._catalog.schema.domain)
        for spec in self._catalog.schema.attributes:
            if spec.kind == "person":
                continue
            values = {fold(value): value for value in reversed(self._catalog.values(spec.name))}
            for key, value in values.items():
                for form in plural_forms(key) if spec.kind == "category" else (key,):
                    found.setdefault(form, []).append((spec.name, (value,), spec.kind == "category"))
            for phrase, wanted in tables.get(spec.kind, {}).items():
                known = tuple(values[fold(name)] for name in wanted if fold(name) in values)
                if known and not any(attribute == spec.name for attribute, _, _ in found.get(phrase, ())):
                    found.setdefault(phrase, []).append((spec.name, known, spec.kind == "category"))
        return found

    def read(self, text: str) -> Query:
        """Take a query apart. Never fails: what is not understood is in `rest`."""
        line = fold(text)
        query = Query(text, unread=bool(text.strip()) and not line)
        words: list[str | None] = list(line.split())
        self._read_bounds(line, query, words)
        place = 0
        while place < len(words):
            place += self._read_phrase(words, place, query)
        query.rest = [word for word in words if word and word not in self._empty and word not in _NOT]
        return query

    def _read_bounds(self, line: str, query: Query, words: list[str | None]) -> None:
        """Years and lengths; the words that say them are taken off the list."""
        for period in find_periods(line, self._newest):
            query.years = _narrow(query.years, period.low, period.high)
            _take(words, line, period.start, period.end)
        for length in find_lengths(line):
            if all(word is not None for word in _span(words, line, length.start, length.end)):
                query.runtimes = _narrow(query.runtimes, length.low, length.high)
                _take(words, line, length.start, length.end)

    def _read_phrase(self, words: list[str | None], place: int, query: Query) -> int:
        """Read the longest known phrase at `place`, if any; returns how many words were read (at least 1)."""
        for size in range(min(_LONGEST, len(words) - place), 0, -1):
            part = words[place : place + size]
            if any(word is None for word in part):
                continue
            phrase = " ".join(word for word in part if word)
            before = [word for word in words[max(0, place - 2) : place] if word]
            if constraints := self._known(phrase, before):
                query.constraints += constraints
                words[place : place + size] = [None] * size
                return size
        return 1

    def _known(self, phrase: str, before: list[str]) -> list[Constraint]:
        exclude = bool(_NOT & set(before))
        if meanings := self._phrases.get(phrase, []):
            attribute, values, together = self._choose(meanings, before)
            if self._kinds[attribute] == "place":
                values = self._with_former(attribute, values)
            if together:
                return [Constraint(attribute, (value,), exclude) for value in values]
            return [Constraint(attribute, values, exclude)]
        # A single word is rarely a whole name, and often a word of a title.
        if names := self._people(phrase):
            return [Constraint(self._role(before, names), names, exclude)]
        return []

    def _people(self, phrase: str) -> tuple[str, ...]:
        """People of exactly this name, or meant by it together ("the Coen brothers")."""
        vocabulary = self._catalog.column(PERSON).vocabulary
        wanted = [phrase, *map(fold, talk(self._catalog.schema.domain).get("people", {}).get(phrase, ()))]
        names = [vocabulary[row] for name in wanted if " " in name for row in self.people.exact(name)]
        return tuple(dict.fromkeys(names))

    def _with_former(self, attribute: str, values: tuple[str, ...]) -> tuple[str, ...]:
        known = self._catalog.column(attribute).folded
        former = (name for value in values for name in _FORMERLY.get(value, ()) if fold(name) in known)
        return tuple(dict.fromkeys((*values, *former)))

    def _choose(
        self, meanings: list[tuple[str, tuple[str, ...], bool]], before: list[str]
    ) -> tuple[str, tuple[str, ...], bool]:
        """`french` is the country, unless a word before it speaks of language."""
        if _LANGUAGE_CUES & set(before[-1:]):
            for meaning in meanings:
                if self._kinds[meaning[0]] == "text":
                    return meaning
        order = ("category", "place", "text")
        return min(meanings, key=lambda meaning: order.index(self._kinds[meaning[0]]))

    def _role(self, before: list[str], names: tuple[str, ...]) -> str:
        """The attribute a name is meant for: the role a word before it says, when the person has it."""
        for word in reversed(before):
            role = _CUES.get(word)
            if role in self._kinds and any(self._catalog.has(role, name).any() for name in names):
                return role
        return PERSON

    def misspelt_person(self, rest: Iterable[str]) -> Constraint | None:
        """The person whose full name `rest` comes close to, if there is one."""
        text = " ".join(rest)
        if " " not in text:
            return None
        hits = self.people.match(text, cutoff=_SPELLING_CUTOFF, least=0.7)
        if not hits:
            return None
        best = max(score for _, score in hits)
        names = self._catalog.column(PERSON).vocabulary
        return Constraint(PERSON, tuple(names[row] for row, score in hits if score == best))


def _narrow(
    bounds: tuple[int | None, int | None], low: int | None, high: int | None
) -> tuple[int | None, int | None]:
    lows = [value for value in (bounds[0], low) if value is not None]
    highs = [value for value in (bounds[1], high) if value is not None]
    return max(lows, default=None), min(highs, default=None)


def _span(words: list[str | None], line: str, start: int, end: int) -> list[str | None]:
    first = len(line[:start].split())
    return words[first : first + len(line[start:end].split())]


def _take(words: list[str | None], line: str, start: int, end: int) -> None:
    """Mark the words that stand at characters `start` to `end` of the line as read."""
    first = len(line[:start].split())
    for place in range(first, min(len(words), first + len(re.findall(r"\S+", line[start:end])))):
        words[place] = None
