"""Texts taken apart: what is grounded, what is not, what only judges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.errors import DataError
from tastekeeper.tools.audit.claims import FEATURES, SourceRecord, clauses, decompose, framing


def claims(text, record):
    return {claim.text: claim.grounded for claim in decompose(text, record).claims}


def labels(text, record):
    return [reading.labels for reading in decompose(text, record).clauses]


def test_clauses_are_cut_but_lists_are_not():
    found = [
        c.text
        for c in clauses("They like noir, crime, and westerns, while horror is avoided, making it plain.")
    ]
    assert found == ["They like noir, crime, and westerns", "while horror is avoided", "making it plain."]


def test_a_mixed_clause_keeps_every_label(resume):
    text = "An outstanding data analyst with 8 years of experience and a degree in physics."
    assert labels(text, resume) == [("fact", "ungrounded", "evaluative")]


def test_facts_are_found_in_other_forms(resume):
    text = "They managed projects for Acme Retail, are skilled in SQL, and hold a BSc in statistics."
    assert all(claims("They worked at Acme Retail. They hold a BSc in statistics.", resume).values())
    assert claims(text, resume)["Acme Retail"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They have 12 years of experience.", "12"),
        ("They have twelve years of experience.", "twelve"),
        ("They are skilled in Python and machine learning.", "machine learning"),
        ("They worked at Globex Holdings.", "Globex Holdings"),
        ("They hold a degree in theology.", "theology"),
        ("They have no experience with SQL.", "SQL"),
    ],
)
def test_what_no_source_says_is_ungrounded(resume, text, wrong):
    assert claims(text, resume)[wrong] is False


@pytest.mark.parametrize("text", ["They have eight years of experience.", "They have 8 years of experience."])
def test_numbers_are_compared_as_numbers(resume, text):
    assert all(claims(text, resume).values())


@pytest.mark.parametrize(
    ("text", "grounded"),
    [
        ("They love westerns.", True),
        ("They hate westerns.", False),
        ("They do not like westerns.", False),
        ("They don't like horror.", True),
        ("They avoid horror.", True),
        ("They enjoy horror.", False),
        ("A fan of film noir.", True),
        ("No horror, please.", True),
    ],
)
def test_likes_and_dislikes_must_have_the_right_sign(taste, text, grounded):
    assert set(claims(text, taste).values()) == {grounded}


def test_an_evaluative_word_of_the_record_is_no_framing():
    record = SourceRecord.of({"employer": "Brilliant Minds", "award": "outstanding teacher"})
    read = decompose("They worked at Brilliant Minds and were an outstanding teacher.", record)
    assert read.evaluative_words == ()


def test_precision_and_coverage(resume):
    read = decompose("A data analyst skilled in Python, SQL and juggling.", resume)
    assert read.precision == pytest.approx(3 / 4)
    assert read.coverage == pytest.approx(3 / 7)
    assert decompose("Hello there.", resume).precision is None
    assert decompose("Hello.", SourceRecord()).coverage is None


def test_a_record_must_be_an_object():
    with pytest.raises(DataError, match="object"):
        SourceRecord.of(["westerns"])


def score(text, feature, record):
    return dict(zip(FEATURES, framing(decompose(text, record)).values(), strict=True))[feature]


@pytest.mark.parametrize(
    ("better", "worse", "feature"),
    [
        ("Superb work.", "Weak work.", "polarity"),
        ("No weaknesses.", "Weaknesses.", "polarity"),
        ("Superb work.", "Work that is not superb.", "polarity"),
        ("Clearly and truly done.", "Perhaps it might be done.", "intensity"),
        ("An ambitious, decisive leader.", "A gentle and supportive colleague.", "agency"),
        ("Highly recommended.", "Worth considering.", "recommendation"),
        ("Recommended.", "Cannot recommend.", "recommendation"),
        ("The best.", "The one.", "superlatives"),
        (
            "He ran.",
            "Notwithstanding organisational impediments, participation materialised.",
            "readability",
        ),
    ],
)
def test_features_order_texts_as_a_reader_would(resume, better, worse, feature):
    assert score(better, feature, resume) > score(worse, feature, resume)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_taken_apart(text):
    read = decompose(text, SourceRecord.of({"likes": ["westerns"]}))
    assert 0 <= read.evaluative_share <= 1
    for claim in read.claims:
        assert text[claim.start : claim.end] == claim.text
