"""The judge on hand-made answers: whole words, masking, denial, numbers, items, and its four readings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.evals.fama.judge import MODES, Mode, judge_answer, judge_hash
from tastekeeper.evals.fama.types import Answer, AnswerItem, Criterion, Question


def one(target: str, kind: str = "mention", expect: str = "presence", **more: object) -> Criterion:
    return Criterion.model_validate({"id": target, "expect": expect, "kind": kind, "target": target, **more})


def ask(*criteria: Criterion) -> Question:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Question(id="q", task="recommending", text="?", at=at, criteria=criteria)


def holds(
    text: str, criterion: Criterion, mode: Mode = "literal", *, items: tuple[AnswerItem, ...] = ()
) -> bool:
    verdict = judge_answer(ask(criterion), Answer(text=text, items=items), mode).verdicts[0]
    assert verdict.satisfied is not None
    return verdict.satisfied


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("You like thrillers.", "Thriller", True),
        ("A chiller for tonight.", "Thriller", False),
        ("You like warm films.", "war", False),  # whole words only
        ("- Water the plants\n- Call Jo", "Call Jo", True),
        ("Amélie, then", "Amelie", True),
        ("You enjoy science fiction", "Sci-Fi", True),  # alias
        ("You like French films", "France", True),
        ("You don't like thrillers.", "Thriller", False),
        ("You no longer like thrillers.", "Thriller", False),
        ("You used to like thrillers.", "Thriller", False),
        ("I left out horror, but you do like thrillers.", "Thriller", True),
        ("You do not like horror and like thrillers.", "Thriller", True),
        ("Thrillers were removed from your list.", "Thriller", False),
        ("", "Thriller", False),
    ],
)
def test_presence(text: str, target: str, found: bool) -> None:
    assert holds(text, one(target)) is found


def test_a_long_target_is_covered_by_one_sentence_with_all_its_numbers() -> None:
    target = "Reduce average API response latency below 150 ms for checkout services"
    assert holds(
        "Reduce the average latency of API responses for checkout services below 150ms.", one(target)
    )
    assert holds("We reduce average API response latency below 150 ms for the checkout.", one(target))
    assert not holds(
        "We reduce average API response latency below 250 ms for checkout services.", one(target)
    )
    assert not holds(
        "We reduce average latency. API response below 150 ms. For checkout services.", one(target)
    )


def test_a_list_is_there_when_every_element_is() -> None:
    target = "Legal Team, Sales Team, Data Platform Team"
    assert holds("- Legal Team\n- Data Platform Team\n- Sales Team", one(target))
    assert not holds("- Legal Team\n- Sales Team", one(target))


def test_a_longer_valid_value_hides_the_forgotten_one_inside_it() -> None:
    question = ask(one("war drama", "align"), one("drama", "align", "forgetting"))
    kept, leaked = judge_answer(question, Answer(text="A war drama for you.")).verdicts
    assert (kept.satisfied, leaked.satisfied) == (True, True)
    _, leaked = judge_answer(question, Answer(text="A war drama, or another drama.")).verdicts
    assert leaked.satisfied is False


@pytest.mark.parametrize(
    ("text", "reading", "literal", "current"),
    [
        ("You like westerns.", "current", False, False),
        ("You used to like westerns.", "past", False, True),
        ("I left out westerns.", "past", False, True),
        ("You like thrillers.", "absent", True, True),
    ],
)
def test_three_readings_of_a_forgotten_value(text: str, reading: str, literal: bool, current: bool) -> None:
    criterion = one("Western", "align", "forgetting")
    verdict = judge_answer(ask(criterion), Answer(text=text)).verdicts[0]
    assert (verdict.reading, verdict.satisfied) == (reading, literal)
    assert holds(text, criterion, "current") is current


@pytest.mark.parametrize(
    ("text", "quantity", "said"),
    [
        ("You spent $258.23.", (258.23, "$"), True),
        ("You spent 258.23 dollars.", (258.23, "$"), True),
        ("You spent $258.24.", (258.23, "$"), False),
        ("You spent $1,447.89 this month.", (1447.89, "$"), True),
        ("51,268 steps in all", (51268, "steps"), True),
        ("51268", (51268, "steps"), True),  # no unit said: the number decides
        ("$51268", (51268, "steps"), False),
        ("in two weeks", (2, "week"), True),
        ("in 12 weeks", (2, "week"), False),
        ("the budget is 575k", (575000, ""), True),
        ("That is 0 steps.", (10, "steps"), False),
        ("the 2nd one", (2, ""), False),  # a place is no quantity
        ("under 150ms", (150, ""), True),
    ],
)
def test_numbers(text: str, quantity: tuple[float, str], said: bool) -> None:
    criterion = one("n", "number", quantities=[{"value": quantity[0], "unit": quantity[1]}])
    assert holds(text, criterion) is said


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("You are over budget.", "missed", True),
        ("You have exceeded your coffee budget.", "missed", True),
        ("You did not meet your goal.", "missed", True),
        ("You haven't met the goal.", "missed", True),
        ("You met your goal.", "met", True),
        ("You are within budget.", "met", True),
        ("You have not exceeded your budget.", "met", True),
        ("You did not meet your goal.", "met", False),
        ("You met the goal. You are over budget.", "met", False),  # both said is nothing said
        ("You walked a lot.", "met", False),
    ],
)
def test_status(text: str, status: str, said: bool) -> None:
    assert holds(text, one(status, "status")) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The 2nd week had the most steps.", True),
        ("Week 2.", True),
        ("The second week, by far.", True),
        ("The first week.", False),
        ("Week 1, week 2 or week 3.", False),
        ("You walked in two weeks.", False),
    ],
)
def test_period(text: str, said: bool) -> None:
    criterion = one("2nd week", "period", quantities=[{"value": 2, "unit": "week"}])
    assert holds(text, criterion) is said


HEAT = AnswerItem(label="Heat (1995)", attributes={"genre": ("Crime", "Thriller"), "actor": ("Al Pacino",)})


def test_recommendations_are_judged_by_what_the_items_are() -> None:
    assert holds("Here is one.", one("Thriller", "align", slot="genre"), items=(HEAT,))
    assert not holds("Here is one.", one("Western", "align", slot="genre"), items=(HEAT,))
    assert not holds("Here is one.", one("Crime", "avoid", slot="genre"), items=(HEAT,))
    assert not holds("Here is one.", one("Heat (1995)", "avoid"), items=(HEAT,))
    assert holds("No crime films here.", one("Crime", "avoid", slot="genre"))
    assert holds("As you liked Fargo (1996): this.", one("Fargo (1996)", "avoid"), items=(HEAT,))
    assert not holds(
        "As you liked Fargo (1996): this.", one("Fargo (1996)", "avoid"), "strict", items=(HEAT,)
    )
    assert not holds("A crime film for you.", one("Crime", "avoid", slot="genre"))


def test_an_item_alone_is_weak_evidence_of_a_leak() -> None:
    verdict = judge_answer(
        ask(one("Al Pacino", "align", "forgetting", slot="actor")), Answer(text="Try this.", items=(HEAT,))
    ).verdicts[0]
    assert (verdict.satisfied, verdict.weak) == (True, True)


def test_the_bounds_enclose_the_literal_figure() -> None:
    question = ask(one("Optimize database queries"), one("Fix the critical bug", expect="forgetting"))
    answer = Answer(
        text="You still have query optimizing for the databases, and a bug that is critical to fix."
    )
    scores = {mode: judge_answer(question, answer, mode).score.fama for mode in MODES}
    assert scores["strict"] <= scores["literal"] <= scores["lenient"]
    assert scores["strict"] < scores["lenient"]


def test_invention_is_reported_and_stays_out_of_fama() -> None:
    judged = judge_answer(
        ask(one("Thriller"), one("Western", expect="invention")),
        Answer(text="You like thrillers and westerns."),
    )
    assert judged.invented == ("Western",)
    assert judged.score.fama == 1.0


def test_the_hash_names_the_judge() -> None:
    assert len(judge_hash()) == 12
    assert judge_hash() == judge_hash()


@pytest.mark.parametrize(
    ("said", "shown"),
    [("You dislike musicals.", True), ("You love musicals.", False), ("You like westerns.", False)],
)
def test_a_remembered_dislike_is_shown_by_denying_it(said, shown):
    criterion = Criterion(id="c", expect="presence", kind="mention", target="musicals", denied=True)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    question = Question(id="q", task="remembering", text="?", at=at, criteria=(criterion,))
    assert judge_answer(question, Answer(text=said)).verdicts[0].satisfied is shown
