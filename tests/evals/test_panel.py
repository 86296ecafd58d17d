"""Language models as judge: the votes, those that are lost, and what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.errors import ModelError
from tastekeeper.evals.fama.panel import Panel, open_panel
from tastekeeper.evals.fama.prompt import question_of, read_answer
from tastekeeper.evals.fama.types import Answer, Criterion, Quantity, Question

TEXT = "You like westerns."


def asked(*criteria: Criterion) -> Question:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Question(id="q", task="remembering", text="What do I like?", at=at, criteria=criteria)


HOLDS = Criterion(id="a", expect="presence", kind="mention", target="Western", source="Is Western there?")
GONE = Criterion(id="b", expect="forgetting", kind="mention", target="Horror", source="Is Horror there?")


def yes(match: str, **more: object) -> dict[str, object]:
    return {"text": {"answer": "yes", "confidence": 0.9, "explanation": "there"}, "match": match, **more}


def no(match: str, **more: object) -> dict[str, object]:
    return {"text": {"answer": "no", "confidence": 0.9, "explanation": "not there"}, "match": match, **more}


def sit(*answers: dict[str, object], votes: int = 3) -> tuple[Panel, object]:
    panel = Panel([ScriptedModel(answers)], votes=votes)
    return panel, panel.sit([(asked(HOLDS, GONE), Answer(text=TEXT))])


def test_a_right_answer() -> None:
    panel, sitting = sit(yes("Western there", repeat=True), no("Horror there", repeat=True))
    (judged,) = sitting.judged  # type: ignore[attr-defined]
    assert [v.satisfied for v in judged.verdicts] == [True, True]
    assert judged.score.fama == 1.0
    assert panel.name == "scripted x3"


def test_the_majority_of_the_votes_that_can_be_read() -> None:
    _, sitting = sit(
        yes("Western there"), no("Western there"), yes("Western there"),
        {"text": "hard to say", "match": "Horror"}, {"text": "Yes.", "match": "Horror"}, no("Horror"),
    )  # fmt: skip
    (judged,) = sitting.judged  # type: ignore[attr-defined]
    # Two to one; one to one is no majority.
    assert [v.satisfied for v in judged.verdicts] == [True, False]
    assert (sitting.votes, sitting.lost, sitting.failed, sitting.split) == (6, 1, 0, 2)  # type: ignore[attr-defined]


def test_a_criterion_without_a_vote_is_not_satisfied_and_is_counted() -> None:
    _, sitting = sit(yes("Western there", repeat=True))
    (judged,) = sitting.judged  # type: ignore[attr-defined]
    assert [v.satisfied for v in judged.verdicts] == [True, False]
    assert (sitting.lost, sitting.failed) == (3, 1)  # type: ignore[attr-defined]


def test_a_panel_that_says_nothing_is_an_error_not_a_zero() -> None:
    with pytest.raises(ModelError, match=r"gave no vote: .*no answer left"):
        sit()
    with pytest.raises(ModelError, match="no answer held a yes or a no"):
        sit({"text": "perhaps", "repeat": True})


def test_several_models_vote_and_are_asked_at_temperature_zero() -> None:
    models = [ScriptedModel([yes("Western", repeat=True), no("Horror", repeat=True)], name=n) for n in "abc"]
    panel = Panel(models)
    panel.sit([(asked(HOLDS, GONE), Answer(text=TEXT))])
    assert panel.name == "a+b+c x3"
    for model in models:
        assert [request.temperature for request in model.requests] == [0.0, 0.0]
        assert all(request.json_schema for request in model.requests)
        assert all("What do I like" not in m.content for r in model.requests for m in r.messages)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"answer": "yes", "confidence": 1, "explanation": "no doubt"}', "yes"),
        ('```json\n{"answer": "NO"}\n```', "no"),
        ('{"answer": "no", "explanation": "yes it is cut of', "no"),
        ("Yes, it does.", "yes"),
        ("Nothing of the kind: no.", "no"),
        ("Yes and no.", None),
        ('{"answer": "maybe"}', None),
        ('["yes"]', "yes"),
        ("", None),
    ],
)
def test_reading_a_vote(text: str, said: str | None) -> None:
    assert read_answer(text) == said


def test_criteria_of_our_own_are_asked_in_words() -> None:
    amount = Criterion(id="n", expect="presence", kind="number", quantities=(Quantity(value=3.5, unit="$"),))
    assert "3.5 $" in question_of(amount)
    for kind in ("mention", "align", "avoid", "status", "period"):
        assert "moss" in question_of(Criterion(id="c", expect="presence", kind=kind, target="moss"))  # type: ignore[arg-type]
    denied = Criterion(id="c", expect="presence", kind="mention", target="moss", denied=True)
    assert "disliked" in question_of(denied)


def test_no_model_is_configured() -> None:
    with pytest.raises(ModelError, match="No language model to judge with"):
        open_panel(())
