"""On a perfect state, every answer is perfect: Memora's development personas, replayed from their annotations."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.evals.fama.judge import judge_answer
from tastekeeper.evals.fama.types import Answer
from tastekeeper.evals.memora.questions import read_questions
from tastekeeper.memory import Memory
from tastekeeper.memory.answering import invalid_share

from .gold import Replay, sessions

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("TASTEKEEPER_SHARED") or ROOT.parent / "shared" / "data")
FILES = [
    SHARED / "memora" / "weekly" / f"{name}.questions.json"
    for name in ("software_engineer", "content_writer")
]
pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES),
    reason=f"the Memora files are not at {SHARED / 'memora'} (set TASTEKEEPER_SHARED)",
)
QUESTIONS = [
    (file, question.id) for file in FILES if file.exists() for question in read_questions(file).questions
]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    clock = FixedClock(datetime(2025, 6, 1, tzinfo=UTC))
    with Memory.open(tmp_path_factory.mktemp("gold") / "memory.db", clock=clock) as memory:
        for file in FILES:
            clock.at = datetime(2025, 6, 1, tzinfo=UTC)
            told = sessions(file.with_name(file.name.replace("questions.json", "sessions.jsonl.gz")))
            Replay(memory, clock, file.name, told).run()
        yield memory, clock


@pytest.mark.parametrize(("file", "identity"), QUESTIONS, ids=[identity for _, identity in QUESTIONS])
@pytest.mark.parametrize("mode", ["literal", "strict"])
def test_the_answer_is_perfect(replayed, file, identity, mode):
    memory, clock = replayed
    question = next(q for q in read_questions(file).questions if q.id == identity)
    clock.at = question.at
    answered = memory.answer(file.name, question.text, question.at)
    judged = judge_answer(question, Answer(text=answered.text), mode)
    missed = [verdict for verdict in judged.verdicts if not verdict.satisfied]
    assert (judged.score.fama, missed) == (1.0, []), answered.text
    assert invalid_share(answered.packed, memory, file.name, question.at) == 0.0
