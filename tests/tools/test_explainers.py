"""The explainers on scorers small enough to work by hand, and on random ones."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.errors import UsageError
from tastekeeper.tools.explain import (
    ExactMinimum,
    Game,
    LeaveOneOut,
    RandomBaseline,
    Smallest,
    VerifiedGreedy,
)


class Linear:
    """scores = mask @ weights + base, with -inf where `hidden`."""

    def __init__(self, weights, base=None, hidden=()):
        self.weights = np.asarray(weights, dtype=float)
        self.base = np.zeros(self.weights.shape[1]) if base is None else np.asarray(base, dtype=float)
        self.hidden = list(hidden)
        self.players = tuple(f"f{n}" for n in range(len(self.weights)))

    def scores(self, masks):
        scores = masks.astype(float) @ self.weights + self.base
        scores[:, self.hidden] = -np.inf
        return scores


class Tangled(Linear):
    """Adds products of neighbouring players: leave-one-out is then not the whole story."""

    def scores(self, masks):
        rows = masks.astype(float)
        pairs = rows[:, 1:] * rows[:, :-1]
        extra = pairs @ np.roll(self.weights, 1, axis=1)[1:] if len(self.weights) > 1 else 0.0
        return super().scores(masks) + extra


# Two remembered things, three items. Everything known: scores 3, 2, 1. Item 0 leads through f0 alone.
HAND = Linear([[3.0, 0.0, 1.0], [0.0, 2.0, 0.0]])


def test_standing_worked_by_hand():
    game = Game(HAND, target=0, k=1)
    standing = game.without([(), (0,), (1,), (0, 1)])
    assert standing.rank.tolist() == [1, 2, 1, 1]
    assert standing.gap.tolist() == [1.0, -2.0, 2.0, 0.0]
    assert standing.out.tolist() == [False, True, False, False]
    assert game.queries == 4


@pytest.mark.parametrize("explainer", [LeaveOneOut(), VerifiedGreedy(), ExactMinimum(), Smallest()])
def test_the_flip_worked_by_hand(explainer):
    found = explainer.find(Game(HAND, target=0, k=1))
    assert found.players == ("f0",)
    assert found.minimal


def test_influences_worked_by_hand():
    assert LeaveOneOut().influence(Game(HAND, target=0, k=1)).tolist() == [3.0, -1.0]


def test_nothing_takes_out_an_item_that_leads_without_being_held():
    game = Game(Linear([[0.0, 1.0], [0.0, 1.0]], base=[9.0, 0.0]), target=0, k=1)
    found = Smallest().find(game)
    assert not found.found
    assert found.minimal, "every set was tried"


def test_removing_a_dislike_can_be_what_takes_an_item_out():
    """Removal is not monotone: with everything forgotten the item is back."""
    scorer = Linear([[5.0, 5.0], [0.0, -5.0]], base=[0.1, 0.0])
    game = Game(scorer, target=0, k=1)
    assert not game.without([(0, 1)]).out[0]
    scorer.base[:] = [0.0, 0.1]
    assert Smallest().find(Game(scorer, target=0, k=1)).players == ("f1",)


def test_a_list_longer_than_the_catalogue_keeps_everything():
    game = Game(HAND, target=2, k=5)
    assert game.without([()]).gap[0] == np.inf
    assert not Smallest().find(game).found


def test_a_filtered_target_has_rank_zero():
    standing = Game(Linear([[1.0, 2.0]], hidden=[0]), target=0, k=1).without([()])
    assert standing.rank[0] == 0
    assert standing.out[0]
    assert standing.gap[0] == -np.inf


def test_identity_mask_leaves_the_scores_as_they_are():
    game = Game(HAND, target=0, k=2)
    assert np.array_equal(HAND.scores(game.masks([()]))[0], HAND.weights.sum(axis=0) + HAND.base)


def test_a_non_player_cannot_be_removed():
    with pytest.raises(UsageError, match="nothing that was remembered"):
        Game(HAND, target=0, k=1).columns(["f9"])


def test_a_list_of_no_places_is_refused():
    with pytest.raises(UsageError, match="at least one place"):
        Game(HAND, target=0, k=0)


def test_a_set_that_the_real_list_does_not_confirm_is_not_returned():
    asked = []

    def check(gone):
        asked.append(gone)
        return gone == {"f0", "f1"}

    found = Smallest().find(Game(HAND, target=0, k=1, check=check))
    assert frozenset(("f0",)) in asked
    assert found.players is None or set(found.players) == {"f0", "f1"}


def test_the_random_baseline_is_seeded():
    scorer = Linear(np.diag([3.0, 2.0, 1.0, 4.0]))
    first, second = (RandomBaseline(np.random.default_rng(4)).find(Game(scorer, 0, 1)) for _ in range(2))
    assert first == second


def test_exact_refuses_more_players_than_it_can_afford():
    scorer = Linear(np.eye(14))
    found = ExactMinimum().find(Game(scorer, 0, 1))
    assert not found.found
    assert not found.minimal
    assert found.queries == 0
    assert ExactMinimum(below=3).affordable(14)
    assert ExactMinimum().affordable(12)


@st.composite
def games(draw):
    players = draw(st.integers(1, 6))
    items = draw(st.integers(2, 6))
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    kind = draw(st.sampled_from([Linear, Tangled]))
    scorer = kind(rng.normal(size=(players, items)).round(2), base=rng.normal(size=items).round(2))
    target = int(np.argmax(scorer.scores(np.ones((1, players), dtype=bool))[0]))
    return scorer, target, draw(st.integers(1, 2))


def by_brute_force(scorer, target, k):
    """The size of the smallest set, by a plain loop that shares nothing with the explainers."""
    for size in range(1, len(scorer.players) + 1):
        for gone in combinations(range(len(scorer.players)), size):
            mask = np.ones((1, len(scorer.players)), dtype=bool)
            mask[0, list(gone)] = False
            order = np.argsort(-scorer.scores(mask)[0], kind="stable").tolist()
            if target not in order[:k]:
                return size
    return None


@settings(max_examples=150, deadline=None)
@given(games())
def test_exact_is_the_minimum_and_no_larger_than_greedy(case):
    scorer, target, k = case
    exact = ExactMinimum().find(Game(scorer, target, k))
    greedy = VerifiedGreedy().find(Game(scorer, target, k))
    both = Smallest().find(Game(scorer, target, k))
    smallest = by_brute_force(scorer, target, k)
    assert exact.minimal
    assert (len(exact.players) if exact.players else None) == smallest
    assert (len(both.players) if both.players else None) == smallest
    if greedy.players is not None:
        assert exact.players is not None
        assert len(exact.players) <= len(greedy.players)


@settings(max_examples=150, deadline=None)
@given(games(), st.integers(0, 100))
def test_whatever_is_found_takes_the_item_out_and_nothing_can_be_put_back(case, seed):
    scorer, target, k = case
    explainers = (LeaveOneOut(), VerifiedGreedy(), Smallest(), RandomBaseline(np.random.default_rng(seed)))
    for explainer in explainers:
        game = Game(scorer, target, k)
        found = explainer.find(game)
        if found.players is None:
            continue
        gone = game.columns(found.players)
        assert game.without([gone]).out[0]
        if isinstance(explainer, VerifiedGreedy | Smallest) and len(gone) > 1:
            smaller = [gone[:at] + gone[at + 1 :] for at in range(len(gone))]
            assert not game.without(smaller).out.any()
