"""How readings are compared, by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tastekeeper.agent.planner.acts import Act, DialogueContext, Intent
from tastekeeper.evals.options import Options
from tastekeeper.evals.planner.engines import Engine
from tastekeeper.evals.planner.levelling import match_topics, reading
from tastekeeper.evals.planner.scoring import Case, breakdown, figures
from tastekeeper.evals.planner.utterances import utterances
from tastekeeper.evals.suites.planner import ask, judge


def act(intent: str, **slots: Sequence[str]) -> Act:
    return Act(intent=Intent(intent), slots={name: tuple(values) for name, values in slots.items()})


def case(gold: list[Act], found: list[Act], identity: str = "u") -> Case:
    labelled = reading(gold)
    return Case(identity, labelled, match_topics(labelled, reading(found)), ())


def test_figures_by_hand() -> None:
    cases = [
        case([act("like", genre=["Western"])], [act("like", genre=["western"])]),
        case(
            [act("recommend", genre=["Comedy"], count=["3"])], [act("recommend", genre=["Comedy", "Drama"])]
        ),
        case([act("greet"), act("recommend")], [act("recommend")]),
        case([act("unknown")], [act("search", text=["weather"])]),
        case([act("unknown")], [act("greet")]),
    ]
    stats = {name: stat.value for name, stat in figures(cases, 0).items()}
    assert stats["planner.intent_accuracy"] == pytest.approx(2 / 5)
    # Hits: western, comedy. Extra: drama, weather. Missed: count.
    assert stats["planner.slot_f1"] == pytest.approx(2 * 2 / (2 * 2 + 2 + 1))
    assert stats["planner.slot_precision"] == pytest.approx(2 / 4)
    assert stats["planner.slot_recall"] == pytest.approx(2 / 3)
    assert stats["planner.wrong_tool_rate"] == pytest.approx(1 / 2)  # greeting back is no tool


def test_two_acts_of_one_intent_are_one_with_both_values() -> None:
    assert reading([act("like", genre=["War"]), act("like", genre=["Crime"])]) == reading(
        [act("like", genre=["Crime", "War"])]
    )


def test_nothing_read_is_unknown() -> None:
    assert reading([]).intents == {"unknown"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (act("recall", scope=["everything"]), act("recall"), True),
        (act("erase", scope=["everything"]), act("erase"), False),
        (act("forget", genre=["War"], scope=["likes"]), act("forget", genre=["War"]), True),
        (act("recall", scope=["likes"]), act("recall"), False),
    ],
)
def test_a_scope_counts_where_it_says_something(one: Act, other: Act, same: bool) -> None:
    assert (reading([one]) == reading([other])) is same


def test_without_levelling_everything_counts() -> None:
    assert reading([act("recall", scope=["everything"])], level=False) != reading(
        [act("recall")], level=False
    )


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("time travel", True),
        ("about time travel", True),
        ("travel", False),
        ("a film that is all about time travel", False),
    ],
)
def test_a_topic_may_be_worded_a_little_differently(said: str, same: bool) -> None:
    compared = case([act("recommend", text=["time travel"])], [act("recommend", text=[said])])
    assert (compared.gold.triples == compared.found.triples) is same


def test_breakdown_names_what_was_confused() -> None:
    table = breakdown([case([act("greet")], [act("bye")], "u7"), case([act("greet")], [act("greet")])], 0)
    assert table["per_intent"]["greet"] == {
        "n": 2,
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
    }
    assert table["confusions"] == [{"label": "greet", "read": "bye", "n": 1, "ids": ["u7"]}]


def test_an_engine_that_knows_the_labels_scores_one_and_one_that_knows_nothing_does_not() -> None:
    chosen = utterances("dev")
    key = {(u.text, str(u.context)): u.acts for u in chosen}

    def knows(text: str, context: DialogueContext | None) -> Sequence[Act]:
        return key[text, str(context)]

    best = judge(ask(Engine("key", knows), chosen, Options()), "exact", 0).headline
    assert best == {"planner.intent_accuracy": 1.0, "planner.slot_f1": 1.0, "planner.wrong_tool_rate": 0.0}
    worst = judge(ask(Engine("none", lambda text, context: ()), chosen, Options()), "levelled", 0).headline
    assert worst["planner.slot_f1"] == 0.0
    assert worst["planner.intent_accuracy"] < 0.15
