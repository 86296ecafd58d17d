"""What holds for every message, sensible or not."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tastekeeper.agent.planner import Intent, understand
from tastekeeper.agent.planner.acts import STATEMENTS

WORDS = st.sampled_from(
    [
        *(
            "i",
            "love",
            "hate",
            "seen",
            "heat",
            "alien",
            "kubrick",
            "westerns",
            "not",
            "but",
            "no",
            "and",
            "it",
        ),
        *(
            "the second one",
            "why",
            "what if",
            "forget",
            "recommend",
            "1995",
            "under two hours",
            "more",
            "like",
        ),
        *(
            ",",
            ".",
            "?",
            "!",
            "(",
            ")",
            "90s",
            "french",
            "them",
            "used to",
            "instead of",
            "any more",
            "please",
        ),
    ]
)
QUIET = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check(text, context, lexicon):
    read = understand(text, context, lexicon)
    assert read.acts
    for act in read.acts:
        assert 0 <= act.start <= act.end <= len(text)
    for claim in read.claims:
        assert 0 <= claim.start < claim.end <= len(text)
    stated = {act.intent for act in read.acts} & STATEMENTS
    if read.claims:
        assert stated
    assert understand(text, context, lexicon) == read


@QUIET
@given(st.text(max_size=200))
def test_any_text(lexicon, listed, text):
    check(text, listed, lexicon)


@QUIET
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words(lexicon, listed, text):
    check(text, listed, lexicon)


def test_nothing_said(lexicon, fresh):
    for text in ("", " ", "\n\t", "\x00\x1b", "...", "?!"):
        assert [act.intent for act in understand(text, fresh, lexicon).acts] == [Intent.UNKNOWN]


def test_long_messages_are_read_in_part(lexicon, fresh):
    began = time.perf_counter()
    read = understand("I love westerns. " + "and heat but not alien " * 5000, fresh, lexicon)
    assert time.perf_counter() - began < 10
    assert Intent.LIKE in {act.intent for act in read.acts}
