"""Search over all a catalogue says of its items: titles, people, categories, places, years, lengths."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..catalog import PERSON, Catalog
from ..types import Candidate, CandidateSet, Evidence, Step, Wish
from ..valued import Bools
from .hits import Hits
from .masks import within
from .query import Constraint, Query, QueryReader
from .titles import TitleIndex

Floats = npt.NDArray[np.float64]

# Only so many characters of a query are read.
MAX_QUERY = 500
# A title from this score on is what was meant; from the lower one on it may be.
_CERTAIN, _SURE, _MAYBE = 99.0, 93.0, 72.0
# Shares of the words (rare ones weighing more) that a name must have: all, or all but for a letter or two.
_ALL, _MISSPELT = 0.99, 0.84
# Relevance weighs three times as much as being well known.
_POPULAR = 0.25
# Words each of which may be in a title or in a name.
_MIXED = 6
# How many items found for one and the same reason are compared; more when more are asked for.
_KEPT = 300
# No title and no name has this many words of weight, and all of them must be there.
_MOST_WORDS = 16
_ANY = Evidence("search.popular", 0.5)


class TextSearch:
    """Text search over one catalogue. Indexes are built on first use.

    `timer` gives seconds, for the steps' durations.
    """

    def __init__(self, catalog: Catalog, timer: Callable[[], float] = time.perf_counter) -> None:
        self.catalog = catalog
        self._timer = timer

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex(self.catalog)

    @cached_property
    def _reader(self) -> QueryReader:
        return QueryReader(self.catalog)

    @cached_property
    def _known(self) -> Floats:
        """How well known items are, 0 to 1."""
        logs = np.log1p(np.maximum(self.catalog.popularity, 0))
        return np.asarray(logs / max(float(logs.max(initial=0.0)), 1e-9), dtype=np.float64)

    def resolve_title(self, text: str, k: int = 5) -> list[tuple[str, float]]:
        """Item ids whose title `text` may be, with scores from 60 to 100, best first.

        100 is the folded title itself; ties go to the more popular item. A year at the end counts.
        """
        return self._titles.resolve(text[:MAX_QUERY], k)

    def search(self, query: str, *, wish: Wish | None = None, k: int = 10) -> CandidateSet:
        """The `k` best items for a query, within a wish; empty when nothing fits.

        Each candidate's evidence says which field matched (`search.title`, `search.director`, ...) and with
        what. Without a query (and without `wish.query`) it is the best-known items that the wish allows.
        """
        began = self._timer()
        wish = wish or Wish()
        hits = Hits(self.catalog, wish, max(k, _KEPT))
        detail = self._find((query or wish.query)[:MAX_QUERY], hits)
        ranked = sorted((self._candidate(row, parts) for row, parts in hits.rows.items()), key=self._order)
        step = Step("search", min(k, len(ranked)), hits.dropped, self._timer() - began, detail)
        return CandidateSet(tuple(ranked[:k]), (step,))

    def matches(self, query: str) -> Bools:
        """Every item the query finds, as a mask over the catalogue. Shape (items,)."""
        hits = Hits(self.catalog, Wish(), len(self.catalog))
        self._find(query[:MAX_QUERY], hits)
        mask = np.zeros(len(self.catalog), dtype=np.bool_)
        mask[list(hits.rows)] = True
        return mask

    def _order(self, candidate: Candidate) -> tuple[float, float, str]:
        row = self.catalog.row(candidate.item_id)
        return -candidate.score, -float(self.catalog.popularity[row]), candidate.item_id

    def _candidate(self, row: int, evidence: list[Evidence]) -> Candidate:
        """The best evidence counts: 1 only for the title itself, else mixed with how known the item is."""
        best = max(part.score for part in evidence)
        score = best if best >= 1.0 else min(0.99, (1 - _POPULAR) * best + _POPULAR * float(self._known[row]))
        return Candidate(self.catalog.ids[row], round(score, 6), tuple(evidence))

    # Finding -----------------------------------------------------------------------------------------

    def _find(self, text: str, hits: Hits) -> str:
        """Gather what the words ask for; returns a line that says how they were read."""
        query = self._reader.read(text)
        titles = self._title_hits(text, query)
        sure = [(item_id, score) for item_id, score in titles if score >= _SURE]
        if not sure and not query.rest and not query.bounded:
            if query.unread:
                return _nothing(text)
            hits.add_all(np.ones(len(self.catalog), dtype=np.bool_), _ANY)
            return "no words, best known first"
        if sure and sure[0][1] >= _CERTAIN and query.rest:
            self._add_titles(hits, titles)
            return "title"
        self._add_titles(hits, sure)
        if query.rest:
            self._add_rest(hits, query)
            if not hits:
                self._add_titles(hits, titles)
        elif query.bounded:
            hits.add_all(self._bounded(query), *self._evidence(query))
        if query.rest and not hits:
            return _nothing(" ".join(query.rest))
        return f"title; {describe(query)}" if sure else describe(query)

    def _title_hits(self, text: str, query: Query) -> list[tuple[str, float]]:
        """Titles the query may be: as it stands, or ("the film called Heat") without its empty words."""
        titles = self._titles.resolve(text, 30, cutoff=_MAYBE)
        if query.rest and not query.bounded and (not titles or titles[0][1] < _SURE):
            bare = self._titles.resolve(" ".join(query.rest), 30, cutoff=_MAYBE)
            if bare and (not titles or bare[0][1] > titles[0][1]):
                return bare
        return titles

    def _add_titles(self, hits: Hits, titles: list[tuple[str, float]]) -> None:
        for item_id, score in titles:
            row = self.catalog.row(item_id)
            hits.add(row, self._title(row, score / 100))

    def _title(self, row: int, score: float) -> Evidence:
        return Evidence("search.title", score, (self.catalog.titles[row],))

    def _add_rest(self, hits: Hits, query: Query) -> None:
        """Items that also explain the words left over: by a title, a person, both, or a misspelt name."""
        mask = self._bounded(query)
        evidence = self._evidence(query)
        before = len(hits)
        if len(query.rest) > _MOST_WORDS:
            return
        # Where a title or a name has the very words, nothing is taken for a misspelling of them.
        for least in (_ALL, _MISSPELT):
            for row, share in self._titles.with_words(query.rest, least=least).items():
                if mask[row]:
                    hits.add(row, self._title(row, 0.9 * share), *evidence)
            for name, share in self._people(query.rest, least=least):
                person = Evidence("search.person", 0.9 * share, (name,))
                hits.add_all(mask & self.catalog.has(PERSON, name), person, *evidence)
            if len(hits) > before:
                return
            if least == _ALL and len(query.rest) > 1:
                self._add_mixed(hits, query.rest, mask, evidence)
        if len(hits) == before and (near := self._reader.misspelt_person(query.rest)):
            for name in near.values:
                person = Evidence("search.person", 0.85, (name,))
                hits.add_all(mask & self.catalog.has(PERSON, name), person, *evidence)

    def _add_mixed(self, hits: Hits, words: list[str], mask: Bools, evidence: list[Evidence]) -> None:
        """Items where each word is in the title or in a name: `nolan batman`."""
        people = self._reader.people
        if len(words) > _MIXED or not all(self._titles.has_word(w) or people.has_word(w) for w in words):
            return
        why: dict[int, list[Evidence]] | None = None
        for word in words:
            found = {row: self._title(row, 0.7) for row in self._titles.with_words([word], least=_ALL)}
            for name, share in self._people([word], least=_ALL):
                for row in np.flatnonzero(self.catalog.has(PERSON, name)).tolist():
                    found.setdefault(row, Evidence("search.person", 0.7 * share, (name,)))
            before = dict.fromkeys(found, ()) if why is None else why
            why = {row: [*before[row], part] for row, part in found.items() if row in before}
        for row, parts in (why or {}).items():
            if mask[row]:
                hits.add(row, *parts, *evidence)

    def _people(self, words: list[str], *, least: float, most: int = 20) -> list[tuple[str, float]]:
        """People who have all the words in their name, with a share by how known their items make them."""
        said, _ = self._reader.people.coverage(words)
        rows = np.flatnonzero(said >= least)
        if not len(rows):
            return []
        fame = {row: float(self._fame[row]) for row in rows.tolist()}
        best = sorted(fame, key=lambda row: (-said[row] * (1 + fame[row]), row))[:most]
        top = max(fame[row] for row in best) or 1.0
        names = self.catalog.column(PERSON).vocabulary
        return [(names[row], float(said[row]) * (0.6 + 0.4 * fame[row] / top)) for row in best]

    @cached_property
    def _fame(self) -> Floats:
        """The popularity of all items of each person together."""
        column = self.catalog.column(PERSON)
        weights = self.catalog.popularity[column.owners]
        return np.bincount(column.codes, weights, minlength=len(column.vocabulary)).astype(np.float64)

    # Bounds ------------------------------------------------------------------------------------------

    def _bounded(self, query: Query) -> Bools:
        """Rows that satisfy everything a query asks besides its words."""
        mask = within(self.catalog.years, *query.years) & within(self.catalog.runtimes, *query.runtimes)
        for constraint in query.constraints:
            hit = np.zeros(len(self.catalog), dtype=np.bool_)
            for value in constraint.values:
                hit |= self.catalog.has(constraint.attribute, value)
            mask = mask & (~hit if constraint.exclude else hit)
        return mask

    def _evidence(self, query: Query) -> list[Evidence]:
        parts = [
            Evidence(f"search.{constraint.attribute}", 0.8, constraint.values)
            for constraint in query.constraints
            if not constraint.exclude
        ]
        for name, bounds in (("year", query.years), ("runtime", query.runtimes)):
            if bounds != (None, None):
                parts.append(Evidence(f"search.{name}", 0.8, (_range(bounds),)))
        return parts or [_ANY]


def describe(query: Query) -> str:
    """How a query was read, in one line: `genre Western; years 1960 to 1969; words "harmonica"`."""
    parts = [_said(constraint) for constraint in query.constraints]
    for name, bounds in (("years", query.years), ("minutes", query.runtimes)):
        if bounds != (None, None):
            parts.append(f"{name} {_range(bounds)}")
    if query.rest:
        parts.append(f'words "{" ".join(query.rest)}"')
    return "; ".join(parts) or "title"


def _nothing(text: str) -> str:
    return f"nothing matches {text.strip()!r}"


def _said(constraint: Constraint) -> str:
    return f"{'not ' if constraint.exclude else ''}{constraint.attribute} {' or '.join(constraint.values)}"


def _range(bounds: tuple[int | None, int | None]) -> str:
    low, high = bounds
    if low == high:
        return str(low)
    if low is None:
        return f"up to {high}"
    return f"{low} or more" if high is None else f"{low} to {high}"
