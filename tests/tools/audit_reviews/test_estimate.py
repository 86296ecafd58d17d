"""Estimates of whole sets: recovery, refusals, warnings, segments, weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tastekeeper.errors import UsageError
from tastekeeper.tools.audit.reviews import estimate as module
from tastekeeper.tools.audit.reviews.corpus import make_corpus
from tastekeeper.tools.audit.reviews.estimate import estimate_share, shares_by
from tastekeeper.tools.audit.reviews.simulate import made_up_tables
from tastekeeper.tools.audit.reviews.suite_measures import coverage, synthetic_errors
from tastekeeper.tools.audit.reviews.weights import review_weights


@pytest.mark.parametrize("written", [0, 30, 100, 200])
def test_a_blend_is_recovered(table, write, written):
    texts = write("human", 200 - written, 11) + write("model", written, 12)
    found = estimate_share(make_corpus(texts), table, replicates=300)
    assert found.refused is None
    assert found.share == pytest.approx(written / 200, abs=0.06)
    assert found.low - 0.01 <= written / 200 <= found.high + 0.01
    assert not found.lower_bound


def test_known_tables_are_recovered_within_a_point():
    found = synthetic_errors(made_up_tables(600, 4), 4)
    assert found["mle.error_points.synthetic"] <= 1.0
    assert found["mle.scipy_gap"] <= 1e-8


@pytest.mark.slow
def test_the_interval_holds_the_truth_as_often_as_it_says():
    assert 0.93 <= coverage(made_up_tables(600, 1), 1, 300)["mle.coverage"] <= 0.97


def test_a_small_sample_is_refused_with_numbers(table, write):
    few = estimate_share(make_corpus(write("human", 30, 1)), table)
    assert few.share is None
    assert few.refused == "the sample has 150 sentences, at least 200 are needed"
    long = estimate_share(make_corpus([" ".join(write("human", 60, 1))]), table)
    assert "the sample has 1 reviews, at least 20" in long.refused


def test_a_refused_table_gives_no_share(table, write):
    weak = replace(table, facts={**table.facts, "refused": "the reference is too small: 9 points"})
    found = estimate_share(make_corpus(write("human", 100, 1)), weak)
    assert found.share is None
    assert "9 points" in found.refused


def test_a_foreign_table_warns_of_a_lower_bound(table, write):
    texts = [text.replace("wa", "xx").replace("wb", "yy") for text in write("human", 100, 1)]
    found = estimate_share(make_corpus(texts), table, replicates=100)
    assert found.lower_bound
    assert "lower bound" in found.warnings[0]
    assert "own domain" in found.warnings[0]


def test_an_uncalibrated_table_says_so(table, write):
    bare = replace(table, facts={})
    found = estimate_share(make_corpus(write("human", 100, 1)), bare, replicates=100)
    assert any("not calibrated" in warning for warning in found.warnings)
    assert found.lower_bound


def test_the_scope_is_always_said(table, write):
    found = estimate_share(make_corpus(write("human", 100, 1)), table, replicates=100)
    assert "nothing of any single review" in found.warnings[-1]


def test_segments_are_estimated_apart(table, write):
    texts = write("human", 60, 1) + write("model", 60, 2) + write("human", 5, 3)
    keys = ["9"] * 60 + ["10"] * 60 + [None] * 3 + ["11"] * 2
    found = shares_by(texts, keys, table, replicates=100)
    assert list(found) == ["9", "10", "11"]
    assert found["9"].share < 0.1
    assert found["10"].share > 0.9
    assert found["11"].refused


def test_no_function_judges_one_review():
    assert module.FEWEST_REVIEWS > 1
    names = " ".join(dir(module)).lower()
    assert "written_by" not in names


def test_weights_stay_between_floor_and_one(table, write):
    texts = write("human", 50, 1) + write("model", 50, 2) + ["!!!"]
    weights = review_weights(texts, table, 0.5, floor=0.4)
    assert weights.shape == (101,)
    assert ((weights >= 0.4) & (weights <= 1)).all()
    assert weights[:50].mean() > 0.9 > 0.5 > weights[50:100].mean()
    assert weights[100] == 1


def test_weights_are_one_without_a_share_and_never_zero(table, write):
    texts = write("model", 10, 2)
    assert (review_weights(texts, table, None) == 1).all()
    assert (review_weights(texts, table, 0.0) == 1).all()
    with pytest.raises(UsageError, match="hidden"):
        review_weights(texts, table, 0.5, floor=0.0)


def test_an_empty_sample_is_refused(table):
    found = estimate_share(make_corpus([]), table)
    assert found.refused.startswith("the sample has 0 sentences")
    assert np.array_equal(review_weights([], table, 0.5), np.zeros(0))
