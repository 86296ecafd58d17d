"""The reader's tables, read once from the data files beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .....fold import fold
from ...tables import Cue, load_grammar

Phrase = tuple[str, ...]
Table = Mapping[str, Any]


def _table(name: str) -> Table:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def entries(text: str) -> tuple[str, ...]:
    """The entries of a `;`-separated list."""
    return tuple(part for part in (" ".join(piece.split()) for piece in text.split(";")) if part)


def _phrases(*lists: str) -> frozenset[Phrase]:
    return frozenset(tuple(entry.split()) for text in lists for entry in entries(text))


def _words(table: Table, name: str) -> frozenset[str]:
    return frozenset(entries(str(table[name])))


@dataclass(frozen=True)
class Plain:
    """`plain.toml`: words that carry no taste."""

    fillers: frozenset[Phrase]
    now: frozenset[Phrase]
    nomore: frozenset[Phrase]
    then: frozenset[Phrase]
    longest: int
    stops: frozenset[str]
    tails: frozenset[str]
    determiners: frozenset[str]
    kept: frozenset[str]
    idle: frozenset[str]
    talk: frozenset[str]
    aspects: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    not_slips: frozenset[str]


@cache
def plain() -> Plain:
    """The table of plain words."""
    table = _table("plain.toml")
    now, nomore, then = (_phrases(str(table[name])) for name in ("now", "nomore", "then"))
    fillers = _phrases(str(table["fillers"]), str(table["filler_phrases"]))
    longest = max(len(phrase) for group in (fillers, now, nomore, then) for phrase in group)
    names = ("stops", "tails", "determiners", "kept", "idle", "talk", "aspects", "good", "bad", "not_slips")
    return Plain(fillers, now, nomore, then, longest, *(_words(table, name) for name in names))


@dataclass(frozen=True)
class Domain:
    """What tells of one domain of taste: folded words and phrases, and the words of its slots."""

    name: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    clues: frozenset[str]
    values: Mapping[str, frozenset[str]]
    slots: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Lexicon:
    """`lexicon.toml`: the domains, places and given names."""

    domains: Mapping[str, Domain]
    places: frozenset[str]
    hobbies: frozenset[str]
    given: frozenset[str]
    persons: Mapping[str, tuple[str, str]]
    titles: Mapping[str, tuple[str, str]]
    doing: Mapping[str, str]

    @property
    def nouns(self) -> frozenset[str]:
        """Every noun that names a domain."""
        return frozenset().union(*(domain.nouns for domain in self.domains.values()))


def _folded(items: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(item) for item in items)


@cache
def lexicon() -> Lexicon:
    """The lexicon, its entries folded."""
    table = _table("lexicon.toml")
    domains = {}
    for name, parts in table["domain"].items():
        words = {part: _folded(entries(parts[part])) for part in ("nouns", "verbs", "clues")}
        values = {slot: _folded(entries(text)) for slot, text in table["values"][name].items()}
        slots = {slot: _folded(entries(text)) for slot, text in table["slots"][name].items()}
        domains[name] = Domain(name=name, values=values, slots=slots, **words)
    places = _folded(entries(table["places"]["regions"] + ";" + table["places"]["countries"]))
    hobbies = _folded(entries(table["values"]["life"]["interest"]))
    carriers = table["carriers"]
    return Lexicon(
        domains,
        places,
        hobbies,
        _folded(entries(table["names"]["given"])),
        persons=_placed(carriers["persons"]),
        titles=_placed(carriers["titles"]),
        doing={verb: name for name, text in carriers["verbs"].items() for verb in entries(text)},
    )


@cache
def people() -> Mapping[str, tuple[str, str]]:
    """Domain and slot of each widely known name, folded. Who is known in two fields has none."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for name, at in _placed(_table("people.toml")).items():
        if found.setdefault(fold(name), at) != at:
            twice.add(fold(name))
    return {name: at for name, at in found.items() if name not in twice}


def _placed(table: Table) -> dict[str, tuple[str, str]]:
    """Domain and slot of each word of `"movies.title" = "film; show"`."""
    return {
        word: (place.partition(".")[0], place.partition(".")[2])
        for place, text in table.items()
        for word in entries(text)
    }


@cache
def _patterns() -> Table:
    return _table("patterns.toml")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A named pattern of `patterns.toml`."""
    return re.compile(str(_patterns()["pattern"][name]).replace("\n", ""))


@cache
def listed(name: str) -> frozenset[str]:
    """A named list of words of `patterns.toml`."""
    return frozenset(str(_patterns()["words"][name]).split())


@cache
def cues() -> tuple[Cue, ...]:
    """The cues in order of precedence."""
    return tuple(load_grammar(__package__, "cues.toml").cues)
