"""When a message is unclear, and how the answer to the question is read."""

from __future__ import annotations

import pytest
from tastekeeper.agent.planner import Act, Intent, Question, understand


@pytest.mark.parametrize(
    "said", ["a short film over three hours", "horror but no horror", "films after 2000 from before 1990"]
)
def test_conflicts_are_named(said, lexicon, fresh):
    question = understand(said, fresh, lexicon).question
    assert question is not None
    assert question.kind == "clarify"
    assert len(question.options) == 2


def test_ambiguous_title_is_asked_about(lexicon, fresh):
    read = understand("I loved King Kong", fresh, lexicon)
    assert read.claims == ()
    assert read.question is not None
    assert read.question.kind == "which"
    assert set(read.question.options) == {"King Kong (1933)", "King Kong (1976)", "King Kong (2005)"}
    assert read.question.act is not None
    assert read.question.act.intent is Intent.LIKE


@pytest.mark.parametrize(
    "said",
    ["the 2005 one", "2005", "the second", "number 2", "King Kong (2005)", "2", "I mean the 2005 film"],
)
def test_option_is_chosen(said, lexicon, fresh):
    asked = Question(
        kind="which",
        text="Which King Kong do you mean?",
        options=("King Kong (1933)", "King Kong (2005)", "King Kong (1976)"),
        act=Act(intent=Intent.LIKE),
        slot="item",
    )
    read = understand(said, fresh.model_copy(update={"pending": asked}), lexicon)
    assert [(act.intent, dict(act.slots)) for act in read.acts] == [
        (Intent.LIKE, {"item": ("King Kong (2005)",)})
    ]
    assert [(claim.attribute, claim.polarity, claim.value_text) for claim in read.claims] == [
        ("movies.title", 1, "King Kong (2005)")
    ]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("yes", Intent.AFFIRM),
        ("yeah go ahead", Intent.AFFIRM),
        ("no", Intent.DENY),
        ("nope", Intent.DENY),
        ("no thanks", Intent.DENY),
    ],
)
def test_yes_and_no(said, intent, lexicon, fresh):
    asked = Question(
        kind="confirm", text="Erase everything?", options=("yes", "no"), act=Act(intent=Intent.ERASE)
    )
    read = understand(said, fresh.model_copy(update={"pending": asked}), lexicon)
    assert [act.intent for act in read.acts] == [intent]


def test_new_request_is_no_answer(lexicon, fresh):
    asked = Question(kind="which", text="Which one?", options=("Heat (1995)", "The Heat (2013)"))
    read = understand("recommend a comedy instead", fresh.model_copy(update={"pending": asked}), lexicon)
    assert read.acts[0].intent is Intent.RECOMMEND


@pytest.mark.parametrize("said", ["tell me about the second one", "I loved it", "I've seen the first"])
def test_lost_references_are_asked_about(said, lexicon, fresh):
    read = understand(said, fresh, lexicon)
    assert read.question is not None
    assert read.question.kind == "clarify"
    assert read.claims == ()


def test_place_beyond_the_list(lexicon, listed):
    question = understand("how long is number 7", listed, lexicon).question
    assert question is not None
    assert "7" in question.text


def test_liked_decade_is_no_silent_limit(lexicon, fresh):
    read = understand("I love 80s movies", fresh, lexicon)
    assert read.claims == ()
    assert read.question is not None
    assert read.question.act is not None
    assert read.question.act.intent is Intent.CONSTRAIN


def test_unknown_names_are_reported(lexicon, fresh):
    assert understand("films starring Foo Barson", fresh, lexicon).unresolved == ("Foo Barson",)
    assert understand('have you seen "The Great Nonsense"?', fresh, lexicon).unresolved == (
        "The Great Nonsense",
    )
    assert understand("I love westerns and Tom Hanks", fresh, lexicon).unresolved == ()
