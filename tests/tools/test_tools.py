"""The tools themselves, called as a planner calls them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from tastekeeper.errors import DataError, ToolFailure, ToolRetry, UsageError
from tastekeeper.memory.types import Claim, ClaimKind, Status
from tastekeeper.recommenders.search.text import TextSearch
from tastekeeper.tools.arguments import RecommendArguments, WishArguments
from tastekeeper.tools.registry import TOOLS, call, decision_schema
from tastekeeper.tools.results import Refused


@pytest.fixture
def context(make_context, catalog):
    return lambda *facts, **more: make_context(*facts, search=TextSearch(catalog), **more)


@pytest.fixture
def western(fact):
    return fact("w", "movies.genre", "Western", 1)


def test_recommend_returns_catalogue_data_with_what_it_leaned_on(context, western):
    made = call(context(western), "recommend", {"k": 3})
    assert made.ids == ("m5", "m6", "m3")
    first = made.items[0]
    assert (first.index, first.item.title, first.about) == (
        1,
        "Unforgiven",
        "1992, Western, directed by Clint Eastwood, 130 min",
    )
    assert first.because == ("w",)
    assert made.facts == (western,)
    assert made.steps
    assert made.relaxations == ()
    assert "Unforgiven" in made.summary


def test_recommend_leaves_out_what_was_shown(context):
    shown = call(context(), "recommend", {"k": 2}).ids
    assert not set(call(context(shown=shown), "recommend", {"k": 2, "fresh": True}).ids) & set(shown)


def test_an_empty_list_says_which_single_constraint_empties_it(context, fact):
    wish = {"require": [{"attribute": "genre", "value": "western"}], "year_min": 1995, "runtime_max": 200}
    made = call(context(), "recommend", wish)
    assert made.items == ()
    measured = {one.names[0]: (one.count, one.examples) for one in made.relaxations}
    # Without the genre: 1995, 1998, 2001, 2009, 2004 and 2004; without the year: both westerns.
    assert measured == {"require:genre": (6, ("m1", "m8", "m7")), "year_min": (2, ("m5", "m6"))}
    assert [one.count for one in made.relaxations] == [6, 2]


def test_an_empty_list_may_be_due_to_memory(context, fact):
    facts = (fact("d", "movies.genre", "War", -1), fact("y", "movies.year_max", "1970", 0, number=1970.0))
    made = call(context(*facts), "recommend", {"require": [{"attribute": "genre", "value": "War"}]})
    found = {one.sources[0]: one for one in made.relaxations}
    assert found["fact"].unit_ids == ("d",)
    assert found["fact"].examples == ("m11",)
    assert found["wish"].count == 1
    assert "limit" not in found, "lifting the year alone does not help: the dislike stays"


def test_two_constraints_are_tried_where_no_single_one_helps(context):
    wish = {"year_min": 2050, "runtime_min": 900, "k": 2}
    made = call(context(), "recommend", wish)
    assert [set(one.names) for one in made.relaxations] == [{"year_min", "runtime_min"}]
    assert made.relaxations[0].count == 12


def test_similar_names_its_anchor_and_leaves_it_out(context):
    made = call(context(), "similar", {"item": "heat", "k": 2})
    assert made.anchor.item_id == "m1"
    assert made.ids == ("m12", "m2")


def test_search_takes_no_notice_of_memory(context, fact):
    ctx = context(fact("d", "movies.genre", "Horror", -1))
    assert "m3" in call(ctx, "search_catalog", {"query": "alien"}).ids


def test_item_info_tells_what_is_remembered_about_it(context, fact, western):
    known = fact("l", "movies.title", "Unforgiven (1992)", 1, ref="m5")
    info = call(context(western, known), "item_info", {"item": "Unforgiven (1992)"})
    assert info.item.item_id == "m5"
    assert {f.fact_id for f in info.facts} == {"w", "l"}
    assert call(context(western), "item_info", {"item": "m1"}).facts == ()


def test_explain_names_facts_and_carries_both_lists(context, western):
    made = call(context(western), "explain", {"item": "High Noon", "question": "change", "k": 3})
    assert made.explanation.change_ids == ("w",)
    assert made.explanation.change == ("likes genre Western",)
    assert made.facts == (western,)
    both = {item.item_id for item in made.items}
    assert both >= {*made.explanation.before_ids, *made.explanation.after_ids, "m6"}


def test_explain_can_name_a_remembered_limit(context, fact):
    limit = fact("y", "movies.year_min", "1990", 0, number=1990.0)
    made = call(context(limit), "explain", {"item": "Alien", "question": "why_not", "k": 3})
    assert made.explanation.change_ids == ("y",)
    assert made.facts == (limit,)


def test_remember_hands_claims_with_the_place_of_the_quote(context):
    seen = []
    ctx = context(message_text="Well, I adore Michael Mann!", message_id="m7")
    ctx.memory.apply = lambda user, message, text, claims: (
        seen.append((user, message, text, claims)) or "report"
    )
    statement = {
        "attribute": "director",
        "value": "michael mann",
        "stance": "like",
        "quote": "i adore michael mann",
    }
    assert call(ctx, "remember", {"statements": [statement]}).report == "report"
    user, message, text, (claim,) = seen[0]
    assert (user, message, text) == ("u", "m7", ctx.message_text)
    assert text[claim.start : claim.end] == "I adore Michael Mann"
    assert claim == Claim(
        kind=ClaimKind.ASSERT,
        attribute="movies.director",
        value_norm="michael mann",
        value_text="Michael Mann",
        start=6,
        end=26,
        polarity=1,
        rule="tool",
    )


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            {"attribute": "title", "value": "Heat", "stance": "like"},
            {"ref": "m1", "value_text": "Heat (1995)"},
        ),
        ({"attribute": "movies.seen", "value": "Heat", "stance": "neutral"}, {"attribute": "movies.seen"}),
        ({"attribute": "year_min", "value": "1990", "stance": "neutral"}, {"number": 1990.0, "unit": "year"}),
        (
            {"attribute": "genre", "value": "war", "stance": "retract"},
            {"kind": ClaimKind.RETRACT, "polarity": 0},
        ),
    ],
)
def test_statements_of_every_kind(context, statement, expected):
    seen = []
    ctx = context(message_text="so be it")
    ctx.memory.apply = lambda *args: seen.extend(args[3])
    call(ctx, "remember", {"statements": [statement | {"quote": "so be it"}]})
    assert {name: getattr(seen[0], name) for name in expected} == expected


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ({"attribute": "genre", "value": "War", "stance": "like", "quote": "never said"}, "does not contain"),
        ({"attribute": "genre", "value": "Polka", "stance": "like", "quote": "hello"}, "no genre 'Polka'"),
        ({"attribute": "mood", "value": "sad", "stance": "like", "quote": "hello"}, "no attribute 'mood'"),
        ({"attribute": "year_min", "value": "soon", "stance": "like", "quote": "hello"}, "not a number"),
    ],
)
def test_statements_that_cannot_be_taken_come_back_with_a_hint(context, statement, complaint):
    with pytest.raises(ToolRetry, match=complaint) as caught:
        call(context(message_text="hello"), "remember", {"statements": [statement]})
    assert caught.value.hint


def test_forget_by_id_by_value_and_by_attribute(context, fact, western):
    facts = (western, fact("h", "movies.genre", "Horror", -1), fact("p", "movies.director", "Michael Mann"))
    by_id = call(context(*facts), "forget", {"fact_ids": ["w", "nope"]})
    assert [e.previous.fact_id for e in by_id.report.entries] == ["w"]
    assert by_id.missing == ("nope",)
    by_value = call(context(*facts), "forget", {"value": "HORROR"})
    assert [e.previous.fact_id for e in by_value.report.entries] == ["h"]
    by_person = call(context(*facts), "forget", {"attribute": "person"})
    assert [e.previous.fact_id for e in by_person.report.entries] == ["p"]
    nothing = call(ctx := context(*facts), "forget", {"attribute": "country"})
    assert nothing.report.entries == ()
    assert nothing.missing == ("country",)
    assert ctx.memory.version == 1, "nothing was written"
    with pytest.raises(ToolRetry, match="what to forget"):
        call(context(), "forget", {})


def test_recall_sorts_and_keeps_contested_facts_apart(context, fact, western):
    facts = (
        western,
        fact("h", "movies.genre", "Horror", -1),
        fact("s", "movies.seen", "Heat (1995)", 0, ref="m1"),
        fact("y", "movies.year_min", "1990", 0, number=1990.0),
        fact("q", "movies.genre", "Comedy", 1, status=Status.CONTESTED),
    )
    found = call(context(*facts), "recall", {})
    ids = [[f.fact_id for f in part] for part in (found.likes, found.dislikes, found.seen, found.limits)]
    assert ids == [["w"], ["h"], ["s"], ["y"]]
    assert [f.fact_id for f in found.contested] == ["q"]
    only = call(context(*facts), "recall", {"scope": "dislikes"})
    assert [f.fact_id for f in only.facts] == ["h"]
    assert [f.fact_id for f in call(context(*facts), "recall", {"attribute": "genre"}).facts] == ["w", "h"]


def test_recall_by_words_asks_the_search_of_memory(context, western):
    ctx = context(western)
    ctx.memory.search = lambda user, query, k: [(western, 1.0)] if query == "cowboys" else []
    assert call(ctx, "recall", {"query": "cowboys"}).likes == (western,)


def test_history_is_oldest_first_and_says_when_there_is_more(context, western):
    step = SimpleNamespace(time=western.valid_from, kind="ADD", attribute="movies.genre", reason="said")
    entries = [
        SimpleNamespace(operation=step, before=None, after=western, past=False, interval=f"{n}")
        for n in range(5)
    ]
    ctx = context()
    ctx.memory.history = lambda user, *, limit: entries[:limit]
    found = call(ctx, "history", {"k": 3})
    assert [change.interval for change in found.changes] == ["2", "1", "0"]
    assert found.more
    assert len(call(ctx, "history", {"value": "western"}).changes) == 5
    assert call(ctx, "history", {"value": "horror"}).changes == ()


def test_titles_that_name_several_or_no_items(context):
    with pytest.raises(ToolFailure, match="no film called"):
        call(context(), "item_info", {"item": "zzzzqqqqxxxx"})
    with pytest.raises(ToolRetry, match="does not name one film") as caught:
        call(context(), "item_info", {"item": "unforgoten"})
    assert "id m5" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("dance", {}, "no tool 'dance'"),
        ("recommend", {"k": 0}, "greater than or equal to 1"),
        ("recommend", {"k": "many"}, "valid integer"),
        ("recommend", {"colour": "red"}, "extra inputs"),
        ("recommend", {"require": [{"attribute": "genre", "value": "Polka"}]}, "no genre 'Polka'"),
        ("recommend", {"require": [{"attribute": "mood", "value": "x"}]}, "no attribute 'mood'"),
        ("explain", {"item": "Heat", "question": "whence"}, "input should be"),
        ("item_info", {}, "field required"),
        ("remember", {}, "nothing to remember"),
    ],
)
def test_wrong_calls_can_be_mended(context, name, arguments, complaint):
    with pytest.raises(ToolRetry, match=complaint) as caught:
        call(context(), name, arguments)
    assert caught.value.hint


def test_calls_beyond_the_limits_get_an_explanation(context):
    ctx = context()
    results = [call(ctx, "recommend", {}) for _ in range(ctx.budget.per_tool + 1)]
    assert isinstance(results[-1], Refused)
    assert "4 times" in results[-1].reason
    while not isinstance(last := call(ctx, "recall", {}), Refused):
        pass
    assert sum(ctx.budget.used.values()) <= ctx.budget.total
    assert last.summary == last.reason


def test_failures_from_below_are_of_the_two_kinds(context):
    ctx = context()

    def fails(error):
        def scorer(*args, **kwargs):
            raise error

        ctx.funnel = SimpleNamespace(recommend=scorer, scorer=scorer)
        return ctx

    with pytest.raises(ToolRetry, match="odd"):
        call(fails(UsageError("odd")), "recommend", {})
    with pytest.raises(ToolFailure, match="broken"):
        call(fails(DataError("broken")), "recommend", {})
    with pytest.raises(ZeroDivisionError):
        call(fails(ZeroDivisionError()), "recommend", {})


def test_schemas_are_plain_json_and_show_nothing_that_is_injected():
    text = json.dumps([spec.schema() for spec in TOOLS.values()]) + json.dumps(decision_schema())
    for hidden in ("user_id", "message_id", "memory", "clock", "rng", "polarity", "value_norm", "profile"):
        assert f'"{hidden}"' not in text
    assert set(TOOLS) == {
        "recommend",
        "search_catalog",
        "similar",
        "item_info",
        "review_evidence",
        "explain",
        "ask_memory",
        "remember",
        "forget",
        "recall",
        "history",
    }
    assert {name for name, spec in TOOLS.items() if spec.writes} == {"remember", "forget"}


def test_the_decision_schema_defines_all_it_refers_to():
    schema = decision_schema(("recommend", "recall"))
    text = json.dumps(schema)
    assert [option["properties"]["tool"]["const"] for option in schema["anyOf"]] == ["recommend", "recall"]
    for name in ("AttributeValue",):
        assert f"#/$defs/{name}" in text
        assert name in schema["$defs"]


def test_arguments_round_trip():
    args = RecommendArguments(require=({"attribute": "genre", "value": "War"},), year_min=1990, k=3)
    assert RecommendArguments.model_validate_json(args.model_dump_json()) == args
    assert WishArguments.model_fields.keys() <= RecommendArguments.model_fields.keys()
