"""Requests for other things and reports of other people: no film is looked for."""

from __future__ import annotations

import pytest
from tastekeeper.agent.planner import understand

OUTSIDE = (
    "any tips for growing tomatoes",
    "show me pictures of cats",
    "how do I say good morning in Spanish?",
    "recommend a good dentist",
    "what should I cook tonight",
    "any concerts near London this weekend",
    "explain quantum physics",
    "I want to learn French",
    "which football team is the best",
)
TOLD = ("Sarah loves musicals", "my dad adores westerns", "critics say Heat is the best film ever made")
INSIDE = (
    "recommend a tearjerker",
    "any good thrillers for tonight",
    "something about time travel",
    "my kids want to watch something with dragons",
    "cheer me up",
)


def _intents(said, context, lexicon):
    return {act.intent.value for act in understand(said, context, lexicon).acts}


@pytest.mark.parametrize("said", [*OUTSIDE, *TOLD])
def test_nothing_is_looked_for(said, lexicon, fresh):
    assert _intents(said, fresh, lexicon) == {"unknown"}


@pytest.mark.parametrize("said", INSIDE)
def test_a_film_is_looked_for(said, lexicon, fresh):
    assert _intents(said, fresh, lexicon) == {"recommend"}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("no. older", {"refine"}),
        ("something from this century", {"refine"}),
        ("something funnier", {"refine"}),
        ("haha nice", {"unknown"}),
        ("not that one, I hated it", {"dislike"}),
        ("cheers! I'll go with the first one", {"thanks", "affirm"}),
    ],
)
def test_after_a_list(said, wanted, lexicon, listed):
    assert _intents(said, listed, lexicon) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("thanks a lot, that's great", {"thanks"}),
        ("do you know whether I've seen Heat", {"recall"}),
        ("films released in 1999", {"search"}),
        ("remove Heat from the films I've seen", {"forget"}),
    ],
)
def test_without_a_list(said, wanted, lexicon, fresh):
    assert _intents(said, fresh, lexicon) == wanted


def test_a_number_before_a_kind_counts(lexicon, fresh):
    (act,) = understand("could I have three comedies", fresh, lexicon).acts
    assert act.slots == {"genre": ("Comedy",), "count": ("3",)}
