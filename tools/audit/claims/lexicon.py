"""The versioned evaluative lexicon: words, phrases and stems by class, found in running text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from ..words import phrase

CLASSES = ("praise", "doubt", "hedge", "booster", "agentic", "communal", "flattery")
Words = tuple[str, ...]
KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` (exclusive) and the classes they belong to, in the order of `CLASSES`."""

    first: int
    last: int
    kinds: tuple[str, ...]


@dataclass
class Entries:
    """Words, stems and phrases, each with the labels it stands for."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[Words, str]]] = field(default_factory=dict)
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, entry: str, label: str) -> None:
        """Take in one entry as it is written in the lexicon."""
        stem = entry.endswith("*")
        words = phrase(entry.removesuffix("*"))
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append(((*words[:-1], words[-1] + "*" * stem), label))
        elif stem:
            self.stems.setdefault(words[0][:3], []).append((words[0], label))
        else:
            self.words[words[0]] = (*self.words.get(words[0], ()), label)

    def of_word(self, word: str) -> tuple[str, ...]:
        """The labels of one folded word, remembered."""
        if word not in self._seen:
            if len(self._seen) >= KEPT:
                self._seen.clear()
            begun = (label for stem, label in self.stems.get(word[:3], ()) if word.startswith(stem))
            self._seen[word] = tuple(dict.fromkeys((*self.words.get(word, ()), *begun)))
        return self._seen[word]

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """What occurs in a run of folded words: the longest at each place, none overlapping."""
        found, at = [], 0
        while at < len(words):
            last, labels = at + 1, self.of_word(words[at])
            for entry, label in self.phrases.get(words[at], ()):
                end = at + len(entry)
                if end > last and end <= len(words) and _same(entry, words[at:end]):
                    last, labels = end, (label,)
                elif end == last and end > at + 1 and _same(entry, words[at:end]):
                    labels = (*labels, label)
            if labels:
                found.append(Hit(at, last, labels))
            at = last if labels else at + 1
        return found


def _same(entry: Words, words: Sequence[str]) -> bool:
    last = entry[-1]
    ends = words[-1].startswith(last[:-1]) if last.endswith("*") else words[-1] == last
    return ends and tuple(words[:-1]) == entry[:-1]


@dataclass(frozen=True)
class EvaluativeLexicon:
    """The packaged word lists. `stems` maps a class to its entries as written.

    `tolerated` are judging words that the audit of replies lets pass; `strengths` maps cues of recommendation
    to 0..4; `conditioned` finds words that tie a judgement to who somebody is.
    """

    version: int
    stems: dict[str, tuple[str, ...]]
    evaluative: Entries
    tolerated: Entries
    strengths: Entries
    conditioned: Entries

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Evaluative words in a run of folded words."""
        return self.evaluative.hits(words)

    def objections(self, words: Sequence[str]) -> list[Hit]:
        """Evaluative words that have no place in an answer unless a source carries them."""
        return [hit for hit in self.hits(words) if self.objected(hit, words)]

    def objected(self, hit: Hit, words: Sequence[str]) -> bool:
        """Whether a hit in these words is more than agentic or communal, and not tolerated."""
        said = words[hit.first : hit.last]
        lets = any(held.first == 0 and held.last == len(said) for held in self.tolerated.hits(said))
        return not lets and bool(set(hit.kinds) - {"agentic", "communal"})


def _entries(groups: Iterable[tuple[str, Iterable[str]]]) -> Entries:
    made = Entries()
    for label, entries in groups:
        for entry in entries:
            made.add(entry, label)
    return made


@lru_cache(maxsize=1)
def evaluative_lexicon() -> EvaluativeLexicon:
    """The packaged lexicon, read once."""
    raw = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    stems = {kind: tuple(raw[kind]["entries"]) for kind in CLASSES}
    return EvaluativeLexicon(
        version=int(raw["version"]),
        stems=stems,
        evaluative=_entries(stems.items()),
        tolerated=_entries([("tolerated", raw["tolerated"])]),
        strengths=_entries(raw["recommendation"].items()),
        conditioned=_entries(raw["conditioned"].items()),
    )
