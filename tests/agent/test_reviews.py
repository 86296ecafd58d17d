"""Attached reviews in the conversation: figures with their caveat, and none invented."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tastekeeper.agent.compose.draft import Draft
from tastekeeper.agent.compose.reviews import compose_reviews
from tastekeeper.tools.audit.reviews.records import Review

SENTENCES = (
    "The acting is superb all round.",
    "I never lost the thread of the plot.",
    "It is much longer than the first part.",
    "The ending did not convince me at all.",
)


@pytest.fixture
def reviewed(agent):
    """An agent with 80 reviews of Heat."""
    heat = agent._services.resolve_label("Heat (1995)")
    texts = [" ".join(SENTENCES[n % 4 :] + SENTENCES[: n % 4]) for n in range(80)]
    reviews = tuple(Review(text, n + 1, float(1 + n % 5), None, heat) for n, text in enumerate(texts))
    shelf = SimpleNamespace(reviews=reviews, by_item={heat: reviews})
    agent._services.__dict__["_reviews"] = shelf
    return agent


@pytest.fixture
def agent(opened):
    made = opened()
    made.warm()
    return made


@pytest.mark.parametrize(
    "asked",
    [
        "What do the reviews say about Heat (1995)?",
        "show me the reviews of Heat (1995)",
        "reviews of Heat (1995)",
    ],
)
def test_what_reviews_say_comes_with_its_caveat_and_passes_the_audit(reviewed, asked):
    reply = reviewed.chat(asked)
    assert "80 reviews, 320 sentences" in reply.text
    assert "Mean rating 3.00" in reply.text
    assert "none is hidden" in reply.text
    assert reply.audit.passed
    assert not reply.audit.revised


def test_other_questions_about_an_item_stay_what_they_were(reviewed):
    reply = reviewed.chat("Tell me about Heat (1995)")
    assert "Michael Mann" in reply.text
    assert "reviews" not in reply.text


def test_an_item_without_reviews_is_said_to_have_none(reviewed):
    reply = reviewed.chat("What do the reviews say about Fargo (1996)?")
    assert "None of the 80 attached reviews is of Fargo (1996)" in reply.text
    assert reply.audit.passed


def test_without_any_reviews_it_says_how_to_attach_some(agent):
    assert "audit reviews attach" in agent.chat("What do the reviews say about Heat (1995)?").text


def test_too_few_reviews_have_no_share(reviewed):
    shelf = reviewed._services._reviews
    heat, few = next(iter(shelf.by_item)), shelf.reviews[:3]
    reviewed._services.__dict__["_reviews"] = SimpleNamespace(reviews=few, by_item={heat: few})
    text = reviewed.chat("What do the reviews say about Heat (1995)?").text
    assert "Consistent with" not in text
    assert "Too few reviews" in text


def test_every_figure_is_the_tools(reviewed):
    draft = Draft()
    told = reviewed.review_evidence("Heat (1995)")
    compose_reviews(draft, told)
    found = told.evidence
    assert f"{found.share.share:.1%} ({found.share.low:.1%} to {found.share.high:.1%})" in draft.text
    assert all(0.5 <= weight <= 1 for weight in found.weights)
