"""What is particular to each model: both solvers of EASE, dislikes, decay, scales, files."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from tastekeeper.errors import DataError, StoreError, UsageError
from tastekeeper.recommenders.baselines import EASE, IALS, Content, ItemKNN, Popularity
from tastekeeper.recommenders.columns import Columns
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.encoding import encode
from tastekeeper.recommenders.feedback import Scale, signed
from tastekeeper.recommenders.testing import board_catalog, checkerboard


@pytest.fixture(scope="module")
def world():
    return make_world(3, users=60, items=90, per_user=20)


@pytest.fixture(scope="module")
def ratings(world):
    return signed(world.interactions)


def frame(*rows):
    return pd.DataFrame(rows, columns=[Columns.USER, Columns.ITEM, Columns.WEIGHT, Columns.DATETIME])


def test_ease_gives_the_same_by_users_and_by_items(world, ratings):
    rows = encode(ratings).matrix[:8]
    by_users, by_items = (
        EASE(l2=3.0, dropout=0.5, solver=solver, weights_per_item=90).fit(ratings, world.catalog)
        for solver in ("users", "items")
    )
    np.testing.assert_allclose(by_users.score_histories(rows), by_items.score_histories(rows), atol=1e-6)


def test_ease_is_the_closed_form(world, ratings):
    model = EASE(l2=3.0, dropout=0.0, fade_years=None, solver="users").fit(ratings, world.catalog)
    likes = np.maximum(encode(ratings).matrix.toarray(), 0)
    inverse = np.linalg.inv(likes.T @ likes + 3.0 * np.eye(likes.shape[1]))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    np.testing.assert_allclose(model.score_histories(likes), likes @ weights, atol=1e-8)


def test_ease_refuses_a_square_that_would_not_fit(monkeypatch, world, ratings):
    monkeypatch.setattr("tastekeeper.recommenders.baselines.ease._LARGEST_SIDE", 10)
    with pytest.raises(DataError, match="min_support"):
        EASE(solver="items").fit(ratings, world.catalog)
    with pytest.raises(DataError, match="users"):
        EASE(solver="users").fit(ratings, world.catalog)


def test_ease_left_to_itself_takes_the_most_liked_items_that_fit(monkeypatch, world, ratings):
    monkeypatch.setattr("tastekeeper.recommenders.baselines.ease._LARGEST_SIDE", 10)
    monkeypatch.setattr("tastekeeper.recommenders.baselines.ease._MANY_USERS", 5)
    model = EASE(l2=3.0).fit(ratings, world.catalog)
    support = (encode(ratings).matrix > 0).sum(axis=0)
    scored = np.abs(model.score_histories(np.eye(len(model.vocabulary)))).sum(axis=0) > 0
    assert scored.sum() == 10
    assert support[scored].min() >= support[~scored].max()


def test_ials_solves_what_it_says(world, ratings):
    model = IALS(embedding_size=5, reg=2.0, alpha=3.0, epochs=2).fit(ratings, world.catalog)
    size = len(model.vocabulary)
    row = np.zeros(size)
    row[[1, 4]], row[7] = (1.0, 0.5), -1.0
    vectors = model._vectors
    trust = 1 + 3.0 * np.abs(row)
    system = (vectors * trust[:, None]).T @ vectors + 2.0 * np.eye(5)
    expected = np.linalg.solve(system, (vectors * (trust * (row > 0))[:, None]).sum(axis=0))
    np.testing.assert_allclose(model.embed(row[None, :])[0], expected, atol=1e-9)


@pytest.mark.parametrize(
    "model", [EASE(l2=5.0), ItemKNN(shrinkage=1.0), IALS(embedding_size=4, reg=1.0), Content()]
)
def test_a_dislike_pushes_its_like_away(model):
    model.fit(checkerboard(), board_catalog())
    kin, other = "i10", "i11"
    liked = model.score({"i0": 1.0, "i1": 1.0}, [kin, other])
    turned = model.score({"i0": -1.0, "i1": 1.0}, [kin, other])
    assert liked[0] - liked[1] > turned[0] - turned[1]
    assert turned[1] > turned[0]


def test_popularity_fades_and_ignores_dislikes():
    old, new = datetime(2000, 1, 1, tzinfo=UTC), datetime(2010, 1, 1, tzinfo=UTC)
    table = frame(("a", "i0", 1.0, old), ("b", "i0", 1.0, old), ("c", "i1", 1.0, new), ("d", "i2", -1.0, new))
    plain = Popularity().fit(table, board_catalog())
    assert plain.recommend(users=["d"], k=5)[Columns.ITEM].tolist() == ["i0", "i1"]
    assert plain.score([], ["i2", "i3"])[0] == 0
    assert np.isnan(plain.score([], ["i3"])[0])
    fading = Popularity(fade_years=2.0, whole_catalog=True).fit(table, board_catalog())
    assert fading.recommend(users=["d"], k=2)[Columns.ITEM].tolist() == ["i1", "i0"]
    assert fading.score([], ["i3"])[0] == 0
    np.testing.assert_allclose(
        fading.score([], ["i0"])[0], np.log1p(2 * np.exp(-3653 / 365.25 / 2)), rtol=1e-3
    )


def test_content_serves_what_nobody_met():
    model = Content().fit(checkerboard(), board_catalog())
    top = model.recommend(history=["i48"], k=1)
    # Tiles 48 and 50 share no maker, 48 and 49 no colour: the colour decides over the maker of another
    # parity.
    assert "i50" in model.recommend(history=["i48", "i46"], k=30)[Columns.ITEM].tolist()
    assert top[Columns.ITEM].tolist() != ["i49"]


def test_content_weighs_fields_by_name():
    only = Content(fields={"maker": 1.0}, other=0.0).fit(checkerboard(), board_catalog())
    assert only.fields == ("maker",)
    near = only.similar(["i0"], k=1)[Columns.SIMILAR].tolist()
    assert near == ["i2"]
    none = Content(fields={}, other=0.0).fit(checkerboard(), board_catalog())
    assert not none.score_histories(np.eye(51)).any()


def test_likeness_is_a_cosine():
    model = Content().fit(checkerboard(), board_catalog())
    alike = model.likeness(np.array([0, 2, 1]))
    np.testing.assert_allclose(np.diag(alike), 1.0)
    assert alike[0, 1] > alike[0, 2]


def test_scales_read_stars_and_plain_likes():
    stars = Scale(0.5, 5.0)
    assert stars.signed([0.5, 2.0, 2.5, 3.0, 4.0, 4.5, 5.0]) == pytest.approx([-1, -1, 0, 0.25, 0.75, 1, 1])
    assert stars.liked([3.5, 4.0]).tolist() == [False, True]
    assert stars.disliked([2.0, 2.5]).tolist() == [True, False]
    plain = Scale.of(checkerboard())
    assert plain.signed([1.0]).tolist() == [1.0]
    assert plain.liked([1.0]).all()
    assert not plain.disliked([1.0]).any()
    assert Scale.of(checkerboard().iloc[:0]) == Scale(1.0, 1.0)


def test_of_two_ratings_the_later_counts():
    first, second = datetime(2001, 1, 1, tzinfo=UTC), datetime(2002, 1, 1, tzinfo=UTC)
    data = encode(frame(("a", "x", -1.0, second), ("a", "x", 1.0, first), ("a", "y", 0.0, first)))
    assert data.matrix.toarray().tolist() == [[-1.0, 0.0]]
    # What was met without being liked is remembered as met.
    assert data.matrix.nnz == 2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame({"user_id": ["a"]}), "lack the columns item_id, weight"),
        (pd.DataFrame({"user_id": ["a"], "item_id": ["x"], "weight": ["many"]}), "not numbers"),
        (pd.DataFrame({"user_id": ["a"], "item_id": ["x"], "weight": [float("nan")]}), "no weight"),
        (frame(("a", "x", 1.0, None)).astype({Columns.DATETIME: "datetime64[ns, UTC]"}), "no time"),
    ],
)
def test_broken_interactions_are_refused(table, words):
    with pytest.raises(DataError, match=words):
        Popularity().fit(table, board_catalog())


def test_a_model_is_not_read_as_another(tmp_path):
    Popularity().fit(checkerboard(), board_catalog()).save(tmp_path / "m")
    with pytest.raises(StoreError, match="popularity"):
        EASE.load(tmp_path / "m")


def test_a_failed_write_leaves_the_old_model(tmp_path, monkeypatch):
    catalog = board_catalog()
    Popularity().fit(checkerboard(), catalog).save(tmp_path / "m")

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("safetensors.numpy.save_file", full)
    with pytest.raises(StoreError, match="No space"):
        Popularity().fit(checkerboard(20), catalog).save(tmp_path / "m")
    assert len(Popularity.load(tmp_path / "m").vocabulary) == 50
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["m"]


def test_a_config_of_another_model_is_refused():
    with pytest.raises(UsageError):
        EASE(Popularity().config)
    with pytest.raises(UsageError, match="l2"):
        EASE(l2=-1)
