"""The decision: what the model says is linked to the words and the catalogue, dropped, or not used."""

from __future__ import annotations

from typing import Any

import pytest
from tastekeeper.agent.models.base import ChatMessage, ChatRequest
from tastekeeper.agent.models.scripted import ScriptedAnswer, ScriptedModel
from tastekeeper.agent.planner.acts import Act, DialogueContext, Intent, Question, Understanding
from tastekeeper.agent.planner_model import Decision, decide
from tastekeeper.memory.types import Claim, ClaimKind
from tastekeeper.recommenders.catalog import Catalog
from tastekeeper.recommenders.search.lexicon import Lexicon

NOTHING = Understanding(acts=(Act(intent=Intent.UNKNOWN),))
LISTED = DialogueContext(listed=("Alien (1979)", "Heat (1995)"), last_intent=Intent.RECOMMEND)


class Titles:
    """Finds Fargo in a misspelling, as a title search would."""

    def resolve_title(self, text: str, k: int = 5) -> list[tuple[str, float]]:
        return [("3", 93.0)] if "farg" in text.lower() else [("2", 61.0)]


@pytest.fixture
def read(films: Catalog, lexicon: Lexicon) -> Any:
    """Decide on a message for which the model answers with the given acts."""

    async def run(text: str, acts: Any, context: DialogueContext | None = None, **more: Any) -> Decision:
        model = acts if isinstance(acts, ScriptedModel) else ScriptedModel([{"text": {"acts": acts}}])
        given: dict[str, Any] = {"embedded": NOTHING, "label": lambda i: films.get(i).label, **more}
        return await decide(
            model, text, context or DialogueContext(), films.schema, lexicon=lexicon, titles=Titles(), **given
        )

    return run


def slots(decision: Decision) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    return [(act.intent.value, act.slots) for act in decision.understanding.acts]


def act(intent: str, **given: list[str]) -> dict[str, Any]:
    return {"intent": intent, "slots": given}


async def test_values_are_spelled_as_in_the_catalogue(read: Any) -> None:
    text = "two crime films from the 90s by michael mann, no horror"
    said = act(
        "recommend",
        genre=["crime"],
        director=["michael mann"],
        not_genre=["horror"],
        year=["from the 90s"],
        count=["two"],
    )
    decision = await read(text, [said])
    assert slots(decision) == [
        (
            "recommend",
            {
                "genre": ("Crime",),
                "director": ("Michael Mann",),
                "not_genre": ("Horror",),
                "year_min": ("1990",),
                "year_max": ("1999",),
                "count": ("2",),
            },
        )
    ]
    assert decision.by_model
    assert decision.dropped == ()
    assert decision.reason == "scripted chose (scripted model asked for)"


async def test_what_the_words_do_not_say_is_dropped(read: Any) -> None:
    said = act(
        "recommend", genre=["western", "comedy"], director=["Stanley Kubrick"], item=["Alien"], count=["5"]
    )
    decision = await read("a comedy please", [said])
    assert slots(decision) == [("recommend", {"genre": ("Comedy",)})]
    assert decision.dropped == ("genre 'western'", "director 'Stanley Kubrick'", "item 'Alien'", "count '5'")


async def test_what_the_catalogue_lacks_is_dropped_and_names_are_reported(read: Any) -> None:
    decision = await read("films by Zed Quux", [act("search", person=["Zed Quux"], genre=["films"])])
    assert slots(decision) == [("search", {})]
    assert decision.understanding.unresolved == ("Zed Quux",)


async def test_a_name_in_the_wrong_slot_goes_to_the_right_one(read: Any) -> None:
    decision = await read(
        "something like Heat with Al Pacino", [act("similar", genre=["Heat"], ref=["Al Pacino"])]
    )
    assert slots(decision) == [("similar", {"item": ("Heat (1995)",), "person": ("Al Pacino",)})]


async def test_bounds_are_read_from_the_words_not_from_the_model(read: Any) -> None:
    decision = await read(
        "a drama under two hours", [act("recommend", genre=["drama"], runtime=["under two hours"])]
    )
    assert slots(decision) == [("recommend", {"genre": ("Drama",), "runtime_max": ("120",)})]


async def test_numbers_the_model_missed_are_filled_in_for_an_only_act(read: Any) -> None:
    decision = await read("why the second one?", [act("explain")], LISTED)
    assert slots(decision) == [("explain", {"ref": ("2",)})]


async def test_a_misspelled_title_is_looked_up(read: Any) -> None:
    decision = await read("tell me about Fargoh", [act("item_info", item=["Fargoh"])])
    assert slots(decision) == [("item_info", {"item": ("Fargo (1996)",)})]


async def test_namesakes_are_asked_about(read: Any) -> None:
    decision = await read("tell me about Cinderella", [act("item_info", item=["Cinderella"])])
    question = decision.understanding.question
    assert question is not None
    assert question.kind == "which"
    assert set(question.options) == {"Cinderella (1950)", "Cinderella (2015)"}
    assert question.act == decision.understanding.acts[0]


@pytest.mark.parametrize(
    ("intent", "context", "expected"),
    [
        ("refine", DialogueContext(), "recommend"),
        ("refine", LISTED, "refine"),
        ("search", LISTED, "refine"),
    ],
)
async def test_changes_need_something_to_change(
    read: Any, intent: str, context: DialogueContext, expected: str
) -> None:
    decision = await read("anything newer?", [act(intent, direction=["newer"])], context)
    assert slots(decision) == [(expected, {"direction": ("newer",)})]


async def test_it_is_a_reference_only_where_it_is_said(read: Any) -> None:
    assert slots(await read("why that?", [act("explain", ref=["that"])], LISTED)) == [
        ("explain", {"ref": ("it",)})
    ]
    assert slots(await read("why though", [act("explain", ref=["it"])], LISTED)) == [("explain", {})]


# Memory: nothing is cut, and nothing is stored, on the model's word alone.


async def test_erasing_needs_a_word_for_it(read: Any) -> None:
    refused = await read("tell me everything", [act("erase", scope=["everything"])])
    assert refused.understanding.acts == ()
    assert refused.dropped == ("erase without a word for it",)
    allowed = await read("please delete everything", [act("erase")])
    assert slots(allowed) == [("erase", {"scope": ("everything",)})]


def western(kind: ClaimKind = ClaimKind.ASSERT) -> Claim:
    return Claim(
        kind=kind,
        attribute="movies.genre",
        value_norm="western",
        value_text="Western",
        start=7,
        end=15,
        polarity=1,
    )


async def test_a_statement_without_a_claim_behind_it_is_not_believed(read: Any) -> None:
    decision = await read("I like westerns, what now?", [act("like", genre=["westerns"]), act("recommend")])
    assert slots(decision) == [("recommend", {})]
    assert decision.understanding.claims == ()
    assert decision.dropped == ("like that no claim stands behind",)


async def test_statements_the_rules_confirm_stay_with_their_claims(read: Any) -> None:
    liked = Act(intent=Intent.LIKE, slots={"genre": ("Western",)}, start=0, end=15)
    embedded = Understanding(acts=(liked,), claims=(western(),))
    acts = [act("like", genre=["westerns"]), act("recommend")]
    decision = await read("I like westerns, what now?", acts, embedded=embedded)
    assert decision.understanding.acts[0] == liked
    assert [a.intent for a in decision.understanding.acts] == [Intent.LIKE, Intent.RECOMMEND]
    assert decision.understanding.claims == (western(),)


async def test_what_the_rules_read_of_a_value_stands(read: Any) -> None:
    retracted = Act(intent=Intent.RETRACT, slots={"genre": ("Western",)})
    embedded = Understanding(acts=(retracted,), claims=(western(ClaimKind.RETRACT),))
    decision = await read("no more westerns", [act("like", genre=["westerns"])], embedded=embedded)
    assert decision.understanding.acts == (retracted,)
    assert decision.understanding.claims == (western(ClaimKind.RETRACT),)


# When the model fails, the embedded reading stands, and says why.

SEARCH = Understanding(acts=(Act(intent=Intent.SEARCH, slots={"genre": ("Horror",)}),))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (ScriptedAnswer(text="I think you want horror."), "not the JSON asked for"),
        (ScriptedAnswer(text='{"acts": [', finish="length"), "cut before its JSON"),
        (ScriptedAnswer(text={"acts": [{"intent": "dance", "slots": {}}]}), "does not keep to the schema"),
        (ScriptedAnswer(text={"acts": "none"}), "does not keep to the schema"),
        (ScriptedAnswer(error="The endpoint cannot be reached"), "The endpoint cannot be reached"),
    ],
)
async def test_a_failing_model_hands_over_visibly(read: Any, answer: ScriptedAnswer, why: str) -> None:
    decision = await read("horror?", ScriptedModel([answer]), embedded=SEARCH)
    assert decision.understanding == SEARCH
    assert not decision.by_model
    assert decision.reason.startswith("embedded planner, because the model failed: ")
    assert why in decision.reason


async def test_a_model_that_finds_nothing_hands_over(read: Any) -> None:
    decision = await read("horror?", [act("unknown")], embedded=SEARCH)
    assert decision.understanding == SEARCH
    assert decision.reason == "embedded planner: the model found nothing to do"
    both = await read("blah", [act("unknown")])
    assert both.by_model
    assert slots(both) == [("unknown", {})]


@pytest.mark.parametrize(
    ("text", "context", "why"),
    [
        ("x" * 2000, DialogueContext(), "longer than 1500 characters"),
        ("yes", DialogueContext(pending=Question(kind="confirm", text="Sure?")), "answers an open question"),
    ],
)
async def test_some_messages_are_not_for_the_model(
    read: Any, text: str, context: DialogueContext, why: str
) -> None:
    model = ScriptedModel([])
    embedded = Understanding(acts=(Act(intent=Intent.AFFIRM),))
    decision = await read(text, model, context, embedded=embedded)
    assert model.requests == []
    assert why in decision.reason
    assert decision.understanding == embedded


async def test_small_models_may_be_asked_only_where_the_rules_read_nothing(read: Any) -> None:
    model = ScriptedModel([{"text": {"acts": [act("greet")]}}])
    sure = await read("horror?", model, embedded=SEARCH, only_when_unsure=True)
    assert (sure.understanding, sure.reason) == (SEARCH, "embedded planner: it understood the message")
    assert model.requests == []
    unsure = await read("ahoy", model, only_when_unsure=True)
    assert slots(unsure) == [("greet", {})]


async def test_the_request_is_bound_to_the_schema_and_the_placement(read: Any) -> None:
    model = ScriptedModel([{"text": {"acts": [act("greet")]}}])
    await read("hello", model, placement="fast")
    request: ChatRequest = model.requests[0]
    assert request.json_schema is not None
    assert request.placement == "fast"
    assert request.temperature == 0
    assert request.messages[-1] == ChatMessage(role="user", content="Message: hello")
