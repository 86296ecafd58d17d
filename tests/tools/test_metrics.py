"""The comparison measures against values worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.tools.explain import Game
from tastekeeper.tools.explain.metrics import chunks, gini, newcomer_rank, newcomer_share, position_curve

BEFORE = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("after", "rank", "share"),
    [
        (("a", "x", "b", "y", "c"), 0.3601, 0.4),
        (("a", "b", "c", "d", "x"), 0.1312, 0.2),
        (BEFORE, 0.0, 0.0),
        (("v", "w", "x", "y", "z"), 1.0, 1.0),
        ((), 0.0, 0.0),
    ],
)
def test_newcomers(after, rank, share):
    assert newcomer_rank(BEFORE, after) == pytest.approx(rank, abs=1e-4)
    assert newcomer_share(BEFORE, after) == pytest.approx(share)


def test_gini():
    assert gini([0, 1]) == pytest.approx(0.5)
    assert gini([7, 7, 7]) == 0.0
    assert gini([]) == 0.0
    assert gini([0, 0, 0, 1]) > gini([0, 1, 1, 1])


def test_chunks_give_the_first_ones_more():
    assert chunks(12) == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert chunks(3) == [1, 2, 3, 3, 3, 3, 3, 3, 3, 3]


class Sum:
    """Item 0 has one point a player, item 1 has 1.5 in any case."""

    players = ("p", "q", "r")

    def scores(self, masks):
        return np.stack([masks.sum(axis=1), np.full(len(masks), 1.5)], axis=1)


def test_position_curve():
    # 3 points lead, so do 2; from the second removal on it is out: listed after one of ten steps.
    assert position_curve(Game(Sum(), target=0, k=1), (2, 0, 1)) == pytest.approx(0.1)
