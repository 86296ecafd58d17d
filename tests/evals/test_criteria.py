"""Memora's question templates, one each, and what must stay unread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tastekeeper.evals.fama.criteria import parse
from tastekeeper.evals.fama.types import Quantity

PRESENCE, FORGETTING = "memory_presence", "forgetting_absence"


@pytest.mark.parametrize(
    ("words", "kind", "target"),
    [
        ("Does the response mention the task: Water the plants?", "mention", "Water the plants"),
        ("Does the response mention the deleted task: Call Jo?", "mention", "Call Jo"),
        ("Is 'Feed the cat' listed as a remaining todo item?", "mention", "Feed the cat"),
        ("Is the completed/deleted task 'Feed the cat' mentioned?", "mention", "Feed the cat"),
        ("Is the todo item 'Send it' correctly shown as active?", "mention", "Send it"),
        ("Does the response include Call Jo in the current task list?", "mention", "Call Jo"),
        ("Does the response include Eye exam (past event)?", "mention", "Eye exam"),
        ("Is the expired calendar event 'Eye exam' on 2025-06-20 mentioned?", "mention", "Eye exam"),
        ("Is the past event 'Demo' listed as an upcoming event?", "mention", "Demo"),
        ("Does the response include the meeting title: Q3: the plan?", "mention", "Q3: the plan"),
        ("Does the response mention the objectives 'Grow' that was deleted?", "mention", "Grow"),
        (
            "Is the email's call_to_action 'Read the client's note.' appropriately included?",
            "mention",
            "Read the client's note.",
        ),
        ("Is the removed recipient list information 'Jo' mentioned in the email?", "mention", "Jo"),
        ("Is the deleted meeting attendees 'Dr. Ada (Lead)' included?", "mention", "Dr. Ada (Lead)"),
        ("Does the response reflect or align with the user's preference for noir?", "align", "noir"),
        ("Does the response reflect or mention the user's preference for noir?", "align", "noir"),
        ("Does the response avoid recommending war (which the user dislikes)?", "avoid", "war"),
    ],
)
def test_words(words: str, kind: str, target: str) -> None:
    criterion = parse("c", words, PRESENCE)
    assert criterion is not None
    assert (criterion.kind, criterion.target) == (kind, target)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Does the response mention the total food spending amount of $258.23?", [(258.23, "$")]),
        ("Does the response mention the total step count of 51,268 steps?", [(51268, "steps")]),
        ("Does the response mention the coffee budget goal of $30?", [(30, "$")]),
        ("Does the response mention the daily_steps goal of 8000 steps?", [(8000, "steps")]),
        (
            "Does the response mention the actual spending amount ($79.49) compared to the goal ($30.00)?",
            [(79.49, "$"), (30, "$")],
        ),
        ("Does the response mention that you met your coffee budget in 2 weeks?", [(2, "week")]),
        ("Does the response mention the budget details: 575000?", [(575000, "")]),
    ],
)
def test_numbers(words: str, expected: list[tuple[float, str]]) -> None:
    criterion = parse("c", words, PRESENCE)
    assert criterion is not None
    assert criterion.kind == "number"
    assert criterion.quantities == tuple(Quantity(value=value, unit=unit) for value, unit in expected)


@pytest.mark.parametrize(
    ("said", "status"),
    [("OVER BUDGET", "missed"), ("WITHIN BUDGET", "met"), ("MET", "met"), ("NOT MET", "missed")],
)
def test_status(said: str, status: str) -> None:
    criterion = parse(
        "c", f"Does the response indicate that the step goal was {said} (actual: 1 vs goal: 2)?", PRESENCE
    )
    assert criterion is not None
    assert (criterion.kind, criterion.target) == ("status", status)


def test_period() -> None:
    criterion = parse("c", "Does the response mention that the 2nd week had the most steps?", PRESENCE)
    assert criterion is not None
    assert (criterion.kind, criterion.quantities) == ("period", (Quantity(value=2, unit="week"),))


@pytest.mark.parametrize(
    "words", ["Is the tone friendly?", "", "Does the response indicate that it is NICE?"]
)
def test_what_no_template_reads_is_not_guessed(words: str) -> None:
    assert parse("c", words, PRESENCE) is None


def test_an_unknown_evaluation_type_is_not_guessed() -> None:
    assert parse("c", "Does the response mention the task: Sleep?", "style") is None


def test_every_criterion_of_the_files_at_hand_is_read(memora: Path) -> None:
    read = 0
    for file in sorted(memora.rglob("*.questions.json")):
        for task in json.loads(file.read_text())["questions"].values():
            for question in task:
                for part in question["evaluation"]["evaluation_questions"]:
                    kind = part["evaluation_type"]
                    criterion = parse("c", part["evaluation_question"], kind)
                    assert criterion is not None, part["evaluation_question"]
                    assert criterion.expect == ("presence" if kind == PRESENCE else "forgetting")
                    assert criterion.target or criterion.quantities
                    read += 1
    assert read > 0
