"""Metrics against values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tastekeeper.recommenders.metrics import bootstrap, coverage, mrr, ndcg, paired, recall

RANKED = ["a", "b", "c", "d", "e"]


def test_recall_by_hand():
    # Of three relevant items two are among the first four.
    assert recall(RANKED, {"b", "d", "x"}, 4) == pytest.approx(2 / 3)
    assert recall(RANKED, {"e"}, 4) == 0
    assert recall(RANKED, {"a", "b"}, 10) == 1


def test_ndcg_by_hand():
    # Hits at ranks 2 and 4; the best would have been ranks 1, 2 and 3.
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(RANKED, {"b", "d", "x"}, 4) == pytest.approx(gained / best)
    # Only as many ranks count as are asked for, on both sides of the fraction.
    assert ndcg(RANKED, {"b", "d", "x"}, 1) == 0
    assert ndcg(RANKED, {"a", "x", "y"}, 1) == 1
    assert ndcg(["a"], {"a"}, 10) == 1


def test_mrr_by_hand():
    assert mrr(RANKED, {"c", "e"}) == pytest.approx(1 / 3)
    assert mrr(RANKED, {"x"}) == 0


def test_nobody_to_please_is_not_zero():
    for value in (recall(RANKED, set(), 3), ndcg(RANKED, [], 3), mrr(RANKED, ())):
        assert math.isnan(value)


def test_coverage_counts_items_once():
    assert coverage([["a", "b"], ["b", "c"]], 12) == pytest.approx(0.25)
    assert math.isnan(coverage([], 0))


def test_bootstrap_holds_the_mean_and_repeats():
    values = np.random.default_rng(1).normal(0.3, 0.1, 400)
    found = bootstrap(values, seed=4)
    assert found == bootstrap(values, seed=4)
    assert found.mean == pytest.approx(values.mean())
    assert found.low < found.mean < found.high
    # The textbook width of a 95 % interval of a mean.
    assert found.high - found.low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.1)


def test_bootstrap_leaves_out_who_has_no_value():
    found = bootstrap([0.5, float("nan"), 0.5])
    assert (found.mean, found.low, found.high, found.users) == (0.5, 0.5, 0.5, 2)
    assert math.isnan(bootstrap([float("nan")]).mean)
    assert bootstrap([]).users == 0


def test_paired_difference_is_of_the_same_users():
    ours, theirs = np.array([0.9, 0.1, 0.5, np.nan]), np.array([0.8, 0.0, 0.4, 0.2])
    found = paired(ours, theirs)
    # Every user gains 0.1: no spread at all, whatever the users themselves differ by.
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))
    assert found.users == 3
