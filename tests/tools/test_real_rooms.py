"""The tools on the real memory, the real funnel and the real search, over a small made-up world."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.funnel import Funnel
from tastekeeper.recommenders.search.text import TextSearch
from tastekeeper.recommenders.types import Preference, Taste, Wish
from tastekeeper.tools.context import ToolContext
from tastekeeper.tools.explain import Case, answer
from tastekeeper.tools.explain.screen import strongest
from tastekeeper.tools.registry import call
from tastekeeper.tools.taste import TasteView

WORLD = make_world(5, users=80, items=120, per_user=20)
CATALOG = WORLD.catalog
FUNNEL = Funnel.fit(CATALOG, WORLD.interactions)
GENRES = CATALOG.values("genre")


@st.composite
def tastes(draw):
    items = draw(st.lists(st.sampled_from(CATALOG.ids), max_size=9, unique=True))
    cut = draw(st.integers(0, len(items)))
    stated = draw(st.lists(st.tuples(st.sampled_from(GENRES), st.sampled_from([1, 1, -1])), max_size=3))
    preferences = tuple(Preference("genre", value, sign, f"p{n}") for n, (value, sign) in enumerate(stated))
    facts = {item: f"f-{item}" for item in items if draw(st.booleans())}
    return Taste(tuple(items[:cut]), tuple(items[cut:]), (), preferences, facts=facts)


def without(taste, units):
    facts = {*taste.facts.values(), *(p.fact_id for p in taste.preferences)}
    return taste.without(facts=frozenset(units) & frozenset(facts), items=frozenset(units) - frozenset(facts))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(taste=tastes(), k=st.integers(1, 8))
def test_verified_answers_hold_when_the_funnel_is_asked_again(taste, k):
    listed = FUNNEL.recommend(taste, Wish(), k).ids
    for item in listed[:2]:
        found = answer(Case(item, FUNNEL, CATALOG, TasteView(taste, 1), Wish(), k), "change")
        assert found.before_ids == listed
        assert found.verified == bool(found.change_ids)
        if found.verified:
            again = FUNNEL.recommend(without(taste, found.change_ids), Wish(), k).ids
            assert item not in again
            assert found.after_ids == again
        elif found.reason_code == "popularity":
            assert item in FUNNEL.recommend(Taste(), Wish(), k).ids
        for part in answer(Case(item, FUNNEL, CATALOG, TasteView(taste, 1), Wish(), k), "why").influences:
            again = FUNNEL.recommend(without(taste, {part.unit_id}), Wish(), k).ids
            assert part.rank_with == listed.index(item) + 1
            assert part.rank_without == (again.index(item) + 1 if item in again else None)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(taste=tastes(), item=st.sampled_from(CATALOG.ids), year=st.one_of(st.none(), st.integers(1960, 2010)))
def test_why_not_is_true_of_the_funnel(taste, item, year):
    wish = Wish(year_min=year)
    listed = FUNNEL.recommend(taste, wish, 5).ids
    found = answer(Case(item, FUNNEL, CATALOG, TasteView(taste, 1), wish, 5), "why_not")
    assert (found.reason_code == "listed") == (item in listed)
    if found.reason_code == "filtered":
        assert found.verified
        kept = Wish() if any(barrier.source == "wish" for barrier in found.barriers) else wish
        everything = FUNNEL.recommend(without(taste, found.change_ids), kept, len(CATALOG)).ids
        assert item in everything
        assert item not in FUNNEL.recommend(taste, wish, len(CATALOG)).ids
    elif found.verified:
        assert item in found.after_ids
        assert item not in listed


def test_of_very_many_things_the_ones_that_matter_are_found():
    rng = np.random.default_rng(1)
    many = tuple(CATALOG.ids[n] for n in rng.choice(len(CATALOG), 60, replace=False))
    taste = Taste(liked=many, preferences=(Preference("genre", GENRES[-1], 1, "p"),))
    scorer = FUNNEL.scorer(taste, Wish())
    item = FUNNEL.recommend(taste, Wish(), 1).ids[0]
    columns, queries = strongest(scorer, CATALOG.row(item), most=24)
    assert len(columns) <= 24
    assert 0 < queries < 200
    row = CATALOG.row(item)
    masks = ~np.eye(len(scorer.players), dtype=bool)
    moved = np.abs(scorer.scores(masks)[:, row] - scorer.scores(np.ones_like(masks))[:, row])
    assert int(np.argmax(moved)) in columns
    found = answer(Case(item, FUNNEL, CATALOG, TasteView(taste, 1), Wish(), 5), "change")
    if found.verified:
        assert item not in FUNNEL.recommend(without(taste, found.change_ids), Wish(), 5).ids


@pytest.fixture
def context(tmp_path):
    clock = FixedClock(datetime(2026, 5, 4, 12, tzinfo=UTC))
    with Memory.open(tmp_path / "memory.db", clock=clock) as memory:
        kept = {}

        def make(text="", message_id="m0"):
            return ToolContext(
                user_id="u",
                memory=memory,
                funnel=FUNNEL,
                catalog=CATALOG,
                search=TextSearch(CATALOG),
                clock=clock,
                rng=np.random.default_rng(0),
                message_id=message_id,
                message_text=text,
                cache=kept,
            )

        yield make


def test_tell_recommend_explain_forget_and_look_back(context):
    genre = GENRES[-1]
    said = f"I like {genre}."
    statement = {"attribute": "genre", "value": genre, "stance": "like", "quote": said}
    written = call(context(said, "m1"), "remember", {"statements": [statement]})
    (fact,) = (entry.fact for entry in written.report.entries)
    assert fact.value_text == genre

    listed = call(context(), "recommend", {"k": 5})
    leaning = [one for one in listed.items if fact.fact_id in one.because]
    assert leaning, "a list after one stated liking leans on it"

    item = leaning[0].item
    why = call(context(), "explain", {"item": item.item_id, "question": "why", "k": 5})
    assert fact.fact_id in {part.unit_id for part in why.explanation.influences}
    change = call(context(), "explain", {"item": item.item_id, "question": "change", "k": 5})
    assert call(context(), "recall", {}).likes == (fact,)

    forgotten = call(context("forget that", "m2"), "forget", {"fact_ids": [fact.fact_id]})
    assert [entry.previous.fact_id for entry in forgotten.report.entries] == [fact.fact_id]
    after = call(context(), "recommend", {"k": 5})
    assert all(fact.fact_id not in one.because for one in after.items)
    if change.explanation.verified:
        assert after.ids == change.explanation.after_ids, "the explanation foretold this very list"
    assert call(context(), "recall", {}).facts == ()

    past = call(context(), "history", {})
    assert [str(step.kind) for step in past.changes] == ["ADD", "RETRACT"]
    assert past.changes[-1].past


def test_a_dislike_empties_a_wish_and_the_tool_says_so(context):
    genre = GENRES[0]
    said = f"no {genre} please"
    statement = {"attribute": "genre", "value": genre, "stance": "dislike", "quote": said}
    written = call(context(said, "m1"), "remember", {"statements": [statement]})
    fact_id = written.report.entries[0].fact.fact_id
    made = call(context(), "recommend", {"require": [{"attribute": "genre", "value": genre}]})
    assert made.items == ()
    assert {one.unit_ids for one in made.relaxations if one.sources == ("fact",)} == {(fact_id,)}
