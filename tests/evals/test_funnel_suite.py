"""The funnel suite: nothing from the future, the same candidates for all, honest about what is missing."""

from __future__ import annotations

import sys

import pandas as pd
import pytest
from tastekeeper.errors import DataError, MissingExtraError
from tastekeeper.evals.funnel.cases import NEWCOMER, RETURNING, stated_taste, taste_of, window
from tastekeeper.evals.funnel.measure import against, joined, measure
from tastekeeper.evals.funnel.rankers import FunnelRanker, ModelRanker
from tastekeeper.evals.funnel.tables import ascend, table
from tastekeeper.evals.options import Options
from tastekeeper.evals.suites import funnel as suite
from tastekeeper.paths import Paths
from tastekeeper.recommenders.baselines import Popularity
from tastekeeper.recommenders.columns import Columns
from tastekeeper.recommenders.data import prepare
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.funnel import Funnel, FunnelConfig
from tastekeeper.recommenders.types import Wish

WORLD = make_world(8, users=120, items=150, per_user=20)


def _arrivals():
    """The world, with the second half of its viewers arriving late: their times are squeezed to the end."""
    frame = WORLD.interactions.copy()
    last = frame[Columns.DATETIME].max()
    late = frame[Columns.USER] >= "u060"
    frame.loc[late, Columns.DATETIME] = last - (last - frame.loc[late, Columns.DATETIME]) / 10
    return frame.sort_values(Columns.DATETIME, kind="stable").reset_index(drop=True)


FRAME = _arrivals()


@pytest.fixture(scope="module")
def cut():
    return window(FRAME, 0.6, 1.0)


def test_nothing_from_the_future_is_told(cut):
    times = {(u, i): t for u, i, t in zip(FRAME.user_id, FRAME.item_id, FRAME.datetime, strict=True)}
    start = cut.past[Columns.DATETIME].max()
    assert {case.kind for case in cut.cases} == {RETURNING, NEWCOMER}
    for case in cut.cases:
        told = max(times[case.user, item] for item, _ in case.history)
        assert all(times[case.user, item] >= told for item in case.relevant)
        assert all(times[case.user, item] > start for item in case.relevant)
        assert (case.kind == NEWCOMER) == (case.user not in set(cut.past[Columns.USER]))
        if case.kind == RETURNING:
            assert told <= start


def test_relevant_is_what_was_liked_and_not_met(cut):
    ratings = {(u, i): w for u, i, w in zip(FRAME.user_id, FRAME.item_id, FRAME.weight, strict=True)}
    for case in cut.cases:
        assert case.relevant
        assert all(ratings[case.user, item] >= 4 for item in case.relevant)
        assert not case.relevant & set(case.own)


def test_everybody_in_the_window_is_a_case_or_counted(cut):
    later = FRAME[FRAME[Columns.DATETIME] > cut.past[Columns.DATETIME].max()]
    assert len(cut.cases) + sum(cut.left_out.values()) == later[Columns.USER].nunique()
    alone = pd.concat([FRAME, FRAME.iloc[-1:].assign(user_id="one rating only")])
    assert window(alone, 0.6, 1.0).left_out["without a history"] == 1


def test_tastes_hold_the_whole_history(cut):
    for case in cut.cases[:20]:
        taste, few = taste_of(case, cut.scale), case.few(cut.scale)
        assert {*taste.liked, *taste.disliked, *taste.seen} == set(case.own)
        named = taste_of(few, cut.scale)
        assert len(named.liked) <= 5
        assert {*named.liked, *named.seen} == set(case.own)
        stated = stated_taste(case, cut.scale, WORLD.catalog)
        assert not stated.liked
        assert len(stated.preferences) <= 3


def test_lists_leave_out_what_was_met(cut):
    config = FunnelConfig.default()
    for ranker in (FunnelRanker(config), ModelRanker(Popularity())):
        lists = ranker.fit(cut, WORLD.catalog).lists(cut.cases)
        for case, ranked in zip(cut.cases, lists, strict=True):
            assert len(ranked) == 20
            assert not set(ranked) & set(case.own)


def test_the_suite_measures_the_product_s_own_lists(cut):
    ranker = FunnelRanker(FunnelConfig.default()).fit(cut, WORLD.catalog)
    funnel = Funnel.fit(WORLD.catalog, cut.past)
    for case, ranked in list(zip(cut.cases, ranker.lists(cut.cases), strict=True))[:10]:
        assert funnel.recommend(taste_of(case, cut.scale), Wish(), 20).ids == ranked


def test_a_table_is_worth_what_the_lists_are(cut):
    """The shortcut used for choosing weights agrees with measuring real lists."""
    config = FunnelConfig.default().model_copy(update={"diversity": 0.0})
    ranker = FunnelRanker(config).fit(cut, WORLD.catalog)
    real = measure(ranker.lists(cut.cases), cut.cases)
    made = table(ranker.funnel, cut.cases, [taste_of(case, cut.scale) for case in cut.cases])
    assert made.value(config.weights) / len(cut.cases) == pytest.approx(real.objective, abs=2e-3)
    weights, best = ascend(([made],), {"popularity": 1.0, "ease": 0.0}, ["ease"])
    assert best >= made.value({"popularity": 1.0}) / len(cut.cases)
    assert weights["popularity"] == 1.0


def test_paired_comparison_counts_people(cut):
    first = measure([tuple(case.relevant) for case in cut.cases], cut.cases)
    second = measure([() for _ in cut.cases], cut.cases)
    found = against(first, second, seed=0)["ndcg10"]
    assert (found["mean"], found["better"], found["worse"]) == (1.0, len(cut.cases), 0)
    assert joined([first, second]).mean("ndcg10") == 0.5


def test_a_quick_run_on_a_made_up_world(tmp_path):
    pytest.importorskip("implicit")
    prepare(Paths.resolve(tmp_path / "home"), synthetic=3)
    heard = []
    result = suite.run(Options(quick=True, home=tmp_path / "home", progress=lambda *said: heard.append(said)))
    names = {
        "funnel.ndcg10",
        "funnel.recall20",
        "funnel.p99_ms",
        "popularity.ndcg10",
        "als.ndcg10",
        "als.recall20",
    }
    assert names <= set(result["headline"])
    assert all(isinstance(value, float) for value in result["headline"].values())
    assert result["quick"]
    assert "quick" in result["note"]
    assert heard
    test = result["test"]["funnel"]["ndcg10"]
    assert test["low"] <= test["mean"] <= test["high"]
    # The world's people have favourite genres and directors: a funnel that finds them beats mere popularity.
    assert result["headline"]["funnel.ndcg10"] > result["headline"]["popularity.ndcg10"]


def test_without_implicit_it_says_what_to_install(tmp_path, monkeypatch):
    prepare(Paths.resolve(tmp_path / "home"), synthetic=3)
    monkeypatch.setitem(sys.modules, "implicit.cpu.als", None)
    with pytest.raises(MissingExtraError, match="bench"):
        suite.run(Options(quick=True, home=tmp_path / "home"))


def test_without_data_it_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="data prepare"):
        suite.run(Options(quick=True, home=tmp_path / "nothing"))
