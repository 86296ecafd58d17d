"""Wishes, references and the policy, without a catalogue on disk."""

from __future__ import annotations

import pytest
from tastekeeper.agent.dialogue.policy import decide_calls
from tastekeeper.agent.dialogue.references import items_of
from tastekeeper.agent.dialogue.state import DialogueState, WishState
from tastekeeper.agent.dialogue.wishes import directed, refined, wish_from
from tastekeeper.agent.planner.acts import Act, Intent, Question, Understanding
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema, Item

SCHEMA = CatalogSchema(
    "movies",
    "film",
    "films",
    (
        AttributeSpec("genre", "genre", "category", "genres"),
        AttributeSpec("actor", "actor", "person", "actors"),
    ),
)


def item(item_id: str, year: int | None, runtime: int | None = None) -> Item:
    return Item(item_id, f"Film {item_id}", year, (), {}, "", runtime)


class Shelf:
    schema = SCHEMA

    def __init__(self):
        self.items = {
            i.item_id: i for i in (item("a", 1979, 117), item("b", 1986, 137), item("c", 1992, 115))
        }

    def resolve_label(self, label):
        return label if label in self.items else None

    def item(self, item_id):
        return self.items[item_id]


def read(*acts: Act, question: Question | None = None) -> Understanding:
    return Understanding(acts=acts, question=question)


def test_newer_and_shorter_start_from_the_median():
    wish = directed(WishState(tool="recommend"), ("newer", "shorter"), list(Shelf().items.values()))
    assert (wish.year_min, wish.runtime_max) == (1987, 116)


def test_newer_pushes_an_old_ceiling_aside():
    base = WishState(tool="recommend", year_min=1980, year_max=1986)
    wish = directed(base, ("newer",), [item("x", 1988)])
    assert (wish.year_min, wish.year_max) == (1989, None)


def test_directions_without_known_years_change_nothing():
    assert directed(WishState(tool="recommend"), ("newer",), [item("x", None)]) == WishState(tool="recommend")


def test_a_refinement_replaces_values_of_its_attribute_and_keeps_the_rest():
    base = WishState(tool="recommend", require=(("genre", "Comedy"), ("actor", "A B")), count=3)
    wish = refined(base, WishState(tool="recommend", require=(("genre", "Drama"),), runtime_max=100))
    assert wish.require == (("actor", "A B"), ("genre", "Drama"))
    assert (wish.count, wish.runtime_max) == (3, 100)


def test_excluding_a_value_that_was_asked_for_drops_it():
    base = WishState(
        tool="recommend", require=(("genre", "Comedy"), ("genre", "Romance")), match_all=("genre",)
    )
    wish = refined(base, WishState(tool="recommend", exclude=(("genre", "Romance"),)))
    assert wish.require == (("genre", "Comedy"),)
    assert wish.exclude == (("genre", "Romance"),)


@pytest.mark.parametrize(
    ("text", "together"), [("a comedy or a romance", ()), ("a romantic comedy", ("genre",))]
)
def test_or_means_any_otherwise_all(text, together):
    act = Act(intent=Intent.RECOMMEND, slots={"genre": ("Comedy", "Romance")}, start=0, end=len(text))
    assert wish_from(act, "recommend", SCHEMA, text, lambda label: None).match_all == together


def test_references_titles_places_focus():
    dialogue = DialogueState(listed=("a", "b", "c"), focus="b")
    find = Shelf().resolve_label
    assert items_of(Act(intent=Intent.EXPLAIN, slots={"ref": ("3",)}), dialogue, find) == (("c",), ())
    assert items_of(Act(intent=Intent.EXPLAIN, slots={"ref": ("9",)}), dialogue, find) == ((), ("number 9",))
    assert items_of(Act(intent=Intent.EXPLAIN), dialogue, find) == (("b",), ())
    assert items_of(Act(intent=Intent.EXPLAIN, slots={"item": ("zzz",)}), dialogue, find) == ((), ("zzz",))


def test_what_changes_memory_runs_before_the_list():
    acts = (Act(intent=Intent.RECOMMEND), Act(intent=Intent.FORGET, slots={"genre": ("Western",)}))
    calls = decide_calls(read(*acts), DialogueState(), "", Shelf())
    assert [call.tool for call in calls] == ["forget", "recommend"]


def test_erasure_is_asked_about_and_done_only_on_yes():
    erase = Act(intent=Intent.ERASE, slots={"scope": ("everything",)})
    asked = decide_calls(read(erase), DialogueState(), "", Shelf())
    assert asked[0].question is not None
    pending = DialogueState(pending=asked[0].question)
    yes = decide_calls(read(Act(intent=Intent.AFFIRM)), pending, "yes", Shelf())
    assert (yes[0].tool, yes[0].confirmed) == ("erase", True)
    no = decide_calls(read(Act(intent=Intent.DENY)), pending, "no", Shelf())
    assert no[0].tool == "say"


def test_yes_to_nothing_does_nothing():
    calls = decide_calls(read(Act(intent=Intent.AFFIRM)), DialogueState(), "yes", Shelf())
    assert [call.tool for call in calls] == ["say"]


def test_one_list_a_turn():
    acts = (
        Act(intent=Intent.RECOMMEND, slots={"genre": ("Drama",)}),
        Act(intent=Intent.REFINE, slots={"year_min": ("2000",)}),
    )
    calls = decide_calls(read(*acts), DialogueState(), "", Shelf())
    assert len(calls) == 1
    assert calls[0].wish is not None
    assert (calls[0].wish.require, calls[0].wish.year_min) == ((("genre", "Drama"),), 2000)


def test_statements_alone_call_nothing():
    assert decide_calls(read(Act(intent=Intent.LIKE)), DialogueState(), "", Shelf()) == ()


@pytest.mark.parametrize("said", ["haha nice", "hm", "yes but keep my likes", "no wait, yes?"])
def test_an_erasure_needs_a_plain_yes(said):
    erase = Act(intent=Intent.ERASE, slots={"scope": ("everything",)})
    pending = DialogueState(pending=decide_calls(read(erase), DialogueState(), "", Shelf())[0].question)
    calls = decide_calls(read(Act(intent=Intent.AFFIRM)), pending, said, Shelf())
    assert [call.tool for call in calls] == ["say"]
    assert calls[0].question == pending.pending


def test_yes_with_the_order_repeated_is_one_erasure():
    erase = Act(intent=Intent.ERASE, slots={"scope": ("everything",)})
    pending = DialogueState(pending=decide_calls(read(erase), DialogueState(), "", Shelf())[0].question)
    calls = decide_calls(read(Act(intent=Intent.AFFIRM), erase), pending, "yes, erase everything", Shelf())
    assert [(call.tool, call.confirmed) for call in calls] == [("erase", True)]
