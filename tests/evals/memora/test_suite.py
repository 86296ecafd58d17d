"""The suite over a made-up persona: figures, floors, systems, judges, and what happens when something fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.errors import DataError, UsageError
from tastekeeper.evals import Options, rescore, run_suite
from tastekeeper.evals.checks import check_log
from tastekeeper.evals.memora import systems
from tastekeeper.evals.memora.loading import load_all
from tastekeeper.evals.memora.play import play
from tastekeeper.evals.memora.systems import Setting, SystemAnswer
from tastekeeper.evals.memora.types import Dialogue

Pack = Callable[..., Path]


def test_the_answer_key_scores_full_marks(tiny: Path) -> None:
    log = run_suite("memora", Options(data=tiny, systems=("gold",)))
    assert check_log(log) == []
    assert log.results.headline == {
        "memora.weekly.remembering": 100.0,
        "memora.weekly.recommending": 100.0,
        "memora.weekly.reasoning": 100.0,
        "memora.stale_in_context": 0.0,
        "memora.extraction.f1": 1.0,
        "memora.gold_replay_mismatches": 0.0,
        "erase.residual_bytes": 0.0,
    }
    details = log.results.details
    assert details["rendered_by"] == {"template": 5}
    assert details["criteria"] == {"parsed": 11, "total": 11, "parsed_share": 1.0, "unparsed": []}
    assert details["erase"]["found_before"] > 0
    cells = {cell["task"]: cell for cell in details["systems"]["gold"]["cells"]}
    assert cells["remembering"]["oracle"] == 100.0
    assert cells["remembering"]["abstain"] == 0.0
    assert cells["recommending"]["abstain"] == 50.0
    assert cells["remembering"]["recite"] == 50.0
    assert cells["remembering"]["answer_tokens"] > 3


def test_this_memory_takes_part(tiny: Path) -> None:
    log = run_suite("memora", Options(data=tiny))
    assert check_log(log) == []
    assert log.results.headline["memora.stale_in_context"] == 0.0
    assert log.results.headline["memora.weekly.reasoning"] == 100.0
    assert log.results.details["skipped"]["count"] == 0


def test_several_systems_side_by_side(tiny: Path) -> None:
    names = ("gold", "append_rag", "append_recency", "hybrid_no_validity")
    log = run_suite("memora", Options(data=tiny, systems=names))
    assert check_log(log) == []
    assert set(log.results.details["systems"]) == set(names)
    # What is only ever added to leaks; what is filtered by validity does not.
    assert log.results.stats["memora[append_rag].weekly.remembering.faa"].value == 0.0
    assert log.results.stats["memora.weekly.remembering.faa"].value == 100.0
    hybrid = log.results.details["systems"]["hybrid_no_validity"]["cells"]
    assert any(cell["stale_share"] for cell in hybrid)
    assert set(log.results.headline) == set(
        run_suite("memora", Options(data=tiny, systems=("gold",))).results.headline
    )


class Odd:
    """Fails at one dialogue and one question, and knows nothing."""

    def __init__(self, *, at_all: bool = False) -> None:
        self.at_all = at_all
        self.seen: list[Dialogue] = []

    def ingest(self, dialogue: Dialogue) -> None:
        self.seen.append(dialogue)
        if self.at_all or dialogue.id == "3":
            raise KeyError("lost")

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        if "coffee budget" in question:
            raise ValueError("no idea")
        return SystemAnswer("I don't know.")

    def close(self) -> None:
        self.seen.clear()


def test_a_failure_inside_a_system_is_named_and_the_run_goes_on(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "SYSTEMS", {"odd": ("odd:open", "")})
    odd = Odd()
    monkeypatch.setattr("tastekeeper.evals.memora.play.opener", lambda name: lambda setting: odd)
    (case,), _ = load_all(tiny)
    played = play(case, "odd")
    assert len(played.asked) == 5
    failed = next(asked for asked in played.asked if asked.error)
    assert (failed.answer.text, failed.answer.rendered_by) == ("", "error")
    assert [one.reason.partition(": ")[2].partition(":")[0] for one in played.skipped] == [
        "session 3 was not taken in",
        "question goal was not answered",
    ]
    monkeypatch.setattr("tastekeeper.evals.memora.play.opener", lambda name: lambda setting: Odd(at_all=True))
    with pytest.raises(DataError, match="Not one dialogue"):
        play(case, "odd")


def test_limits_and_quick(tiny: Path, told: Any, asked: Any, pack: Pack) -> None:
    pack(tiny, told, asked, "baker")
    log = run_suite("memora", Options(data=tiny, systems=("gold",), quick=True, limit=1))
    assert {sample.group for sample in log.samples} == {"baker"}
    assert len(log.samples) == 3
    assert log.note == "quick: baker/weekly only; leaks in other words not looked for"
    both = run_suite("memora", Options(data=tiny, systems=("gold",), limit=1))
    assert both.results.stats["memora.weekly.remembering"].method == "bootstrap of 2 groups"


def test_broken_parts_are_listed_in_the_log(tmp_path: Path, told: Any, asked: Any, pack: Pack) -> None:
    del told[1]["date"]
    words = asked["questions"]["remembering"][0]["evaluation"]["evaluation_questions"]
    words.append({"evaluation_question": "Is it nice?", "evaluation_type": "memory_presence"})
    log = run_suite("memora", Options(data=pack(tmp_path, told, asked), systems=("gold",)))
    assert log.results.details["skipped"]["count"] == 1
    assert "gardener.sessions.jsonl.gz:2:" in log.results.details["skipped"]["where"][0]
    assert log.results.details["criteria"]["unparsed"] == ["gardener/weekly/todos: Is it nice?"]
    assert log.results.headline["memora.weekly.remembering"] == 100.0
    assert "1 lines or parts skipped" in log.note


def test_refusals(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASTEKEEPER_SHARED", raising=False)
    with pytest.raises(UsageError, match="Where is Memora's data"):
        run_suite("memora", Options())
    with pytest.raises(UsageError, match="no memory system 'mem'"):
        run_suite("memora", Options(data=tiny, systems=("mem",)))
    with pytest.raises(UsageError, match="no judge 'kind'"):
        run_suite("memora", Options(data=tiny, judge="kind"))


def test_judged_again_by_other_readings_and_by_a_panel(tiny: Path, tmp_path: Path) -> None:
    log = run_suite("memora", Options(data=tiny, systems=("gold",)))
    literal = rescore(log, "literal")
    assert literal.results.stats["literal:memora.weekly.reasoning"].value == 100.0
    script = tmp_path / "judge.json"
    yes = json.dumps({"answer": "yes", "confidence": 1, "explanation": "so it says"})
    script.write_text(json.dumps([{"text": yes, "repeat": True}]))
    judged = rescore(log, "llm", options=Options(judge_models=(f"scripted:{script}",)))
    assert check_log(judged) == []
    # Everything is said to be there: presence full, forgetting nil.
    assert judged.results.stats["llm:memora.weekly.reasoning"].value == 100.0
    assert judged.results.stats["llm:memora.weekly.remembering"].value == 50.0
    assert judged.results.details["llm:votes"]["votes"] == 33
    assert judged.results.headline == log.results.headline


OWN = ("tastekeeper", "gold", "append_rag", "append_recency", "hybrid_no_validity")


@pytest.mark.parametrize("name", OWN)
def test_a_system_that_was_told_nothing_still_answers(name: str, tiny: Path, tmp_path: Path) -> None:
    (case,), _ = load_all(tiny)
    system = systems.opener(name)(Setting(tmp_path, "ana", FixedClock(case.dialogues[0].at), case))
    answer = system.ask("What do I like?", case.questions[0].at)
    assert (answer.context_ids, answer.cited) == ((), ())
    system.close()


def test_a_model_may_say_the_answer_and_the_log_says_who_did(tiny: Path, tmp_path: Path) -> None:
    script = tmp_path / "model.json"
    script.write_text(
        json.dumps([{"text": "You still have to order seeds.", "match": "todo list", "repeat": True}])
    )
    log = run_suite("memora", Options(data=tiny, systems=("gold",), model=f"scripted:{script}"))
    # Where the model has nothing to say, or says what memory does not hold, the template stands.
    assert log.results.details["rendered_by"] == {"scripted:model.json": 1, "template": 4}
    assert log.results.headline["memora.weekly.remembering"] == 100.0
    assert log.spec.model == f"scripted:{script}"
