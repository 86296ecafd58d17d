"""Leaks in other words: what the sentence model may add to a verdict, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from tastekeeper.evals.fama.judge import judge_answer
from tastekeeper.evals.fama.meaning import Meaning, pieces
from tastekeeper.evals.fama.types import Answer, Criterion, Question
from tastekeeper.memory.embedder import Vectors

GROUPS = (("buy groceries", "get food from the shop"), ("fix critical bug", "fix bugs"), ("plan the series",))


class Grouped:
    """Texts of one group are the same, all others have nothing in common."""

    name, dimension, loaded = "grouped", 64, True

    def __init__(self) -> None:
        self.calls: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls += texts
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            place = next((n for n, group in enumerate(GROUPS) if text.lower() in group), 3 + hash(text) % 60)
            row[place] = 1.0
        return rows


def question(*criteria: tuple[str, str]) -> Question:
    made = [
        Criterion(id=str(n), expect=expect, kind="mention", target=target)  # type: ignore[arg-type]
        for n, (expect, target) in enumerate(criteria)
    ]
    return Question(
        id="q", task="remembering", text="?", at=datetime(2026, 1, 1, tzinfo=UTC), criteria=tuple(made)
    )


ASKED = question(("presence", "Plan the series"), ("forgetting", "Buy groceries"))


def test_it_widens_leaks_of_the_strict_reading_alone() -> None:
    answer = Answer(text="Plan the series, and get food from the shop")
    for mode, found in (("strict", False), ("literal", True), ("lenient", True), ("current", True)):
        verdicts = judge_answer(ASKED, answer, mode, Meaning(Grouped())).verdicts  # type: ignore[arg-type]
        assert verdicts[0].satisfied
        assert verdicts[1].satisfied is found
    assert "in other words" in judge_answer(ASKED, answer, "strict", Meaning(Grouped())).verdicts[1].why


def test_it_never_grants_presence() -> None:
    asked = question(("presence", "Buy groceries"))
    answer = Answer(text="get food from the shop")
    assert not judge_answer(asked, answer, "strict", Meaning(Grouped())).verdicts[0].satisfied


def test_a_value_that_holds_is_no_leak_of_one_like_it() -> None:
    asked = question(("presence", "Fix bugs"), ("forgetting", "Fix critical bug"))
    verdicts = judge_answer(asked, Answer(text="Fix bugs"), "strict", Meaning(Grouped())).verdicts
    assert all(verdict.satisfied for verdict in verdicts)


@pytest.mark.parametrize("target", ["Drama", "Buy groceries"])
def test_nothing_is_encoded_without_need(target: str) -> None:
    model = Grouped()
    text = "Buy groceries" if target == "Buy groceries" else "Something else entirely"
    judge_answer(question(("forgetting", target)), Answer(text=text), "strict", Meaning(model))
    assert model.calls == []


def test_pieces() -> None:
    assert pieces("- Plan a trip, and book the hotel; sleep.") == [
        "Plan a trip, and book the hotel; sleep",
        "Plan a trip",
        "book the hotel",
    ]
