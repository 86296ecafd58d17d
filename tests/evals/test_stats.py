"""Figures and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.evals.stats import grouped_mean, mean, percentile, ratio


def test_ratio_of_sums_is_not_the_mean_of_ratios() -> None:
    assert ratio([1, 8], [2, 8], seed=0).value == pytest.approx(0.9)


def test_intervals_are_seeded_and_enclose_the_value() -> None:
    values = [float(i % 7) for i in range(60)]
    first, again, other = mean(values, seed=1), mean(values, seed=1), mean(values, seed=2)
    assert first == again
    assert (first.low, first.high) != (other.low, other.high)
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high


def test_the_interval_agrees_with_the_normal_one() -> None:
    values = [float(i) for i in range(200)]
    stat = mean(values, seed=0)
    half = 1.96 * (sum((v - 99.5) ** 2 for v in values) / 200) ** 0.5 / 200**0.5
    assert stat.low == pytest.approx(99.5 - half, abs=1.5)
    assert stat.high == pytest.approx(99.5 + half, abs=1.5)


def test_no_cases_is_no_value() -> None:
    assert mean([], seed=0).value is None
    assert ratio([0.0], [0.0], seed=0).value is None
    assert percentile([], 95, seed=0).value is None


def test_groups_count_once_each() -> None:
    stat = grouped_mean([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"], seed=0)
    assert stat.value == pytest.approx(0.5)
    assert stat.n == 4
    assert "2 groups" in stat.method


def test_one_group_has_no_interval() -> None:
    stat = grouped_mean([1.0, 0.0], ["a", "a"], seed=0)
    assert (stat.value, stat.low, stat.high) == (0.5, None, None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_bounds_never_leave_the_range_of_the_data(values: list[float]) -> None:
    stat = mean(values, seed=3, resamples=100)
    assert stat.low is not None
    assert stat.high is not None
    assert min(values) - 1e-9 <= stat.low <= stat.high <= max(values) + 1e-9
