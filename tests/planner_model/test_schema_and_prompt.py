"""Schema and prompt follow the acts and the catalogue, whatever it is about."""

from __future__ import annotations

import jsonschema
import pytest
from tastekeeper.agent.planner.acts import LIFE, DialogueContext, Intent, Question
from tastekeeper.agent.planner_model.prompt import GLOSS, examples, instructions, messages, vocabulary_of
from tastekeeper.agent.planner_model.schema import RawDecision, decision_schema, slot_names
from tastekeeper.recommenders.catalog import Catalog


def test_every_intent_and_attribute_is_in_the_schema(films: Catalog) -> None:
    act = decision_schema(films.schema)["properties"]["acts"]["items"]
    assert (
        set(act["properties"]["intent"]["enum"])
        == {intent.value for intent in set(Intent) - LIFE}
        == set(GLOSS)
    )
    slots = set(act["properties"]["slots"]["properties"])
    assert {"item", "person", "genre", "director", "not_genre", "not_person", "year", "ref"} <= slots
    assert "not_item" not in slots


@pytest.mark.parametrize("which", ["films", "books"])
def test_examples_keep_to_the_schema(which: str, request: pytest.FixtureRequest) -> None:
    catalog: Catalog = request.getfixturevalue(which)
    schema = decision_schema(catalog.schema)
    shown = examples(catalog.schema, vocabulary_of(catalog))
    for message, acts in shown:
        answer = {"acts": [{"intent": intent.value, "slots": slots} for intent, slots in acts]}
        jsonschema.validate(answer, schema)
        RawDecision.model_validate(answer)
        for _, slots in acts:
            assert all(word in message for words in slots.values() for word in words), message


def test_the_prompt_speaks_of_the_catalogue_at_hand(books: Catalog) -> None:
    text = instructions(books.schema, vocabulary_of(books))
    assert "Middlemarch" in text
    assert "book recommender" in text
    assert not {"film", "movie", "genre", "director", "watch"} & set(text.lower().split())


def test_without_a_vocabulary_the_examples_need_none(films: Catalog) -> None:
    assert examples(films.schema, {})
    assert all(
        not {"genre", "item", "person"} & set(s) for _, acts in examples(films.schema, {}) for _, s in acts
    )


def test_the_stable_part_comes_first_and_does_not_change(films: Catalog) -> None:
    vocabulary = vocabulary_of(films)
    context = DialogueContext(
        listed=("Alien (1979)", "Heat (1995)"),
        focus="Heat (1995)",
        pending=Question(kind="clarify", text="Old or new?"),
    )
    first = messages("hello", DialogueContext(), films.schema, vocabulary)
    second = messages("new ones", context, films.schema, vocabulary)
    assert first[0] == second[0]
    assert first[1].content == "Message: hello"
    assert second[1].content == (
        "List: 1. Alien (1979); 2. Heat (1995)\nTalking about: Heat (1995)\n"
        "You asked: Old or new?\nMessage: new ones"
    )


def test_slots_of_a_schema_with_its_own_person(books: Catalog) -> None:
    assert slot_names(books.schema)[:4] == ("item", "subject", "author", "person")
