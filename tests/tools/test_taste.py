"""Only what holds now becomes taste."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tastekeeper.memory.types import Status
from tastekeeper.recommenders.types import Preference
from tastekeeper.tools.taste import current_taste

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_each_kind_of_fact_finds_its_place(fact, taste_of):
    view = taste_of(
        fact("a", "movies.title", "Heat (1995)", 1, ref="m1"),
        fact("b", "movies.title", "Ronin (1998)", -1, ref="m2"),
        fact("c", "movies.seen", "Alien (1979)", 0, ref="m3"),
        fact("d", "movies.genre", "Western", -1),
        fact("e", "movies.person", "Michael Mann", 1),
        fact("f", "movies.year_min", "1990", 0, number=1990.0),
        fact("g", "movies.runtime_max", "120", 0, number=120.0),
    )
    assert view.taste.liked == ("m1",)
    assert view.taste.disliked == ("m2",)
    assert view.taste.seen == ("m3",)
    assert view.taste.preferences == (
        Preference("genre", "Western", -1, "d"),
        Preference("person", "Michael Mann", 1, "e"),
    )
    assert (view.taste.year_min, view.taste.runtime_max) == (1990, 120)
    assert view.taste.facts == {"m1": "a", "m2": "b", "m3": "c"}
    assert view.limits["year_min"].fact_id == "f"
    assert set(view.facts) == set("abcdefg")


def test_an_opinion_names_the_item_even_when_it_was_also_seen(fact, taste_of):
    like, seen = fact("a", "movies.title", "x", 1, ref="m1"), fact("c", "movies.seen", "x", 0, ref="m1")
    for order in ((like, seen), (seen, like)):
        assert taste_of(*order).taste.facts == {"m1": "a"}


@pytest.mark.parametrize(
    "odd",
    [
        {"attribute": "books.genre", "text": "Western"},
        {"attribute": "movies.mood", "text": "sad"},
        {"attribute": "movies.title", "text": "Gone (2001)", "ref": "m99"},
        {"attribute": "movies.title", "text": "Unknown"},
        {"attribute": "movies.genre", "text": "Western", "polarity": 0},
        {"attribute": "moviesgenre", "text": "Western"},
    ],
)
def test_what_a_recommender_cannot_use_is_left_out(odd, fact, taste_of):
    view = taste_of(fact("x", **odd))
    assert view.facts == {}
    assert view.taste.preferences == ()


def test_of_two_limits_the_stricter_holds(fact, taste_of):
    view = taste_of(
        fact("a", "movies.year_min", "1990", 0, number=1990.0),
        fact("b", "movies.year_min", "1980", 0, number=1980.0),
        fact("c", "movies.runtime_max", "120", 0, number=120.0),
        fact("d", "movies.runtime_max", "90", 0, number=90.0),
    )
    assert (view.taste.year_min, view.taste.runtime_max) == (1990, 90)


CLOSED = st.one_of(
    st.sampled_from([s for s in Status if s is not Status.ACTIVE]).map(lambda s: {"status": s}),
    st.integers(0, 500).map(lambda days: {"closed_at": NOW - timedelta(days=days)}),
    st.integers(0, 500).map(lambda days: {"valid_to": NOW - timedelta(days=days)}),
    st.integers(0, 500).map(lambda days: {"expires_at": NOW - timedelta(days=days)}),
    st.integers(1, 500).map(lambda days: {"valid_from": NOW + timedelta(days=days)}),
)


@given(
    closed=st.lists(
        st.tuples(CLOSED, st.sampled_from(["genre", "title", "seen", "year_min", "person"])), max_size=6
    )
)
def test_nothing_that_does_not_hold_ever_gets_in(closed, fact, taste_of):
    facts = [
        fact(f"c{n}", f"movies.{name}", "Western", 1, ref="m1", number=1990.0, **change)
        for n, (change, name) in enumerate(closed)
    ]
    live = fact("live", "movies.genre", "Comedy", 1)
    view = taste_of(*facts, live)
    assert set(view.facts) == {"live"}
    assert view.taste == taste_of(live).taste


def test_it_is_made_once_a_version_and_again_when_something_runs_out(make_context, fact):
    soon = fact("a", "movies.genre", "Western", expires_at=NOW + timedelta(seconds=20))
    ctx = make_context(soon)
    first = current_taste(ctx)
    assert current_taste(ctx) is first
    assert ctx.memory.reads == 1
    ctx.memory.version += 1
    assert current_taste(ctx) is not first
    ctx.clock.advance(seconds=21)
    assert current_taste(ctx).facts == {}


def test_it_is_read_again_after_a_while_and_when_the_clock_goes_back(make_context, fact):
    ctx = make_context(fact("a", "movies.genre", "Western"))
    current_taste(ctx)
    ctx.clock.advance(minutes=5)
    current_taste(ctx)
    ctx.clock.advance(minutes=-10)
    current_taste(ctx)
    assert ctx.memory.reads == 3
