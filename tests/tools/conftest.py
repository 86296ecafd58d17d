"""A catalogue of a dozen items, a linear funnel that can be worked by hand, and a memory in a list."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.memory.types import Fact, Status, WriteEntry, WriteReport
from tastekeeper.recommenders.data.frames import build_catalog
from tastekeeper.recommenders.types import (
    AttributeSpec,
    Candidate,
    CandidateSet,
    CatalogSchema,
    Evidence,
    Step,
)
from tastekeeper.tools.context import ToolContext
from tastekeeper.tools.taste import build_taste

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)

SCHEMA = CatalogSchema(
    domain="movies",
    noun="film",
    noun_plural="films",
    attributes=(
        AttributeSpec("genre", "Genre", "category", "genres"),
        AttributeSpec("director", "Director", "person", "directors"),
        AttributeSpec("country", "Country", "place", "countries"),
    ),
)

# id, title, year, genres, director, country, minutes, popularity
ROWS = [
    ("m1", "Heat", 1995, ("Crime", "Thriller"), "Michael Mann", "United States", 170, 90),
    ("m2", "Ronin", 1998, ("Action", "Thriller"), "John Frankenheimer", "United States", 122, 40),
    ("m3", "Alien", 1979, ("Horror", "Science fiction"), "Ridley Scott", "United Kingdom", 117, 95),
    ("m4", "The Thing", 1982, ("Horror",), "John Carpenter", "United States", 109, 60),
    ("m5", "Unforgiven", 1992, ("Western",), "Clint Eastwood", "United States", 130, 55),
    ("m6", "High Noon", 1952, ("Western",), "Fred Zinnemann", "United States", 85, 30),
    ("m7", "Amélie", 2001, ("Comedy", "Romance"), "Jean-Pierre Jeunet", "France", 122, 80),
    ("m8", "Up", 2009, ("Animation", "Comedy"), "Pete Docter", "United States", 96, 85),
    ("m9", "It", 1990, ("Horror",), "Tommy Lee Wallace", "United States", 187, 20),
    ("m10", "You Know What I Mean", 2004, ("Comedy",), "Ann Other", "France", 95, 2),
    ("m11", "The Great Escape", 1963, ("War",), "John Sturges", "United States", 172, 70),
    ("m12", "Collateral", 2004, ("Crime", "Thriller"), "Michael Mann", "United States", 120, 50),
]


@pytest.fixture(scope="session")
def catalog():
    return build_catalog(
        SCHEMA,
        ids=[row[0] for row in ROWS],
        titles=[row[1] for row in ROWS],
        years=[row[2] for row in ROWS],
        runtimes=[row[6] for row in ROWS],
        popularity=[float(row[7]) for row in ROWS],
        aliases=[()] * len(ROWS),
        attributes={
            "genre": [row[3] for row in ROWS],
            "director": [(row[4],) for row in ROWS],
            "country": [(row[5],) for row in ROWS],
        },
    )


class LinearFunnel:
    """Popularity, plus 1 for each value shared with a liked item, plus 2 for each preference; filters."""

    def __init__(self, catalog):
        self.catalog = catalog
        names = catalog.schema.names()
        values = sorted({(n, v) for item in catalog for n in names for v in item.attributes[n]})
        self.has = np.stack([catalog.has(n, v) for n, v in values], axis=1).astype(float)
        self.base = catalog.popularity / 100

    def scorer(self, taste, wish):
        return LinearScorer(self, taste, wish)

    def recommend(self, taste, wish, k, exclude_shown=()):
        scorer = self.scorer(taste, wish)
        scores = scorer.scores(np.ones((1, len(scorer.players)), dtype=bool))[0]
        order = [n for n in np.argsort(-scores, kind="stable") if np.isfinite(scores[n])]
        ids = [self.catalog.ids[n] for n in order if self.catalog.ids[n] not in set(exclude_shown)][:k]
        because = tuple(p.fact_id for p in taste.preferences if p.fact_id)
        made = tuple(
            Candidate(i, float(scores[self.catalog.row(i)]), (Evidence("linear", 1.0, because),)) for i in ids
        )
        return CandidateSet(made, (Step("linear", len(made), {}, 0.0),))


class LinearScorer:
    def __init__(self, funnel, taste, wish):
        self.funnel, self.taste, self.wish = funnel, taste, wish
        units = {taste.facts.get(i, i): None for i in (*taste.liked, *taste.disliked, *taste.seen)}
        units |= {p.fact_id: None for p in taste.preferences if p.fact_id}
        self.players = tuple(units)

    def scores(self, masks):
        return np.stack([self._one({p for p, on in zip(self.players, m, strict=True) if on}) for m in masks])

    def lists(self, masks, k):
        found = []
        for scores in self.scores(masks):
            order = [n for n in np.argsort(-scores, kind="stable") if np.isfinite(scores[n])]
            found.append(tuple(self.funnel.catalog.ids[n] for n in order[:k]))
        return found

    def _one(self, on):
        cat, taste, wish = self.funnel.catalog, self.taste, self.wish
        kept = lambda i: taste.facts.get(i, i) in on  # noqa: E731
        scores = self.funnel.base.copy()
        for sign, items in (
            (1, (*filter(kept, taste.liked), *wish.like)),
            (-1, filter(kept, taste.disliked)),
        ):
            for i in items:
                scores += sign * self.funnel.has @ self.funnel.has[cat.row(i)]
        for p in taste.preferences:
            if p.fact_id is None or p.fact_id in on:
                hit = cat.has(p.attribute, p.value)
                scores = scores + 2 * hit if p.polarity > 0 else np.where(hit, -np.inf, scores)
        for i in (
            *filter(kept, (*taste.liked, *taste.disliked, *taste.seen)),
            *wish.like,
            *wish.exclude_items,
        ):
            scores[cat.row(i)] = -np.inf
        return np.where(self._allowed(), scores, -np.inf)

    def _allowed(self):
        cat, ok = self.funnel.catalog, np.ones(len(self.funnel.catalog), dtype=bool)
        for attribute in dict(self.wish.require):
            ok &= np.any([cat.has(a, v) for a, v in self.wish.require if a == attribute], axis=0)
        for a, v in self.wish.exclude:
            ok &= ~cat.has(a, v)
        for source in (self.taste, self.wish):
            for column, name in ((cat.years, "year"), (cat.runtimes, "runtime")):
                low, high = getattr(source, f"{name}_min"), getattr(source, f"{name}_max")
                ok &= (column >= low) if low is not None else True
                ok &= (column <= high) if high is not None else True
        return ok


def make_fact(fact_id, attribute, text, polarity=1, *, ref=None, number=None, status=Status.ACTIVE, **more):
    values = {
        "user_id": "u",
        "subject": "user",
        "value_norm": text.lower(),
        "unit": None,
        "valid_from": datetime(2026, 1, 1, tzinfo=UTC),
        "valid_to": None,
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
        "closed_at": None if status in (Status.ACTIVE, Status.CONTESTED) else NOW,
        "expires_at": None,
        "closed_by_op": None,
        "supersedes": None,
        "source_kind": "user",
        "confidence": 1.0,
        "message_id": "m",
        "span_start": None,
        "span_end": None,
        "extractor": "test",
        "last_confirmed": datetime(2026, 1, 1, tzinfo=UTC),
        "times_confirmed": 1,
    }
    return Fact(
        fact_id=fact_id,
        attribute=attribute,
        value_text=text,
        polarity=polarity,
        ref=ref,
        number=number,
        status=status,
        **(values | more),
    )


class ListMemory:
    """Facts in a list, the version counted by hand."""

    def __init__(self, *facts):
        self.all = list(facts)
        self.version = 1
        self.reads = 0

    def facts(self, user):
        self.reads += 1
        return tuple(f for f in self.all if f.status is Status.ACTIVE)

    def contested(self, user):
        return tuple(f for f in self.all if f.status is Status.CONTESTED)

    def profile_version(self, user):
        return self.version

    def forget(self, user_id, fact_ids, message_id="", reason=""):
        gone = [f for f in self.all if f.fact_id in set(fact_ids)]
        self.all = [f for f in self.all if f not in gone]
        self.version += 1
        entries = tuple(
            WriteEntry(outcome="retracted", reason=reason, previous=f, text=f.label) for f in gone
        )
        return WriteReport(
            user_id=user_id, message_id=message_id, profile_version=self.version, entries=entries
        )

    def apply(self, user_id, message_id, text, claims, **more):
        made = tuple(
            make_fact(f"n{n}", c.attribute, c.value_text, c.polarity, ref=c.ref) for n, c in enumerate(claims)
        )
        self.all += made
        self.version += 1
        entries = tuple(WriteEntry(outcome="stored", reason="new", fact=f, text=f.value_text) for f in made)
        return WriteReport(
            user_id=user_id, message_id=message_id, profile_version=self.version, entries=entries
        )


@pytest.fixture(scope="session")
def fact():
    """Make a fact from its id, attribute, words and sign."""
    return make_fact


@pytest.fixture(scope="session")
def taste_of():
    """The taste view of some facts."""
    return lambda *facts: build_taste(facts, SCHEMA, {row[0] for row in ROWS}, now=NOW)


@pytest.fixture
def funnel(catalog):
    return LinearFunnel(catalog)


@pytest.fixture
def make_context(catalog, funnel):
    """Build a context around some facts."""

    def make(*facts, **more):
        values = {
            "user_id": "u",
            "memory": ListMemory(*facts),
            "funnel": funnel,
            "catalog": catalog,
            "search": SimpleNamespace(),
            "clock": FixedClock(NOW),
            "rng": np.random.default_rng(0),
            "message_id": "msg",
        }
        return ToolContext(**(values | more))

    return make
