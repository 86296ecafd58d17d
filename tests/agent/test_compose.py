"""The words of an answer, and the cards behind it."""

from __future__ import annotations

import pytest
from tastekeeper.agent.compose.words import join, limit_phrase, span_phrase, things, wish_phrase
from tastekeeper.agent.dialogue.state import WishState
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema

FILMS = CatalogSchema(
    "movies",
    "film",
    "films",
    (
        AttributeSpec("genre", "genre", "category", "genres"),
        AttributeSpec("director", "director", "person", "directors"),
        AttributeSpec("country", "country", "place", "countries"),
    ),
)
BOOKS = CatalogSchema(
    "books",
    "book",
    "books",
    (
        AttributeSpec("subject", "subject", "category", "subjects"),
        AttributeSpec("author", "author", "person", "authors"),
        AttributeSpec("binding", "binding", "text", "bindings"),
    ),
    verb="read",
)


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_join(parts, said):
    assert join(parts) == said


def test_things_follow_the_schema():
    assert things(FILMS, "movies.genre", "Horror") == "Horror films"
    assert things(FILMS, "movies.director", "Jane Campion") == "films directed by Jane Campion"
    assert things(BOOKS, "books.author", "Ursula K. Le Guin") == "books by Ursula K. Le Guin"
    assert things(BOOKS, "books.binding", "Paperback") == "books with binding Paperback"


def test_bounds_in_words():
    assert span_phrase("from", 1990, 1999) == "from 1990 to 1999"
    assert span_phrase("from", 1990, None) == "from 1990 on"
    assert span_phrase("from", None, 1979) == "from 1979 or earlier"
    assert span_phrase("lasting", None, 120, " minutes") == "lasting up to 120 minutes"
    assert limit_phrase(FILMS, "runtime_max", 120) == "nothing longer than 120 minutes"


def test_a_wish_in_words():
    wish = WishState(
        tool="recommend",
        require=(("genre", "Thriller"), ("country", "France")),
        exclude=(("genre", "War"),),
        year_min=1990,
    )
    assert wish_phrase(FILMS, wish) == "Thriller films from France from 1990 on, without War"
    assert wish_phrase(FILMS, WishState(tool="recommend")) == ""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("do I like westerns?", "nothing about Western"),
        ("forget that I like westerns", "nothing about Western to forget"),
        ("why the second one?", "no list"),
        ("what have I seen?", "not told me"),
        ("undo", "Nothing to undo"),
    ],
)
def test_nothing_to_answer_from_is_said_plainly(agent, said, expected):
    reply = agent.chat(said)
    assert expected in reply.text
    assert not reply.audit.revised, reply.audit.findings


def test_nothing_that_fits_names_what_empties_the_list(agent):
    reply = agent.chat("recommend a western from South Korea from the 1920s")
    assert not reply.cards
    assert "Nothing in the catalogue fits" in reply.text
    assert "Without" in reply.text
    assert not reply.audit.revised, reply.audit.findings


def test_a_card_cites_the_facts_behind_it(agent):
    agent.chat("I love Stanley Kubrick")
    facts = {fact.fact_id for fact in agent.memory.facts()}
    cards = agent.chat("what shall I watch?").cards
    cited = {fact_id for card in cards for fact_id in card.because}
    assert cited
    assert cited <= facts
    assert any("Kubrick" in card.reason for card in cards)


def test_a_reaction_is_remembered_and_counts(agent):
    card = agent.chat("what shall I watch?").cards[0]
    report = agent.react(card.item_id, "dislike")
    assert report.changed
    assert card.item_id not in {c.item_id for c in agent.chat("what shall I watch?").cards}


def test_recommend_from_a_history_leaves_memory_alone(agent):
    cards = agent.recommend(history=["Alien (1979)", "Blade Runner"], k=5)
    assert len(cards) == 5
    assert not {"Alien", "Blade Runner"} & {card.title for card in cards}
    assert not agent.memory.facts()
