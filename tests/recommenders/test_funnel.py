"""The funnel: nothing forbidden ever gets through, what-ifs are the real thing, stages leave a trail."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tastekeeper.errors import UsageError
from tastekeeper.recommenders.data.frames import build_catalog
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.funnel import Funnel, FunnelConfig
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema, Preference, Taste, Wish

QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORLD = make_world(5, users=80, items=120, per_user=20)
CATALOG = WORLD.catalog
GENRES, DIRECTORS = CATALOG.values("genre"), CATALOG.values("director")

ids = st.lists(st.sampled_from(CATALOG.ids), max_size=6).map(tuple)
values = st.one_of(
    st.tuples(st.just("genre"), st.sampled_from(GENRES)),
    st.tuples(st.sampled_from(["director", "person"]), st.sampled_from(DIRECTORS)),
)
bounds = st.one_of(st.none(), st.integers(1950, 2015))
minutes = st.one_of(st.none(), st.integers(75, 190))
names = st.one_of(st.none(), st.sampled_from([f"fact{n}" for n in range(6)]))


@st.composite
def tastes(draw):
    liked, disliked, seen = draw(ids), draw(ids), draw(ids)
    stated = draw(st.lists(st.tuples(values, st.sampled_from([1, 1, -1]), names), max_size=5))
    facts = {item: fact for item in {*liked, *disliked, *seen} if (fact := draw(names))}
    preferences = tuple(Preference(a, v, polarity, fact) for (a, v), polarity, fact in stated)
    return Taste(
        liked, disliked, seen, preferences, year_min=draw(bounds), runtime_max=draw(minutes), facts=facts
    )


@st.composite
def wishes(draw):
    return Wish(
        require=tuple(draw(st.lists(values, max_size=2))),
        exclude=tuple(draw(st.lists(values, max_size=2))),
        like=draw(ids)[:2],
        year_max=draw(bounds),
        runtime_min=draw(minutes),
        exclude_items=draw(ids),
    )


@pytest.fixture(scope="module")
def funnel():
    return Funnel.fit(CATALOG, WORLD.interactions, FunnelConfig.default(), progress=None)


# Hard rules ---------------------------------------------------------------------------------------------


def _breaks(item, taste, wish):
    """What a recommended item breaks, worked out item by item, without the funnel's arrays."""
    people = {value for name in CATALOG.schema.names("person") for value in item.attributes[name]}

    def holds(attribute, value):
        return value in (people if attribute == "person" else item.attributes[attribute])

    if item.item_id in {*taste.liked, *taste.disliked, *taste.seen, *wish.like, *wish.exclude_items}:
        yield "item"
    if any(p.polarity < 0 and holds(p.attribute, p.value) for p in taste.preferences):
        yield "dislike"
    if any(holds(*pair) for pair in wish.exclude):
        yield "exclude"
    for attribute in {a for a, _ in wish.require}:
        if not any(holds(a, v) for a, v in wish.require if a == attribute):
            yield "require"
    for asked in (taste, wish):
        for value, low, high in (
            (item.year, asked.year_min, asked.year_max),
            (item.runtime, asked.runtime_min, asked.runtime_max),
        ):
            if (low is not None and value < low) or (high is not None and value > high):
                yield "bound"


@QUICK
@given(taste=tastes(), wish=wishes(), shown=ids)
def test_nothing_forbidden_gets_through(funnel, taste, wish, shown):
    made = funnel.recommend(taste, wish, 130, exclude_shown=shown)
    for item_id in made.ids:
        assert item_id not in shown
        assert not list(_breaks(CATALOG.get(item_id), taste, wish))
    allowed = [i for i in CATALOG if i.item_id not in shown and not list(_breaks(i, taste, wish))]
    # And nothing else is kept back.
    assert len(made) == len(allowed)
    step = next(step for step in made.steps if step.name == "filter")
    assert step.kept == len(allowed)
    assert sum(step.dropped.values()) == len(CATALOG) - len(allowed)


def _odd_catalog():
    schema = CatalogSchema("odd", "thing", "things", (AttributeSpec("kind", "kind", "category", "kinds"),))
    return build_catalog(
        schema,
        ids=["known", "no year", "no time", "nothing"],
        titles=["Known", "Yearless", "Timeless", "Nothing"],
        years=[2000, None, 2001, None],
        runtimes=[100, 90, None, None],
        popularity=[1.0, 2.0, 3.0, 4.0],
        aliases=[()] * 4,
        attributes={"kind": [("a",), ("a",), ("b",), ()]},
    )


def test_the_unknown_fails_a_bound_and_is_counted_as_unknown():
    funnel = Funnel.fit(_odd_catalog(), WORLD.interactions.iloc[:0])
    made = funnel.recommend(Taste(year_min=1990), Wish(runtime_max=120), 4)
    assert made.ids == ("known",)
    assert made.steps[1].dropped == {"year unknown": 2, "runtime unknown": 1}
    assert len(funnel.recommend(Taste(), Wish(), 9)) == 4


def test_every_reason_is_named(funnel):
    # Items that nothing else forbids: each item counts for the first reason only.
    free = [
        item.item_id
        for item in CATALOG
        if 1955 <= item.year <= 2010
        and 80 <= item.runtime <= 185
        and {"Comedy", "Drama", "Action"} & set(item.categories)
        and not {"Horror", "Crime"} & set(item.categories)
    ]
    liked, disliked, seen, asked, out, shown = free[:6]
    taste = Taste(
        (liked,), (disliked,), (seen,), (Preference("genre", "Horror", -1),), year_min=1955, year_max=2010
    )
    wish = Wish(
        require=(("genre", "Comedy"), ("genre", "Drama"), ("genre", "Action")),
        exclude=(("genre", "Crime"),),
        like=(asked,),
        exclude_items=(out,),
        runtime_min=80,
        runtime_max=185,
    )
    dropped = funnel.recommend(taste, wish, 5, exclude_shown=(shown,)).steps[1].dropped
    assert {
        "disliked",
        "liked already",
        "seen already",
        "disliked genre: Horror",
        "before 1955",
        "after 2010",
        "asked about",
        "ruled out",
        "shorter than 80 min",
        "longer than 185 min",
        "not genre Comedy or Drama or Action",
        "ruled out genre: Crime",
        "shown before",
    } <= set(dropped)


def test_a_free_text_query_keeps_what_the_search_finds(funnel):
    made = funnel.recommend(Taste(), Wish(query="harbor"), 50)
    assert made
    assert all("Harbor" in CATALOG.get(item).title for item in made.ids)
    assert "does not match 'harbor'" in made.steps[1].dropped


def test_a_contradiction_gives_an_empty_list_that_says_so(funnel):
    taste = Taste(preferences=(Preference("genre", "Horror", -1, "f"),))
    made = funnel.recommend(taste, Wish(require=(("genre", "horror"),)), 5)
    assert not made
    assert made.steps[1].detail == "nothing is left"
    assert sum(made.steps[1].dropped.values()) == len(CATALOG)


# What-ifs ---------------------------------------------------------------------------------------------------


@QUICK
@given(taste=tastes(), wish=wishes(), data=st.data())
def test_a_masked_unit_is_a_unit_taken_out_of_the_taste(funnel, taste, wish, data):
    scorer = funnel.scorer(taste, wish)
    mask = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(scorer.players), max_size=len(scorer.players)))
    )
    mask = mask.astype(bool)
    gone = frozenset(player for player, on in zip(scorer.players, mask, strict=True) if not on)
    less = taste.without(items=gone, facts=gone)
    really = funnel.recommend(less, wish, 7)
    what_if = scorer.rank(mask, 7)
    assert what_if.candidates == really.candidates
    assert [step.dropped for step in what_if.steps] == [step.dropped for step in really.steps]
    fresh = funnel.scorer(less, wish)
    alone = fresh.scores(np.ones((1, len(fresh.players)), dtype=bool))[0]
    batch = scorer.scores(np.vstack([mask, ~mask, np.ones_like(mask)]))
    np.testing.assert_array_equal(batch[0], alone)


def test_players_are_facts_first_then_items(funnel):
    a, b, c = CATALOG.ids[:3]
    taste = Taste(
        (a, b), (c,), facts={a: "f1", c: "f2"}, preferences=(Preference("genre", "Drama", 1, "f3"),)
    )
    assert funnel.scorer(taste, Wish()).players == ("f1", b, "f2", "f3")
    assert funnel.scorer(Taste(), Wish()).players == ()
    assert funnel.scorer(Taste(), Wish()).scores(np.ones((2, 0), bool)).shape == (2, len(CATALOG))


def test_masks_of_a_wrong_shape_are_refused(funnel):
    scorer = funnel.scorer(Taste((CATALOG.ids[0],)), Wish())
    for wrong in ([[True, True]], [True]):
        with pytest.raises(UsageError, match="shape"):
            scorer.scores(wrong)


def test_many_masks_are_scored_in_pieces(funnel):
    taste = Taste(CATALOG.ids[:4])
    scorer = funnel.scorer(taste, Wish())
    masks = np.random.default_rng(0).random((600, 4)) < 0.5
    whole = scorer.scores(masks)
    np.testing.assert_array_equal(whole[[0, 300, 599]], scorer.scores(masks[[0, 300, 599]]))


# Answers ------------------------------------------------------------------------------------------------


def test_a_stated_genre_and_director_lead_the_list(funnel):
    plain = funnel.recommend(Taste(), Wish(), 10)
    genre, director = "Western", DIRECTORS[3]
    stated = (Preference("genre", genre, 1, "f1"), Preference("director", director, 1, "f2"))
    made = funnel.recommend(Taste(preferences=stated), Wish(), 10)

    def share(found):
        return sum(genre in c.attributes["genre"] or director in c.attributes["director"] for c in found)

    assert share(CATALOG.items(made.ids)) > share(CATALOG.items(plain.ids))
    named = {name for c in made for e in c.evidence if e.source == "preference" for name in e.because}
    assert {"f1"} <= named <= {"f1", "f2"}


def test_evidence_names_what_it_leaned_on(funnel):
    liked = tuple(WORLD.interactions.query("weight >= 4 and user_id == 'u001'").item_id[:5])
    taste = Taste(liked, facts={liked[0]: "fact of the first"})
    made = funnel.recommend(taste, Wish(), 10)
    units = {"fact of the first", *liked[1:]}
    for candidate in made:
        sources = {part.source: part for part in candidate.evidence}
        assert set(sources) <= {"ease", "content", "popularity", "freshness"}
        assert sum(part.score for part in candidate.evidence) == pytest.approx(candidate.score, abs=1e-4)
        assert set(sources["ease"].because) <= units
        assert sources["popularity"].because == ()
        item = CATALOG.get(candidate.item_id)
        told = {value for held in item.attributes.values() for value in held}
        assert set(sources["content"].because) <= units | told if "content" in sources else True
    assert any(part.because for c in made for part in c.evidence if part.source == "ease")


def test_taking_away_the_first_reason_lowers_the_share(funnel):
    """The first unit named by EASE is the one whose loss costs most of the EASE share, measured."""
    liked = tuple(WORLD.interactions.query("weight >= 4 and user_id == 'u002'").item_id[:5])
    first = funnel.recommend(Taste(liked), Wish(), 1).candidates[0]
    named = next(part.because for part in first.evidence if part.source == "ease")
    scorer = funnel.scorer(Taste(liked), Wish())
    row = CATALOG.row(first.item_id)
    full = scorer.parts(np.ones((1, len(liked)), bool))["ease"] * scorer.mass(
        scorer.histories(np.ones((1, 5), bool))
    )
    masks = ~np.eye(len(liked), dtype=bool)
    less = scorer.parts(masks)["ease"] * scorer.mass(scorer.histories(masks))[:, None]
    costs = full[0, row] - less[:, row]
    assert scorer.players[int(costs.argmax())] == named[0]


def test_with_nothing_known_it_says_popular_titles(funnel):
    made = funnel.recommend(Taste(), Wish(), 5)
    assert [step.name for step in made.steps] == ["retrieve", "filter", "blend", "diversify"]
    assert "popular titles" in made.steps[2].detail
    assert all(part.because == () for c in made for part in c.evidence)
    assert "5 liked" in funnel.recommend(Taste(CATALOG.ids[:5]), Wish(), 5).steps[2].detail


def test_the_same_question_has_the_same_answer(funnel):
    taste = Taste(CATALOG.ids[3:9], preferences=(Preference("genre", "Drama", 1, "f"),))
    again = Funnel.fit(CATALOG, WORLD.interactions.sample(frac=1, random_state=1))
    assert funnel.recommend(taste, Wish(), 10).candidates == funnel.recommend(taste, Wish(), 10).candidates
    assert funnel.recommend(taste, Wish(), 10).ids == again.recommend(taste, Wish(), 10).ids


def test_diversity_parts_doubles_and_keeps_the_best_first():
    config = FunnelConfig.default()
    plain, mixed = (
        Funnel.fit(CATALOG, WORLD.interactions, config.model_copy(update={"diversity": value}))
        for value in (0.0, 0.6)
    )
    taste = Taste(CATALOG.ids[3:9])
    one, other = plain.recommend(taste, Wish(), 10), mixed.recommend(taste, Wish(), 10)
    assert one.ids[0] == other.ids[0]
    assert [c.score for c in one] == sorted((c.score for c in one), reverse=True)
    alike = [np.triu(plain.content.likeness(CATALOG.index_of(made.ids)), 1).sum() for made in (one, other)]
    assert alike[1] < alike[0]


def test_likeness_is_asked_for_by_a_wish(funnel):
    item = CATALOG.get(CATALOG.ids[10])
    made = funnel.recommend(Taste(CATALOG.ids[40:44]), Wish(like=(item.item_id,)), 10)
    assert item.item_id not in made.ids
    shared = [set(item.categories) & set(CATALOG.get(i).categories) for i in made.ids]
    assert sum(map(bool, shared)) >= 7
    named = {name for c in made for part in c.evidence for name in part.because}
    assert item.item_id in named


def test_ids_and_values_nobody_has(funnel):
    taste = Taste(("no such film",), ("nor this",), ("nor that",), (Preference("genre", "Opera", 1, "f"),))
    assert funnel.recommend(taste, Wish(), 5).ids == funnel.recommend(Taste(), Wish(), 5).ids
    with pytest.raises(UsageError, match="mood"):
        funnel.recommend(Taste(preferences=(Preference("mood", "gloomy", 1),)), Wish(), 5)
    with pytest.raises(UsageError, match="at least one"):
        funnel.recommend(Taste(), Wish(), 0)
