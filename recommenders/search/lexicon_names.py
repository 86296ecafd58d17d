"""The gazetteer: every folded phrase that may name something in a catalogue, built once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .fold import fold
from .lexicon_tables import folded_values, plural_forms, talk
from .lexicon_titles import part_names, whole_names
from .lexicon_types import Entry, Reading

if TYPE_CHECKING:
    from ..catalog import Catalog

_PARTICLES = {
    "de",
    "del",
    "von",
    "van",
    "der",
    "la",
    "le",
    "di",
    "da",
    "du",
    "st",
    "ter",
    "el",
    "al",
    "ben",
    "o",
}
_SUFFIXES = {"jr", "sr", "ii", "iii"}
# A surname names one person when that person's items have this many times the ratings of the next namesake's.
_SURNAME_LEAD = 2.0
# A part of a title is read as the item only when no full title of that name is at least this well known.
_PART_SHARE = 0.25


class _Names:
    """Phrases being gathered, by what they name."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.words = talk(catalog.schema.domain)
        self.whole: dict[str, dict[int, None]] = defaultdict(dict)
        self.part: dict[str, dict[int, None]] = defaultdict(dict)
        self.people: dict[str, list[str]] = defaultdict(list)
        self.values: dict[str, list[Reading]] = defaultdict(list)
        self.joint: set[str] = set()
        self.popularity = catalog.popularity.tolist()

    def titles(self) -> None:
        aliases = self.catalog.alias_column.lists()
        for row, (title, others) in enumerate(zip(self.catalog.titles, aliases, strict=True)):
            for name in whole_names((title, *others)):
                self.whole[name][row] = None
            for name in part_names(title):
                self.part[name][row] = None
        for short, titles in self.words.get("title", {}).items():
            for title in titles:
                for row in self.whole.get(fold(title), ()):
                    self.whole[fold(short)][row] = None

    def item_rows(self, phrase: str) -> list[int]:
        """Rows a title phrase may mean, the most popular first."""
        whole, part = self.whole.get(phrase, {}), self.part.get(phrase, {})
        best = max((self.popularity[row] for row in whole), default=-1.0)
        top = max((self.popularity[row] for row in part), default=-1.0)
        rows = dict(whole) if best >= top * _PART_SHARE else {**whole, **part}
        return sorted(rows or part, key=lambda row: (-self.popularity[row], self.catalog.ids[row]))


def _roles(catalog: Catalog, popularity: list[float]) -> tuple[dict[str, tuple[str, ...]], dict[str, float]]:
    """Per person: the attributes they appear under (most items first), and the ratings of their items."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    fame: dict[str, float] = defaultdict(float)
    for role in catalog.schema.names("person"):
        for row, people in enumerate(catalog.column(role).lists()):
            for place, name in enumerate(people):
                counts[name][role] = counts[name].get(role, 0) + 1
                # Leading roles and directors make a name known; the twentieth of a cast hardly does.
                fame[name] += (popularity[row] + 1.0) / (1.0 + place / 3)
    roles = {name: tuple(sorted(by, key=lambda role: -by[role])) for name, by in counts.items()}
    return roles, fame


def _surname(folded: str) -> str | None:
    words = folded.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    if len(words) < 2 or len(words[-1]) < 3:
        return None
    if len(words) > 2 and words[-2] in _PARTICLES:
        return " ".join(words[-2:])
    return words[-1]


def _add_people(names: _Names, roles: dict[str, tuple[str, ...]], fame: dict[str, float]) -> None:
    surnames: dict[str, list[str]] = defaultdict(list)
    floor = 0.1 * max(names.popularity, default=0.0)
    for name in roles:
        folded = fold(name)
        if not folded:
            continue
        names.people[folded].append(name)
        words = folded.split()
        if len(words) > 2 and len(words[1]) == 1:  # "Samuel Jackson" for "Samuel L. Jackson"
            names.people[" ".join((words[0], *words[2:]))].append(name)
        if len(words) > 2 and all(len(word) == 1 for word in words[:2]):  # "jj abrams"
            names.people[" ".join((words[0] + words[1], *words[2:]))].append(name)
        if len(words) > 1 and words[-1] in _SUFFIXES:
            names.people[" ".join(words[:-1])].append(name)
        if fame[name] >= floor and (last := _surname(folded)):
            surnames[last].append(name)
    for last, bearers in surnames.items():
        bearers.sort(key=lambda name: (-fame[name], name))
        rivals = fame[bearers[1]] if len(bearers) > 1 else 0.0
        if last not in names.people and fame[bearers[0]] >= _SURNAME_LEAD * rivals:
            names.people[last] = bearers[:1]
            names.people[last + "s"] = names.people.get(last + "s") or bearers[:1]
    for short, people in names.words.get("people", {}).items():
        known = [name for name in people if name in roles]
        if known:
            names.people[fold(short)] = known
            names.joint.update([fold(short)] if len(known) > 1 else [])


def _add_values(names: _Names) -> None:
    schema, tables = names.catalog.schema, names.words
    for spec in schema.attributes:
        if spec.kind == "person":
            continue
        values = folded_values(names.catalog.values(spec.name))
        for folded, value in values.items():
            forms = plural_forms(folded) if spec.kind == "category" else (folded,)
            for form in forms:
                _value(names, form, spec.name, value)
        for phrase, wanted in tables.get(spec.kind, {}).items():
            found = [values[fold(value)] for value in wanted if fold(value) in values]
            if spec.kind == "category" and len(found) == len(wanted) > 1:
                names.joint.add(phrase)
                names.values[phrase] = [Reading(spec.name, value) for value in found]
            elif found:
                _value(names, phrase, spec.name, found[0])


def _value(names: _Names, phrase: str, attribute: str, value: str) -> None:
    reading = Reading(attribute, value)
    if phrase and reading not in names.values[phrase]:
        names.values[phrase].append(reading)


class Gazetteer:
    """Every phrase of a catalogue, looked up folded. Building is one pass over items, people and values."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = names = _Names(catalog)
        names.titles()
        self._roles, self._fame = _roles(catalog, names.popularity)
        _add_people(names, self._roles, self._fame)
        _add_values(names)
        self._kinds = {spec.name: spec.kind for spec in catalog.schema.attributes}
        self._cache: dict[str, Entry] = {}
        self.longest: dict[str, int] = {}
        for table in (names.whole, names.part, names.people, names.values):
            for phrase in table:
                first = phrase.partition(" ")[0]
                size = phrase.count(" ") + 1
                if size > self.longest.get(first, 0):
                    self.longest[first] = size

    def __contains__(self, phrase: str) -> bool:
        names = self._names
        return (
            phrase in names.whole or phrase in names.people or phrase in names.values or phrase in names.part
        )

    def words(self) -> dict[str, float]:
        """Every word of every phrase, with how well known the best-known thing it occurs in is."""
        known: dict[str, float] = {}
        names = self._names
        for phrase, rows in (*names.whole.items(), *names.part.items()):
            best = max(names.popularity[row] for row in rows)
            for word in phrase.split():
                if best >= known.get(word, 0.0):
                    known[word] = best
        for phrase, people in names.people.items():
            best = max(self._fame[name] for name in people)
            for word in phrase.split():
                if best >= known.get(word, 0.0):
                    known[word] = best
        for phrase in names.values:
            for word in phrase.split():
                known[word] = float("inf")
        return known

    def full_names(self) -> dict[str, float]:
        """Folded names of two words, with how well known their best-known bearer is."""
        people = self._names.people.items()
        return {
            phrase: max(self._fame[name] for name in bearers)
            for phrase, bearers in people
            if phrase.count(" ") == 1
        }

    def popularity(self, item_id: str) -> float:
        """How many ratings an item has."""
        return float(self._names.popularity[self._names.catalog.row(item_id)])

    def fame(self, name: str) -> float:
        """How many ratings a person's items have together, leading roles weighing more."""
        return self._fame.get(name, 0.0)

    def get(self, phrase: str) -> Entry | None:
        """What a folded phrase may stand for, or None."""
        entry = self._cache.get(phrase)
        if entry is None and phrase in self:
            entry = self._cache[phrase] = self._entry(phrase)
        return entry

    def _entry(self, phrase: str) -> Entry:
        names = self._names
        people = sorted(set(names.people.get(phrase, ())), key=lambda name: (-self._fame[name], name))
        values = tuple(names.values.get(phrase, ()))
        return Entry(
            items=tuple(self._item(row) for row in names.item_rows(phrase)),
            people=tuple(Reading("person", name, roles=self._roles[name]) for name in people),
            values=values,
            joint=phrase in names.joint,
            kinds=tuple(self._kinds[reading.attribute] for reading in values),
        )

    def _item(self, row: int) -> Reading:
        item_id = self._names.catalog.ids[row]
        year = self._names.catalog.years[row]
        title = self._names.catalog.titles[row]
        return Reading("title", f"{title} ({int(year)})" if year == year else title, item_id)
