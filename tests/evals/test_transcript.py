"""Reading transcripts: our own lines, Memora's files, and everything that can be wrong with either."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.evals.fama.answers import read_answers
from tastekeeper.evals.fama.transcript import load_transcripts, parse_transcripts, read_transcripts
from tastekeeper.evals.fama.writing import lines_of

HEAD = {"type": "transcript", "version": 1, "persona": "ana"}
SESSION = {
    "type": "session",
    "id": 1,
    "at": "2026-03-01T19:00:00",
    "turns": [{"speaker": "user", "text": "I love westerns"}, {"speaker": "agent", "text": "Noted."}],
}
QUESTION = {
    "type": "question",
    "id": "q1",
    "task": "remembering",
    "at": "2026-03-02",
    "text": "what do I like?",
    "criteria": [{"expect": "presence", "kind": "mention", "target": "Western"}],
}


def lines(*entries: dict[str, object]) -> str:
    return "\n".join(json.dumps(entry) for entry in entries)


def test_own_format() -> None:
    (transcript,), skipped = parse_transcripts(lines(HEAD, SESSION, QUESTION), "here")
    assert skipped == ()
    assert transcript.name == "ana/all"
    assert transcript.play == "chat"
    assert transcript.sessions[0].turns == ("I love westerns",)
    assert transcript.questions[0].criteria[0].id == "q1.1"
    assert transcript.questions[0].at.tzinfo is not None


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("not json", "Expecting"),
        ("[1, 2]", "JSON object"),
        ('"text"', "JSON object"),
        ("{}", "'type' is missing"),
        (lines({"type": "poem"}), "unknown type"),
        (lines({**SESSION, "at": "yesterday"}), "yesterday"),
        (lines({**SESSION, "turns": None}), "shape"),
        (lines({**SESSION, "turns": [{"speaker": "user"}]}), "'text' is missing"),
        (lines({**QUESTION, "id": "q9", "task": "guessing"}), "remembering"),
        (lines({**QUESTION, "id": "q9", "criteria": [{"expect": "maybe"}]}), "presence"),
        (lines({**QUESTION, "id": "q9", "colour": "red"}), "colour"),
        (lines(QUESTION), "occurs twice"),
        ("[" * 5000, ""),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_kept(broken: str, problem: str) -> None:
    text = "\n".join((lines(HEAD, SESSION, QUESTION), broken, lines({**QUESTION, "id": "q2"})))
    (transcript,), (skipped,) = parse_transcripts(text, "here.jsonl")
    assert (skipped.file, skipped.line) == ("here.jsonl", 4)
    assert problem in skipped.reason
    assert str(skipped).startswith("here.jsonl:4: ")
    assert [question.id for question in transcript.questions] == ["q1", "q2"]


def test_lines_of_a_broken_head_are_nobodys() -> None:
    text = lines(
        HEAD, QUESTION, {**HEAD, "persona": "ben", "version": 9}, QUESTION, {**HEAD, "persona": "chi"}
    )
    loaded = parse_transcripts(text, "here")
    assert [one.persona for one in loaded.transcripts] == ["ana", "chi"]
    assert [one.line for one in loaded.skipped] == [3, 4]
    assert "version 9" in loaded.skipped[0].reason
    assert "line 3" in loaded.skipped[1].reason
    assert len(loaded.transcripts[0].questions) == 1


def test_a_broken_character_spoils_its_own_line_only(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    head, session, question = (lines(one).encode() for one in (HEAD, SESSION, QUESTION))
    file.write_bytes(
        b"\xef\xbb\xbf" + head + b"\r\n" + b'{"type": "session\xff"}\n' + session + b"\n" + question
    )
    loaded = read_transcripts([file])
    assert [one.line for one in loaded.skipped] == [2]
    assert len(loaded.transcripts[0].sessions) == len(loaded.transcripts[0].questions) == 1


def test_one_person_in_two_files_stays_two(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(lines(HEAD, SESSION, QUESTION))
    assert [one.name for one in load_transcripts([tmp_path])] == ["ana/all", "ana/all#2"]


def test_what_is_written_reads_back() -> None:
    (transcript,), _ = parse_transcripts(lines(HEAD, SESSION, QUESTION), "here")
    (again,), skipped = parse_transcripts("\n".join(lines_of(transcript)), "again")
    assert skipped == ()
    assert again == transcript


def memora_files(folder: Path, days: tuple[str, str] = ("2025-06-01", "2025-06-07")) -> Path:
    conversation = [
        {"turn": 1, "speaker": "user_agent", "message": "I love noir.", "share_memory": True},
        {"turn": 2, "speaker": "ai_agent", "message": "You love noir!", "share_memory": False},
    ]
    session = {"session_id": 1, "date": "2025-06-01", "conversation": conversation}
    with gzip.open(folder / "ada.sessions.jsonl.gz", "wt") as stream:
        stream.write(json.dumps(session) + "\n")
    words = ["Does the response reflect or align with the user's preference for noir?", "Is it nice?"]
    asked = {
        "question_id": "m1",
        "question": "A film?",
        "question_date": "2025-06-07",
        "memory_evidence": {"memory_items": {"genres": {"likes": [{"item": "noir"}], "dislikes": []}}},
        "evaluation": {
            "evaluation_questions": [
                {
                    "evaluation_question_id": str(n),
                    "evaluation_question": w,
                    "evaluation_type": "memory_presence",
                }
                for n, w in enumerate(words)
            ]
        },
    }
    body = {
        "date_range": {"start_date": days[0], "end_date": days[1]},
        "questions": {"remembering": [], "recommending": [asked], "reasoning": []},
    }
    file = folder / "ada.questions.json"
    file.write_text(json.dumps(body))
    return file


@pytest.mark.parametrize("by", ["folder", "questions", "sessions"])
def test_memora_takes_the_users_turns_only(tmp_path: Path, by: str) -> None:
    file = memora_files(tmp_path)
    path = {"folder": tmp_path, "questions": file, "sessions": tmp_path / "ada.sessions.jsonl.gz"}[by]
    (transcript,) = load_transcripts([path])
    assert (transcript.persona, transcript.period, transcript.play) == ("ada", "weekly", "listen")
    assert transcript.sessions[0].turns == ("I love noir.",)
    question = transcript.questions[0]
    assert question.at.isoformat().startswith("2025-06-07")
    assert question.criteria[0].slot == "genre"
    assert question.unparsed == ("Is it nice?",)


@pytest.mark.parametrize(("end", "period"), [("2025-06-28", "monthly"), ("2025-08-31", "quarterly")])
def test_the_period_follows_from_the_dates(tmp_path: Path, end: str, period: str) -> None:
    assert load_transcripts([memora_files(tmp_path, ("2025-06-01", end))])[0].period == period


def test_missing_and_broken_memora_files(tmp_path: Path) -> None:
    file = memora_files(tmp_path)
    (tmp_path / "ada.sessions.jsonl.gz").unlink()
    with pytest.raises(DataError, match="sessions cannot be read"):
        load_transcripts([file])
    memora_files(tmp_path)
    file.write_text("{}")
    with pytest.raises(DataError, match="no Memora questions file"):
        load_transcripts([file])
    with pytest.raises(UsageError, match="no such file"):
        load_transcripts([tmp_path / "nowhere"])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match="No transcript here"):
        load_transcripts([empty])


def test_the_real_files_load(memora: Path) -> None:
    transcripts = load_transcripts([memora])
    assert {t.name for t in transcripts} >= {"software_engineer/weekly", "software_engineer/monthly"}
    assert all(session.turns for t in transcripts for session in t.sessions)
    assert sum(len(q.unparsed) for t in transcripts for q in t.questions) == 0


def test_recorded_answers(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    row = {"persona": "ana", "period": "all", "question_id": "q1", "text": "You like westerns."}
    file.write_text(
        lines(row, row, {"persona": "ana"}) + "\nnonsense\n" + lines({**row, "question_id": "q2"})
    )
    known, skipped = read_answers(file)
    assert known["ana", "all", "q1"].text == "You like westerns."
    assert ("ana", "all", "q2") in known
    assert [one.line for one in skipped] == [2, 3, 4]
    assert "second time" in skipped[0].reason
    assert "question_id" in skipped[1].reason
    with pytest.raises(DataError, match="cannot be read"):
        read_answers(tmp_path / "nothing")
