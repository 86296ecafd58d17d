"""Answers to an open question: the act they complete, and yes and no, which are never mixed up."""

from __future__ import annotations

import pytest
from tastekeeper.agent.planner import Act, Intent, Question, understand


def asked(intent, *options, slot="item", kind="which", **slots):
    return Question(
        kind=kind, text="?", options=options, act=Act(intent=Intent(intent), slots=slots), slot=slot
    )


PSYCHO = asked("like", "Psycho (1960)", "Psycho (1998)")
FLY = asked("seen", "The Fly (1958)", "The Fly (1986)")
KONG = asked("similar", "King Kong (1933)", "King Kong (2005)", "King Kong (1976)")
ANDERSON = asked("like", "Paul Thomas Anderson", "Wes Anderson", slot="director")
ERASE = asked("erase", "yes", "no", slot=None, kind="confirm", scope=("everything",))


def read_as(said, question, lexicon, fresh):
    read = understand(said, fresh.model_copy(update={"pending": question}), lexicon)
    return [
        (act.intent.value, {name: list(values) for name, values in act.slots.items()}) for act in read.acts
    ]


@pytest.mark.parametrize(
    ("said", "question", "intent", "value"),
    [
        ("the older one", PSYCHO, "like", "Psycho (1960)"),
        ("Hitchcock's", PSYCHO, "like", "Psycho (1960)"),
        ("the remake", PSYCHO, "like", "Psycho (1998)"),
        ("not the remake", PSYCHO, "like", "Psycho (1960)"),
        ("I loved the second one", PSYCHO, "like", "Psycho (1998)"),
        ("the one from the fifties", FLY, "seen", "The Fly (1958)"),
        ("the Cronenberg one", FLY, "seen", "The Fly (1986)"),
        ("the one with Jeff Goldblum", FLY, "seen", "The Fly (1986)"),
        ("yes, the '58 version", FLY, "seen", "The Fly (1958)"),
        ("the middle one", KONG, "similar", "King Kong (2005)"),
        ("from the 70s", KONG, "similar", "King Kong (1976)"),
        ("the last", KONG, "similar", "King Kong (1976)"),
        ("Peter Jackson's", KONG, "similar", "King Kong (2005)"),
    ],
)
def test_answer_completes_the_act(said, question, intent, value, lexicon, fresh):
    assert read_as(said, question, lexicon, fresh) == [(intent, {"item": [value]})]


def test_both_and_parts_of_a_name(lexicon, fresh):
    both = ["The Fly (1958)", "The Fly (1986)"]
    assert read_as("both", FLY, lexicon, fresh) == [("seen", {"item": both})]
    assert read_as("I meant Wes", ANDERSON, lexicon, fresh) == [("like", {"director": ["Wes Anderson"]})]


def test_more_words_after_the_answer(lexicon, fresh):
    fly, psycho = {"item": ["The Fly (1986)"]}, {"item": ["Psycho (1960)"]}
    assert read_as("the second one, hated it", FLY, lexicon, fresh) == [("seen", fly), ("dislike", fly)]
    assert read_as("the first one, and I hated the remake", PSYCHO, lexicon, fresh) == [
        ("like", psycho),
        ("dislike", {"item": ["Psycho (1998)"]}),
    ]


def test_claims_come_with_the_completed_statement(lexicon, fresh):
    read = understand("wes", fresh.model_copy(update={"pending": ANDERSON}), lexicon)
    assert [(c.attribute, c.value_text, c.polarity) for c in read.claims] == [
        ("movies.director", "Wes Anderson", 1)
    ]
    limit = asked("constrain", "yes", "no", slot=None, kind="confirm", year_min=("1980",))
    for said, wanted in (("sure", ["1980"]), ("better not", [])):
        read = understand(said, fresh.model_copy(update={"pending": limit}), lexicon)
        assert [claim.value_text for claim in read.claims] == wanted


def test_open_questions(lexicon, fresh):
    forget = Question(kind="clarify", text="?", act=Act(intent=Intent.FORGET))
    assert read_as("westerns", forget, lexicon, fresh) == [("forget", {"genre": ["Western"]})]
    assert read_as("recommend a western", forget, lexicon, fresh) == [("recommend", {"genre": ["Western"]})]
    sides = asked(
        "recommend",
        "with Horror",
        "without Horror",
        slot="genre",
        kind="clarify",
        genre=("Horror",),
        not_genre=("Horror",),
    )
    assert read_as("no horror", sides, lexicon, fresh) == [("recommend", {"not_genre": ["Horror"]})]


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "please do",
        "go ahead",
        "yes, I'm sure",
        "hell yes",
        "do it",
        "of course",
        "by all means",
        "yup",
    ],
)
def test_yes(said, lexicon, fresh):
    assert [intent for intent, _ in read_as(said, ERASE, lexicon, fresh)] == ["affirm"]


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "nah",
        "better not",
        "no wait",
        "please don't",
        "don't do it",
        "I'd rather you didn't",
        "yeah, no",
        "absolutely not",
        "leave it",
        "never mind",
        "no thanks",
        "on second thoughts, no",
        "keep everything",
        "actually, no",
        "stop",
        "not now",
    ],
)
def test_no(said, lexicon, fresh):
    assert [intent for intent, _ in read_as(said, ERASE, lexicon, fresh)] == ["deny"]


@pytest.mark.parametrize(
    "said",
    ["yes but keep westerns", "yes? no?", "wait", "hmm", "maybe", "yes, no, do it", "what happens then?"],
)
def test_doubt_is_no_yes(said, lexicon, fresh):
    assert "affirm" not in [intent for intent, _ in read_as(said, ERASE, lexicon, fresh)]
