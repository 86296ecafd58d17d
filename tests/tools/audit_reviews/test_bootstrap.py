"""All replicates at once give what one at a time gives; reviews are drawn, not sentences."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.tools.audit.reviews.bootstrap import bootstrap_shares, cluster, draw, interval, shares_of
from tastekeeper.tools.audit.reviews.likelihood import excess, solve


def gains_of(share, count, seed):
    rng = np.random.default_rng(seed)
    written = rng.random(count) < share
    return excess(np.where(written, rng.normal(4, 3, count), rng.normal(-4, 3, count)))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.999, 1.0])
@pytest.mark.parametrize("per_review", [1, 7])
def test_every_replicate_is_the_bisection_of_its_sentences(share, per_review):
    gains = gains_of(share, 700, 3)
    sample = cluster(gains, np.arange(700) // per_review)
    weights = draw(sample.reviews, 40, np.random.default_rng(1))
    found = shares_of(sample, weights)
    sizes = np.diff(np.r_[sample.starts, 700])
    for row, one in zip(weights, found, strict=True):
        assert one == pytest.approx(solve(gains, np.repeat(row, sizes)), abs=1e-9)


def test_it_is_seeded():
    sample = cluster(gains_of(0.3, 500, 1), np.arange(500) // 5)
    first, second = (bootstrap_shares(sample, 200, np.random.default_rng(9)) for _ in range(2))
    assert np.array_equal(first, second)


def test_blocks_change_nothing(monkeypatch):
    sample = cluster(gains_of(0.3, 500, 1), np.arange(500) // 5)
    whole = bootstrap_shares(sample, 60, np.random.default_rng(2))
    monkeypatch.setattr("tastekeeper.tools.audit.reviews.bootstrap.BLOCK", 700)
    # Matrix products of other shapes may round otherwise in the last bit.
    assert bootstrap_shares(sample, 60, np.random.default_rng(2)) == pytest.approx(whole, abs=1e-12)


def test_draws_keep_the_number_of_reviews():
    assert (draw(30, 50, np.random.default_rng(0)).sum(axis=1) == 30).all()


def test_reviews_of_like_sentences_widen_the_interval():
    gains = np.repeat(gains_of(0.3, 100, 4), 10)
    by_review = bootstrap_shares(cluster(gains, np.arange(1000) // 10), 500, np.random.default_rng(1))
    by_sentence = bootstrap_shares(cluster(gains, np.arange(1000)), 500, np.random.default_rng(1))
    assert by_review.std() > 2 * by_sentence.std()


def test_the_order_of_reviews_in_the_file_does_not_matter():
    gains, ids = gains_of(0.4, 300, 6), np.arange(300) // 3
    order = np.random.default_rng(3).permutation(300)
    plain, mixed = cluster(gains, ids), cluster(gains[order], ids[order])
    weights = draw(100, 20, np.random.default_rng(5))
    assert shares_of(plain, weights) == pytest.approx(shares_of(mixed, weights), abs=1e-12)


def test_the_interval_is_that_of_scipy():
    """With likelihood ratios of 0 and infinity the share is a mean, for which scipy has the same interval."""
    from scipy.stats import bootstrap

    written = np.random.default_rng(3).random(150) < 0.1
    gains = excess(np.where(written, 30.0, -30.0))
    sample = cluster(gains, np.arange(150))
    drawn = bootstrap_shares(sample, 4000, np.random.default_rng(1))
    found = interval(sample, solve(gains), drawn)
    theirs = bootstrap(
        (written.astype(float),), np.mean, n_resamples=4000, rng=np.random.default_rng(2), method="BCa"
    )
    assert found == pytest.approx(tuple(theirs.confidence_interval), abs=0.008)
    assert found[0] < written.mean() < found[1]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_ends_have_intervals_too(share):
    sample = cluster(gains_of(share, 200, 3), np.arange(200))
    drawn = bootstrap_shares(sample, 300, np.random.default_rng(1))
    low, high = interval(sample, solve(sample.gains), drawn)
    assert 0 <= low <= high <= 1
