"""FAMA by hand, edge cases included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tastekeeper.evals.fama.formula import fama

Y, N = True, False


def test_worked_example_of_two_open_and_eight_closed_tasks() -> None:
    # Both open tasks listed, three of eight closed ones too: 1 - 0.8 * (1 - 5/8).
    score = fama([Y, Y], [N, N, N, Y, Y, Y, Y, Y])
    assert (score.mpa, score.faa, score.weight) == (1.0, 0.625, 0.8)
    assert score.fama == pytest.approx(0.70)


@pytest.mark.parametrize(
    ("presence", "forgetting", "expected"),
    [
        ([Y, Y, N, N], [], 0.5),  # nothing to forget: FAMA is presence
        ([Y], [N], 0.5),  # perfect recall, everything leaked: 1 - lambda
        ([Y, Y, Y], [N], 0.75),
        ([N], [N], 0.0),  # never below zero
        ([Y, N], [N, N], 0.0),  # 0.5 - 0.5 * 1
        ([Y, N], [Y, N], 0.25),  # 0.5 - 0.5 * 0.5
        ([N, N], [Y, Y], 0.0),  # silence forgets perfectly and scores nothing
    ],
)
def test_by_hand(presence: list[bool], forgetting: list[bool], expected: float) -> None:
    assert fama(presence, forgetting).fama == pytest.approx(expected)


def test_pure_forgetting_scores_zero_officially_and_keeps_its_own_figure() -> None:
    score = fama([], [Y, Y, N])
    assert score.bucket == "pure_forgetting"
    assert score.fama == 0.0
    assert score.faa == pytest.approx(2 / 3)


def test_no_criteria_at_all() -> None:
    score = fama([], [])
    assert (score.bucket, score.fama, score.faa, score.weight) == ("empty", 0.0, 1.0, 0.0)


@given(st.lists(st.booleans(), max_size=12), st.lists(st.booleans(), max_size=12))
def test_bounds_and_monotony(presence: list[bool], forgetting: list[bool]) -> None:
    score = fama(presence, forgetting)
    assert 0.0 <= score.fama <= score.mpa <= 1.0
    for index, kept in enumerate(forgetting):
        if not kept:
            better = [*forgetting[:index], True, *forgetting[index + 1 :]]
            assert fama(presence, better).fama >= score.fama
