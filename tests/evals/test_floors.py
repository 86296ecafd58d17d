"""Floors and ceiling: what no memory can fall below honestly, and what a perfect one reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.evals import Options, run_suite
from tastekeeper.evals.fama.floors import floor_answer
from tastekeeper.evals.fama.judge import judge_answer
from tastekeeper.evals.fama.transcript import load_transcripts
from tastekeeper.evals.fama.types import Question


def standard(questions: list[Question]) -> list[Question]:
    return [q for q in questions if any(c.expect == "presence" for c in q.criteria)]


def packaged() -> list[Question]:
    return [question for transcript in load_transcripts(()) for question in transcript.questions]


def closed_form(question: Question) -> float:
    """Everything said, stale values included: presence in full, every leak, so 1 - lambda."""
    forget = sum(c.expect == "forgetting" for c in question.criteria)
    presence = sum(c.expect == "presence" for c in question.criteria)
    return 1 - forget / (forget + presence)


def test_the_oracle_reaches_the_ceiling_on_the_packaged_transcripts() -> None:
    questions = standard(packaged())
    assert questions
    for question in questions:
        assert judge_answer(question, floor_answer("oracle", question)).score.fama == 1.0


def test_reciting_everything_scores_what_the_formula_says() -> None:
    for question in standard(packaged()):
        assert judge_answer(question, floor_answer("recite", question)).score.fama == pytest.approx(
            closed_form(question)
        )


def test_an_unknown_floor_is_refused() -> None:
    with pytest.raises(UsageError, match="no floor"):
        floor_answer("bluff", packaged()[0])


def test_floors_on_memora(memora: Path) -> None:
    questions = [q for t in load_transcripts([memora]) for q in t.questions]
    assert len(questions) == 60
    for question in questions:
        assert judge_answer(question, floor_answer("oracle", question)).score.fama == 1.0, question.id
        abstained = judge_answer(question, floor_answer("abstain", question)).score
        if question.task != "recommending":
            assert abstained.fama == 0.0


def test_floors_on_memora_are_near_the_published_ones(memora: Path) -> None:
    weekly = memora / "weekly"
    recite = run_suite("fama", Options(paths=(weekly,), floor="recite")).results.headline
    abstain = run_suite("fama", Options(paths=(weekly,), floor="abstain")).results.headline
    # Three of the ten weekly personas are at hand, so the published means are met only roughly.
    assert recite["fama.remembering"] == pytest.approx(64.1, abs=8)
    assert recite["fama.recommending"] == pytest.approx(51.8, abs=8)
    assert abstain["fama.recommending"] == pytest.approx(32.3, abs=12)
    assert abstain["fama.remembering"] == abstain["fama.reasoning"] == 0.0
