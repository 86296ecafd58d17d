"""Sentences, words, and the measures of form."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.tools.audit.reviews.diversity import mattr, mtld
from tastekeeper.tools.audit.reviews.features import FEATURES, measure_features, syllables
from tastekeeper.tools.audit.reviews.prompts import common_words, outline
from tastekeeper.tools.audit.reviews.shifts import feature_shifts, template_similarity
from tastekeeper.tools.audit.reviews.text import clean, sentences, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I love it. Really! It cost $5.99.", ["I love it.", "Really!", "It cost $5.99."]),
        ("Good.<br /><br />Bad?", ["Good.", "Bad?"]),
        ("Dr. Smith and Mr. T. agree. So do I.", ["Dr. Smith and Mr. T. agree.", "So do I."]),
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("good.Then bad", ["good.", "Then bad"]),
        ("- one\n- two\n\n", ["- one", "- two"]),
        ("... 12 !!!", []),
        ("", []),
    ],
)
def test_sentences(text, wanted):
    assert list(sentences(text)) == wanted


def test_words_are_letters_with_apostrophes():
    assert words("Don’t buy 2 of O'Neil's_x!") == ["don't", "buy", "of", "o'neil's", "x"]
    assert clean("a &amp; b<br/>c < d") == "a & b\nc < d"


def test_an_unfinished_tag_or_a_huge_text_is_no_trouble():
    assert sentences("5 < 6 and 7 > 3 is true.") == ("5 < 6 and 7 > 3 is true.",)
    assert len(sentences("<" * 50_000 + "a. " * 1000)) >= 1


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("table", 2), ("make", 1), ("banana", 3), ("hmm", 1), ("tree", 1)]
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_diversity_does_not_count_length():
    rng = np.random.default_rng(1)
    short, long = ([f"w{n}" for n in rng.integers(0, 200, size)] for size in (300, 3000))
    assert mtld(short) == pytest.approx(mtld(long), rel=0.25)
    assert mattr(short) == pytest.approx(mattr(long), rel=0.05)
    assert mtld(["same"] * 100) < 3
    assert mtld(["few"] * 20) is None
    assert mattr(["few"] * 20) is None


def test_moving_average_is_that_of_every_window():
    rng = np.random.default_rng(2)
    tokens = [f"w{n}" for n in rng.integers(0, 30, 120)]
    plain = np.mean([len(set(tokens[at : at + 50])) / 50 for at in range(71)])
    assert mattr(tokens) == pytest.approx(plain)


def test_features_of_a_known_text(table):
    made = measure_features(["I am here, because it is so! We left.", "12"], table)
    value = dict(zip(FEATURES, made.values[0], strict=True))
    assert (value["words"], value["sentences"], value["words_per_sentence"]) == (9, 2, 4.5)
    assert value["commas"] == 0.5
    assert value["exclamations"] == 0.5
    assert value["subordinators"] == pytest.approx(100 / 9)
    assert value["auxiliaries"] == pytest.approx(200 / 9)
    assert value["first_person"] == pytest.approx(200 / 9)
    assert np.isnan(value["mtld"])
    assert made.values[1, 0] == 0
    assert np.isnan(made.values[1, 2:]).all()


def test_shifts_find_what_was_changed_and_nothing_else(table, write):
    plain, other = write("human", 150, 1), write("human", 150, 2)
    shouted = [text.replace(".", "!") for text in other]
    found = {
        s.feature: s for s in feature_shifts(measure_features(shouted, table), measure_features(plain, table))
    }
    assert found["exclamations"].clear
    assert found["exclamations"].difference == pytest.approx(1, abs=0.05)
    assert found["exclamations"].length_matched == pytest.approx(1, abs=0.05)
    assert found["words"].length_matched is None
    assert sum(shift.clear for shift in found.values()) <= 3


def test_shifts_need_reviews(table, write):
    few = measure_features(write("human", 5, 1), table)
    assert feature_shifts(few, few) == ()


def test_templates_are_alike():
    assert template_similarity(["one two three"] * 4) == pytest.approx(1)
    assert template_similarity(["one two", "three four"]) == pytest.approx(0)
    assert template_similarity(["alone"]) is None


def test_an_outline_holds_telling_words_only():
    texts = ["the chai tastes of cardamom", "the soup tastes of leek", "the the the"]
    assert outline(texts[0], common_words(texts, 0.5)) == "chai, cardamom"
