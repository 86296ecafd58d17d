"""The judge against a person: answers written by hand, each criterion labelled."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.evals.fama.criteria import parse
from tastekeeper.evals.fama.judge import Mode, judge_answer
from tastekeeper.evals.fama.meaning import Meaning
from tastekeeper.evals.fama.types import Answer, Question

DATA = Path(__file__).parent / "data"


def agreement(name: str, mode: Mode, meaning: Meaning | None = None) -> Counter[tuple[str, bool, bool]]:
    """How often (expectation, person, judge) occur."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        criteria = [parse(str(n), c["ask"], c["type"]) for n, c in enumerate(one["criteria"])]
        assert all(criteria), [
            c["ask"] for c, read in zip(one["criteria"], criteria, strict=True) if read is None
        ]
        question = Question(
            id="q",
            task=one["task"],
            text=one["question"],
            at=datetime(2025, 6, 7, tzinfo=UTC),
            criteria=criteria,
        )
        verdicts = judge_answer(question, Answer(text=one["answer"]), mode, meaning).verdicts
        for label, verdict in zip(one["criteria"], verdicts, strict=True):
            counts[verdict.expect, label["holds"], bool(verdict.satisfied)] += 1
    return counts


@pytest.mark.parametrize(
    ("name", "size", "least"), [("labelled.jsonl", 319, 0.97), ("fresh.jsonl", 114, 0.93)]
)
@pytest.mark.parametrize("mode", ["literal", "strict", "lenient"])
def test_the_judge_agrees_with_a_person(name: str, size: int, least: float, mode: Mode) -> None:
    counts = agreement(name, mode)
    assert counts.total() == size
    agreeing = sum(n for (_, person, judge), n in counts.items() if person == judge)
    assert agreeing / size >= least, counts


@pytest.mark.parametrize("name", ["labelled.jsonl", "fresh.jsonl"])
def test_it_never_credits_what_a_person_does_not_find(name: str) -> None:
    for mode in ("literal", "strict", "lenient"):
        assert agreement(name, mode)["presence", False, True] == 0


@pytest.mark.slow
@pytest.mark.parametrize(("name", "missed"), [("labelled.jsonl", 1), ("fresh.jsonl", 0)])
def test_by_meaning_the_strict_judge_finds_leaks_in_other_words(name: str, missed: int) -> None:
    counts = agreement(name, "strict", Meaning())
    assert counts["forgetting", False, True] <= missed
    assert counts["forgetting", True, False] == 0
