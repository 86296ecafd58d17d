"""A test kit for anything that fills `Recommender`: subclass `RecommenderContract` and say how to build it.

    class TestMine(RecommenderContract):
        def build(self):
            return Mine(epochs=3)

The checkerboard is an idea of the library `implicit`: users and items of one parity like each other, but one
item of each user is withheld, so that exactly one item is right for every user.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ...errors import NotFittedError, StoreError, UsageError
from ..columns import Columns
from ..contract import RECOMMENDED, SIMILAR, Recommender
from .worlds import SIZE, board_catalog, checkerboard

if TYPE_CHECKING:
    from ..catalog import Catalog


class RecommenderContract:
    """What every recommender must do. `oracle` is false for models that cannot solve the checkerboard."""

    oracle = True
    # Best of the withheld diagonal that must be found first by a model that can solve the board.
    floor = 1.0

    def build(self) -> Recommender:
        """A new, unfitted model. Override."""
        raise UsageError(
            "A subclass of RecommenderContract must say how to build its model", hint="Override build."
        )

    @pytest.fixture
    def catalog(self) -> Catalog:
        """A catalogue for the board's items, and one item nobody met."""
        return board_catalog()

    @pytest.fixture
    def model(self, catalog: Catalog) -> Recommender:
        """The model, fitted on the checkerboard."""
        return self.build().fit(checkerboard(), catalog)

    # Answers -----------------------------------------------------------------------------------------

    def test_the_withheld_item_comes_first(self, model: Recommender) -> None:
        """Fitted users get the one right item."""
        if not self.oracle:
            pytest.skip(f"{model.name} does not learn from who met what")
        users = [f"u{place}" for place in range(SIZE)]
        answer = model.recommend(users=users, k=1).set_index(Columns.USER)[Columns.ITEM]
        right = [answer[f"u{place}"] == f"i{place}" for place in range(SIZE)]
        assert np.mean(right) >= self.floor

    def test_an_unseen_user_is_served_from_a_history(self, model: Recommender) -> None:
        """Nobody has to be fitted to be served: a history of one parity gets the rest of it."""
        if not self.oracle:
            pytest.skip(f"{model.name} does not learn from who met what")
        history = [f"i{place}" for place in range(0, SIZE, 2)][:-1]
        answer = model.recommend(history=history, k=1)
        assert answer[Columns.ITEM].tolist() == [f"i{SIZE - 2}"]

    def test_the_frame_is_tidy(self, model: Recommender) -> None:
        """Columns, types, ranks from 1, scores falling, nothing twice, nothing seen."""
        frame = model.recommend(users=["u0", "u1"], k=5)
        assert tuple(frame.columns) == RECOMMENDED
        for user, part in frame.groupby(Columns.USER):  # noqa: B007
            assert part[Columns.RANK].tolist() == list(range(1, len(part) + 1))
            assert part[Columns.SCORE].is_monotonic_decreasing
            assert part[Columns.ITEM].is_unique
            seen = set(checkerboard().query(f"{Columns.USER} == @user")[Columns.ITEM])
            assert not seen & set(part[Columns.ITEM])

    def test_seen_items_may_be_kept(self, model: Recommender) -> None:
        """`filter_seen=False` brings back every item of the vocabulary."""
        frame = model.recommend(users=["u0"], k=10 * SIZE, filter_seen=False)
        assert sorted(frame[Columns.ITEM]) == sorted(model.vocabulary)

    def test_similar_items_leave_out_the_item_itself(self, model: Recommender) -> None:
        """`similar` answers a tidy frame, or refuses where nobody is told apart."""
        if not model.personal:
            with pytest.raises(UsageError):
                model.similar(["i0"], k=3)
            return
        frame = model.similar(["i0", "i1"], k=3)
        assert tuple(frame.columns) == SIMILAR
        assert len(frame) == 6
        assert (frame[Columns.ITEM] != frame[Columns.SIMILAR]).all()

    # What is unknown ---------------------------------------------------------------------------------

    def test_an_unknown_user(self, model: Recommender) -> None:
        """Raise, warn or ignore, as asked."""
        with pytest.raises(UsageError, match="nobody"):
            model.recommend(users=["nobody"])
        with pytest.warns(UserWarning, match="nobody"):
            assert model.recommend(users=["nobody"], on_unknown="warn").empty
        assert set(model.recommend(users=["nobody", "u1"], on_unknown="ignore")[Columns.USER]) == {"u1"}
        with pytest.raises(UsageError, match="nobody"):
            model.score("nobody", ["i0"])

    def test_an_unknown_item(self, model: Recommender) -> None:
        """NaN in place, the length kept; in a history refused, or left out where that is asked for."""
        scores = model.score(["i0", "i2"], ["i4", "no such item", "i6"])
        assert np.isnan(scores).tolist() == [False, True, False]
        with pytest.raises(UsageError, match="no such item"):
            model.recommend(history=["i0", "no such item"])
        with_it = model.recommend(history=["i0", "no such item"], on_unknown="ignore")
        assert with_it.equals(model.recommend(history=["i0"]))

    def test_an_empty_history(self, model: Recommender) -> None:
        """No error: NaN and an empty tidy frame from a personal model, the common answer from another one."""
        scores, frame = model.score([], ["i0", "i1"]), model.recommend(history=[])
        assert scores.shape == (2,)
        assert tuple(frame.columns) == RECOMMENDED
        assert np.isnan(scores).all() == model.personal
        assert frame.empty == model.personal
        empty = model.score_histories(np.zeros((2, len(model.vocabulary))))
        assert np.isfinite(empty).all()
        assert not (model.personal and empty.any())

    def test_nonsense_is_refused(self, model: Recommender) -> None:
        """Neither both nor none of users and history, and no list of zero."""
        for wrong in ({}, {"users": ["u0"], "history": ["i0"]}, {"users": ["u0"], "k": 0}):
            with pytest.raises(UsageError):
                model.recommend(**wrong)
        with pytest.raises(UsageError):
            type(model)(no_such_field=1)

    def test_before_fitting(self) -> None:
        """Every question before `fit` says what to do."""
        model = self.build()
        questions = (
            lambda: model.vocabulary,
            lambda: model.recommend(users=["u0"]),
            lambda: model.recommend(history=["i0"]),
            lambda: model.score(["i0"], ["i1"]),
            lambda: model.score_histories(np.zeros((1, 1))),
        )
        for question in questions:
            with pytest.raises(NotFittedError, match="fit"):
                question()

    # Arrays ------------------------------------------------------------------------------------------

    def test_rows_are_scored_on_their_own(self, model: Recommender) -> None:
        """A batch, sparse or dense, and its rows one by one give the same."""
        from scipy.sparse import csr_array

        rng = np.random.default_rng(3)
        rows = (rng.random((7, len(model.vocabulary))) < 0.2) * rng.choice([-1.0, 0.5, 1.0], (7, 1))
        together = model.score_histories(rows)
        assert together.shape == rows.shape
        np.testing.assert_allclose(model.score_histories(csr_array(rows)), together, atol=1e-10)
        one_by_one = np.vstack([model.score_histories(row[None, :]) for row in rows])
        np.testing.assert_allclose(one_by_one, together, atol=1e-10)

    def test_contributions_have_a_row_an_item(self, model: Recommender) -> None:
        """Contributions are those of each history item alone."""
        from scipy.sparse import csr_array

        row = np.zeros((1, len(model.vocabulary)))
        row[0, [0, 2, 4]] = (1.0, 0.5, -1.0)
        targets = np.array([4, 6, 7])
        shares = model.contributions(csr_array(row), targets)
        alone = np.vstack([model.score_histories(np.diag(row[0])[[place]]) for place in (0, 2, 4)])
        np.testing.assert_allclose(shares, alone[:, targets], atol=1e-9)

    # Repeating ---------------------------------------------------------------------------------------

    def test_same_seed_same_result(self, model: Recommender, catalog: Catalog) -> None:
        """Two fits of equal configuration agree to the last digit."""
        other = self.build().fit(checkerboard(), catalog)
        assert model.recommend(users=["u0", "u7"]).equals(other.recommend(users=["u0", "u7"]))

    def test_fitting_again_forgets(self, model: Recommender, catalog: Catalog) -> None:
        """A second fit leaves nothing of the first."""
        half = checkerboard().query(f"{Columns.USER} < 'u3'")
        again, fresh = model.fit(half, catalog), self.build().fit(half, catalog)
        assert again.users == fresh.users
        history = ["i0", "i2"]
        known = [item for item in history if item in fresh.vocabulary]
        assert again.recommend(history=known).equals(fresh.recommend(history=known))

    def test_the_order_of_rows_does_not_matter(self, model: Recommender, catalog: Catalog) -> None:
        """Shuffled interactions give the same answers."""
        other = self.build().fit(checkerboard().sample(frac=1, random_state=5), catalog)
        mine, its = (m.score(["i0", "i2"], list(model.vocabulary)) for m in (model, other))
        np.testing.assert_allclose(mine, its, atol=1e-9)

    def test_the_configuration_round_trips(self) -> None:
        """Through a dict and through JSON."""
        config = self.build().config
        assert type(config)(**config.model_dump()) == config
        assert type(config).model_validate_json(config.model_dump_json()) == config

    def test_saving_and_loading(self, model: Recommender, tmp_path: Path) -> None:
        """What is loaded answers exactly as what was saved; saving again replaces."""
        for _ in range(2):
            model.save(tmp_path / "model")
        loaded = type(model).load(tmp_path / "model")
        assert sorted(file.name for file in (tmp_path / "model").iterdir()) == [
            "model.json",
            "model.safetensors",
        ]
        assert loaded.config == model.config
        assert loaded.vocabulary == model.vocabulary
        users = list(model.users[:5])
        assert loaded.recommend(users=users).equals(model.recommend(users=users))
        assert loaded.recommend(history=["i0", "i2"]).equals(model.recommend(history=["i0", "i2"]))

    def test_broken_files_are_named(self, model: Recommender, tmp_path: Path) -> None:
        """A missing, a cut and a foreign file each give an error that names the place."""
        folder = tmp_path / "model"
        with pytest.raises(StoreError, match="model"):
            type(model).load(folder)
        model.save(folder)
        (folder / "model.safetensors").write_bytes(b"cut")
        with pytest.raises(StoreError, match="model"):
            type(model).load(folder)
        (folder / "model.json").write_text("{}")
        with pytest.raises(StoreError, match="model"):
            type(model).load(folder)
