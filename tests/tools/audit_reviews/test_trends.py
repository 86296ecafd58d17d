"""Excess vocabulary by year, and what aspects tell of the rating."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.errors import UsageError
from tastekeeper.tools.audit.reviews.excess import excess_words, marked, trend
from tastekeeper.tools.audit.reviews.informativeness import (
    aspect_information,
    classes,
    mutual_information,
    nested_regressions,
)
from tastekeeper.tools.audit.reviews.markers import read_markers, style_markers


def dated(shares, count=400, seed=0):
    rng = np.random.default_rng(seed)
    years = [year for year in shares for _ in range(count)]
    hits = [bool(rng.random() < shares[year]) for year in years]
    return years, hits


def test_a_rise_after_2022_is_found_and_placebo_years_are_quiet():
    years, hits = dated({2019: 0.02, 2020: 0.02, 2021: 0.02, 2022: 0.02, 2023: 0.02, 2024: 0.2})
    found = {one.year: one for one in trend(years, hits)}
    assert found[2019].expected is None
    assert found[2024].low > 0.1
    assert not found[2024].placebo
    assert found[2021].placebo
    assert found[2021].low <= 0 <= found[2021].high
    assert found[2022].low <= 0 <= found[2022].high


def test_a_steady_rise_is_expected():
    years, hits = dated({2020: 0.1, 2021: 0.2, 2022: 0.3, 2023: 0.4}, count=3000)
    last = trend(years, hits)[-1]
    assert last.expected == pytest.approx(0.4, abs=0.05)
    assert last.low <= 0 <= last.high


def test_few_years_are_refused():
    years, hits = dated({2020: 0.1, 2021: 0.1})
    with pytest.raises(UsageError, match="there are 2"):
        trend([*years, *[2022] * 10, None], [*hits, *[True] * 10, True])


def test_markers_match_whole_words(tmp_path):
    assert marked(["They delve.", "Delves?", "shovel"], ["delve", "DELVES"]) == [True, True, False]
    assert "delve" in style_markers().words
    file = tmp_path / "m.txt"
    file.write_text("# mine\n Foo \n\nbar\n", encoding="utf-8")
    assert read_markers(file).words == ("foo", "bar")


def test_excess_words_are_ranked():
    texts = ["plain words here"] * 60 + ["plain tapestry here"] * 30 + ["plain words here"] * 30
    years = [2020] * 60 + [2024] * 60
    first = excess_words(texts, years)[0]
    assert first.word == "tapestry"
    assert first.excess == pytest.approx(0.5, abs=0.01)
    assert first.ratio > 20
    assert excess_words(texts[:70], years[:70]) == ()


def test_information_of_equals_and_of_strangers():
    rng = np.random.default_rng(3)
    codes = rng.integers(0, 2, 4000)
    assert mutual_information(codes, codes) == pytest.approx(1, abs=0.01)
    assert mutual_information(codes, rng.integers(0, 4, 4000)) < 0.002


def test_classes_are_values_or_quantiles():
    assert classes(np.asarray([1.0, 5.0, 1.0])).tolist() == [0, 1, 0]
    assert len(set(classes(np.arange(100.0)).tolist())) == 5


def test_the_informative_aspect_comes_first():
    rng = np.random.default_rng(1)
    outcome = rng.integers(1, 6, 600).astype(float)
    signs = np.column_stack([rng.integers(0, 4, 600), np.where(outcome > 3, 3, 1)])
    found = aspect_information(signs, outcome, ("noise", "signal"))
    assert [one.aspect for one in found] == ["signal", "noise"]
    assert found[0].low > found[0].chance
    assert found[1].bits < 3 * found[1].chance
    assert aspect_information(signs[:50], outcome[:50], ("a", "b")) == ()


def test_nested_regressions_credit_the_step_that_explains():
    rng = np.random.default_rng(2)
    noise, signal = rng.normal(size=(500, 1)), rng.normal(size=(500, 1))
    outcome = signal[:, 0] + 0.5 * rng.normal(size=500)
    first, second = nested_regressions({"noise": noise, "signal": signal}, outcome)
    assert abs(first.added) < 0.05
    assert second.added == pytest.approx(0.8, abs=0.08)
    assert second.low > 0.6
    assert second.explained == pytest.approx(first.added + second.added)
    assert nested_regressions({"noise": noise}, np.ones(500)) == ()
