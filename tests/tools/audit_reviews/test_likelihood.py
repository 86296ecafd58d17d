"""Laws of the one-dimensional likelihood, and agreement with scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from tastekeeper.tools.audit.reviews.likelihood import excess, log_likelihood, slope, solve
from tastekeeper.tools.audit.reviews.suite_measures import scipy_share

ratios = st.lists(st.floats(-30, 30), min_size=2, max_size=40).map(lambda found: excess(np.asarray(found)))
shares = st.floats(0, 1)


@settings(max_examples=60, deadline=None)
@given(ratios, shares, shares)
def test_the_likelihood_is_concave(gains, left, right):
    middle = log_likelihood((left + right) / 2, gains)
    chord = (log_likelihood(left, gains) + log_likelihood(right, gains)) / 2
    assert middle >= chord - 1e-9 * max(1.0, abs(chord))


@settings(max_examples=60, deadline=None)
@given(ratios, st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order(gains, random):
    order = list(range(len(gains)))
    random.shuffle(order)
    assert solve(gains[order]) == pytest.approx(solve(gains), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(ratios)
def test_nothing_is_likelier_than_the_answer(gains):
    best = log_likelihood(solve(gains), gains)
    for share in np.linspace(0, 1, 21):
        assert log_likelihood(float(share), gains) <= best + 1e-9


@settings(max_examples=40, deadline=None)
@given(ratios, st.lists(st.integers(0, 4), min_size=40, max_size=40))
def test_a_weight_is_a_repetition(gains, counts):
    weights = np.asarray(counts[: len(gains)], dtype=float)
    if not weights.sum():
        weights[0] = 1
    repeated = np.repeat(gains, weights.astype(int))
    assert solve(gains, weights) == pytest.approx(solve(repeated), abs=1e-9)


def test_the_ends_are_reached():
    assert solve(excess(np.full(50, -3.0))) == 0.0
    assert solve(excess(np.full(50, 3.0))) == 1.0
    assert solve(excess(np.zeros(50))) == 0.0


def test_an_empty_sample_has_no_answer():
    with pytest.raises(ValueError, match="no sentences"):
        solve(np.zeros(0))
    with pytest.raises(ValueError, match="no sentences"):
        solve(np.ones(3), np.zeros(3))


def test_extreme_ratios_stay_finite():
    gains = excess(np.asarray([-1e6, 1e6, 0.0]))
    assert np.isfinite(gains).all()
    assert 0 < solve(gains) < 1


@pytest.mark.parametrize("share", [0.0, 0.003, 0.1, 0.5, 0.97, 1.0])
def test_it_agrees_with_scipy_to_eight_digits(share):
    rng = np.random.default_rng(int(1000 * share))
    written = rng.random(3000) < share
    gains = excess(np.where(written, rng.normal(2, 2, 3000), rng.normal(-2, 2, 3000)))
    found = solve(gains)
    assert found == pytest.approx(scipy_share(gains), abs=1e-8)
    options = {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 500}
    other = minimize(
        lambda a: -log_likelihood(float(a[0]), gains),
        [0.5],
        jac=lambda a: np.asarray([-slope(float(a[0]), gains)]),
        method="L-BFGS-B",
        bounds=[(0, 1)],
        options=options,
    )
    assert log_likelihood(found, gains) >= -other.fun - 1e-12
    assert found == pytest.approx(float(other.x[0]), abs=1e-6)
