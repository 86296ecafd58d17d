"""Reading Memora's files: both layouts, and everything that can be wrong with them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.evals.memora.loading import as_transcript, find, load, load_all

Pack = Callable[..., Path]


def upstream(folder: Path, told: list[dict[str, Any]], asked: dict[str, Any]) -> Path:
    place = folder / "quarterly" / "gardener"
    (place / "conversations").mkdir(parents=True)
    for one in told:
        for turn in one["conversation"]:
            turn["speaker"] = {"user_agent": "user"}.get(turn["speaker"], turn["speaker"])
        (place / "conversations" / f"session_{one['session_id']:04}.json").write_text(json.dumps(one))
    (place / "evaluation_questions_gardener.json").write_text(json.dumps(asked))
    return folder


def test_packed(tiny: Path) -> None:
    (case,), skipped = load_all(tiny)
    assert (case.persona, case.period, skipped, case.skipped) == ("gardener", "weekly", (), ())
    assert len(case.dialogues) == 21
    assert len(case.questions) == 5
    times = [dialogue.at for dialogue in case.dialogues]
    assert times == sorted(set(times))
    assert times[-1] < case.questions[0].at


def test_upstream_layout_gives_the_same(tiny: Path, tmp_path: Path, told: Any, asked: Any) -> None:
    (one,), _ = load_all(tiny)
    (other,), _ = load_all(upstream(tmp_path / "raw", told, asked))
    assert other.period == "quarterly"
    assert [d.spoken for d in other.dialogues] == [d.spoken for d in one.dialogues]
    assert other.questions == one.questions


def test_what_a_system_gets_holds_nothing_of_the_key(tiny: Path) -> None:
    (case,), _ = load_all(tiny)
    for dialogue in case.dialogues:
        blind = dialogue.blind()
        assert (blind.kind, blind.operation, dict(blind.details)) == ("", None, {})
        assert not any(turn.shares for turn in blind.turns)
        assert blind.spoken == dialogue.spoken


def test_only_the_user_speaks_for_the_user(tiny: Path) -> None:
    (case,), _ = load_all(tiny)
    texts = [text for session in as_transcript(case).sessions for text in session.turns]
    assert "I love reading Ali Smith." in texts
    assert not any("noir" in text for text in texts)


def test_broken_sessions_are_named_and_the_rest_is_kept(
    tmp_path: Path, told: Any, asked: Any, pack: Pack
) -> None:
    del told[0]["date"]
    told[1]["conversation"] = "no list"
    told[2]["conversation"][1]["speaker"] = "narrator"
    told[3]["conversation"].append({"speaker": "user_agent"})
    told[4]["operation_details"] = None
    del told[5]["session_type"], told[5]["operation"]
    folder = pack(tmp_path, told, asked)
    file = folder / "weekly" / "gardener.sessions.jsonl.gz"
    text = gzip.decompress(file.read_bytes()).decode()
    with gzip.open(file, "wt") as stream:
        stream.write("{broken\n\n" + text)
    (case,), _ = load_all(folder)
    assert len(case.dialogues) == 19
    found = {one.line: one.reason for one in case.skipped}
    assert set(found) == {1, 3, 4, 5, 6}
    assert "'date' is missing" in found[3]
    assert "no list" in found[4]
    assert "speaker 'narrator' is unknown" in found[5]
    assert "turn 3" in found[6]
    assert all(one.file.endswith("gardener.sessions.jsonl.gz") for one in case.skipped)
    narrated = next(d for d in case.dialogues if d.id == "3")
    assert [turn.speaker for turn in narrated.turns] == ["assistant", "assistant"]


def test_broken_questions_are_named_and_the_rest_is_kept(
    tmp_path: Path, told: Any, asked: Any, pack: Pack
) -> None:
    del asked["questions"]["remembering"][0]["question"]
    del asked["questions"]["recommending"][0]["evaluation"]["evaluation_questions"][0]["evaluation_type"]
    asked["questions"]["reasoning"][0]["question_date"] = None
    asked["questions"]["reasoning"].append(asked["questions"]["reasoning"][1])
    asked["questions"]["dreaming"] = [{}]
    asked["questions"]["reasoning"][1]["memory_evidence"] = "none"
    (case,), _ = load_all(pack(tmp_path, told, asked))
    assert {question.id for question in case.questions} == {"calendar", "books", "coffee", "goal"}
    reasons = " | ".join(one.reason for one in case.skipped)
    for part in ("remembering[0]", "dreaming", "occurs twice", "books, criterion 0"):
        assert part in reasons
    coffee = next(question for question in case.questions if question.id == "coffee")
    assert coffee.at.date().isoformat() == "2025-06-07"
    assert len(next(q for q in case.questions if q.id == "books").criteria) == 3


def test_one_unreadable_persona_does_not_cost_the_others(
    tmp_path: Path, told: Any, asked: Any, pack: Pack
) -> None:
    folder = pack(tmp_path, told, asked)
    pack(tmp_path, told, {"persona": "x"}, "broken")
    pack(tmp_path, [], asked, "silent")
    pack(tmp_path, told, asked, "gone")
    (tmp_path / "weekly" / "gone.sessions.jsonl.gz").unlink()
    cases, skipped = load_all(folder)
    assert [case.persona for case in cases] == ["gardener"]
    assert len(skipped) == 3
    with pytest.raises(DataError, match="Nothing could be read"):
        load_all(folder, ["silent"])


def test_choosing(tiny: Path, told: Any, asked: Any, pack: Pack) -> None:
    pack(tiny, told, asked, "baker")
    assert [case.persona for case in load_all(tiny)[0]] == ["baker", "gardener"]
    assert [case.persona for case in load_all(tiny, ["weekly/baker"])[0]] == ["baker"]
    with pytest.raises(UsageError, match=r"There are: baker/weekly, gardener/weekly"):
        load_all(tiny, ["smith"])
    empty = tiny.parent / "nothing"
    empty.mkdir()
    with pytest.raises(UsageError, match="No persona of Memora here"):
        find(empty)
    with pytest.raises(UsageError, match="no such folder"):
        find(tiny / "nowhere")
    (place,) = find(tiny / "weekly" / "baker.sessions.jsonl.gz")
    assert load(place).name == "baker/weekly"
