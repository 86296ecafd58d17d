"""The suite over recorded answers: figures by hand, unanswered questions, second judges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.evals import EvalLog, Options, rescore, run_suite
from tastekeeper.evals.checks import check_log

ANA_TASTES = "You like thrillers and Clint Eastwood, and you have seen Unforgiven. You used to like westerns."
ANA_FILM = "As you like thrillers and leave out horror and musicals: Heat (1995)."


def answers(folder: Path, *rows: tuple[str, str, str]) -> Path:
    file = folder / "answers.jsonl"
    named = [
        {"persona": persona, "period": "spring", "question_id": question, "text": text}
        for persona, question, text in rows
    ]
    file.write_text("\n".join(json.dumps(row) for row in named))
    return file


@pytest.fixture
def log(tmp_path: Path) -> EvalLog:
    rows = [
        ("ana", "ana-tastes", ANA_TASTES),
        ("ana", "ana-film", ANA_FILM),
        ("ben", "ben-likes", "You like science fiction."),
        ("chi", "chi-likes", "I hold nothing that you like any more."),
    ]
    return run_suite("fama", Options(answers=answers(tmp_path, *rows)))


def test_figures_by_hand(log: EvalLog) -> None:
    # ana: 1 - 1/4 for the western named as past; ben: 1.
    assert log.results.headline["fama.remembering"] == pytest.approx(100 * (0.75 + 1.0) / 2)
    assert log.results.headline["fama.recommending"] == pytest.approx(100.0)
    assert log.results.stats["fama_current.remembering"].value == pytest.approx(100.0)
    assert log.results.details["leaks"]["as_past"] == 1


def test_pure_forgetting_has_its_own_figure(log: EvalLog) -> None:
    assert log.results.headline["fama.pure_forgetting"] == 100.0
    assert log.results.stats["fama.all"].n == 3


def test_a_question_without_an_answer_is_unscored_not_zero(log: EvalLog) -> None:
    sample = next(s for s in log.samples if s.id == "ben/spring/ben-film")
    assert sample.output is None
    assert sample.scores["literal"].unscored
    assert sample.scores["literal"].value is None


def test_the_log_is_whole_and_says_how_it_was_made(log: EvalLog) -> None:
    assert check_log(log) == []
    assert log.spec.args["answers"] == {"value": "answers.jsonl", "source": "default"}
    assert log.scorings[0].judge_hash
    assert set(log.results.details["floors"]) == {"abstain", "recite", "oracle"}


def test_another_judge_beside_the_first(log: EvalLog) -> None:
    again = rescore(log, "current")
    assert set(again.samples[0].scores) == {"literal", "current"}
    assert again.results.headline == log.results.headline
    assert again.results.stats["current:fama.remembering"].value == pytest.approx(100.0)
    assert [s.judge for s in again.scorings] == ["literal", "current"]
    assert check_log(again) == []


def test_another_judge_in_its_place(log: EvalLog) -> None:
    again = rescore(log, "current", mode="overwrite")
    assert set(again.samples[0].scores) == {"current"}
    assert again.results.headline["fama.remembering"] == pytest.approx(100.0)
    assert [s.judge for s in again.scorings] == ["current"]
    assert check_log(again) == []


def test_refusals(tmp_path: Path, log: EvalLog) -> None:
    with pytest.raises(UsageError, match="no judge"):
        rescore(log, "kind")
    with pytest.raises(UsageError, match="no judge"):
        run_suite("fama", Options(floor="oracle", judge="kind"))
    with pytest.raises(UsageError, match="one run"):
        run_suite("fama", Options(floor="oracle", answers=tmp_path / "answers.jsonl"))
    with pytest.raises(UsageError, match="None of the recorded answers"):
        run_suite("fama", Options(answers=answers(tmp_path, ("zoe", "z", "hi"))))
