"""Chat logs as transcripts, and probes from a ledger."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.agent.sessions import ERASED, SessionStore
from tastekeeper.cli.main import app
from tastekeeper.clock import FixedClock
from tastekeeper.errors import DataError
from tastekeeper.evals.convert.chats import transcript_lines
from tastekeeper.evals.convert.messages import read_messages
from tastekeeper.evals.convert.own import read_sessions
from tastekeeper.evals.convert.probes import probes
from tastekeeper.evals.fama.transcript import parse_transcripts
from tastekeeper.memory import Memory, fold
from tastekeeper.memory.types import Claim, ClaimKind
from tastekeeper.paths import Paths

MESSAGES = [
    {"role": "system", "content": "Be kind."},
    {"role": "user", "content": "I love westerns", "timestamp": "2026-03-01T19:00:00Z"},
    {
        "role": "assistant",
        "content": [{"type": "text", "text": "Noted."}, {"type": "image_url", "image_url": {}}],
    },
    {"role": "user", "content": "and noir"},
]


def read(tmp_path: Path, body: Any, *, raw: str | None = None) -> Any:
    file = tmp_path / "log.json"
    file.write_text(json.dumps(body) if raw is None else raw)
    return read_messages(file)


def test_a_list_of_messages(tmp_path: Path) -> None:
    (chat,), skipped = (found := read(tmp_path, MESSAGES)).chats, found.skipped
    assert skipped == ()
    assert [(one.speaker, one.text) for one in chat.said] == [
        ("user", "I love westerns"), ("agent", "Noted."), ("user", "and noir"),
    ]  # fmt: skip
    assert chat.begun == datetime(2026, 3, 1, 19, tzinfo=UTC)
    (transcript,), broken = parse_transcripts("\n".join(transcript_lines([chat], "ana")), "made")
    assert broken == ()
    assert transcript.play == "listen"
    assert transcript.sessions[0].turns == ("I love westerns", "and noir")


@pytest.mark.parametrize(
    "body",
    [
        {"messages": MESSAGES},
        [{"messages": MESSAGES}, {"messages": MESSAGES}],
        [MESSAGES, MESSAGES],
        {"conversations": [{"messages": MESSAGES}]},
    ],
)
def test_shapes(tmp_path: Path, body: Any) -> None:
    assert all(len(chat.said) == 3 for chat in read(tmp_path, body).chats)


def test_json_lines_with_broken_ones(tmp_path: Path) -> None:
    good = json.dumps({"messages": MESSAGES})
    odd = json.dumps({"messages": [{"role": "wizard", "content": "x"}, {"role": "user"}, *MESSAGES]})
    found = read(tmp_path, None, raw=f"{good}\n{{oops\n\n[3]\n{odd}\n")
    assert len(found.chats) == 2
    assert [one.line for one in found.skipped] == [2, 4, 5, 5]
    assert "'wizard' is unknown" in found.skipped[2].reason


def test_an_export_with_a_mapping_follows_the_branch_that_was_kept(tmp_path: Path) -> None:
    def node(name: str, parent: str | None, role: str, text: str, at: float) -> dict[str, Any]:
        message = {
            "author": {"role": role},
            "content": {"content_type": "text", "parts": [text]},
            "create_time": at,
        }
        return {"id": name, "parent": parent, "message": message}

    mapping = {
        "root": {"id": "root", "parent": None, "message": None},
        "a": node("a", "root", "user", "I love westerns", 1_700_000_000),
        "b": node("b", "a", "assistant", "dropped", 1_700_000_001),
        "c": node("c", "a", "assistant", "kept", 1_700_000_002),
        "d": node("d", "c", "user", "thanks", 1_700_000_003),
    }
    export = [{"title": "t", "create_time": 1_700_000_000, "mapping": mapping, "current_node": "d"}]
    (chat,) = read(tmp_path, export).chats
    assert [one.text for one in chat.said] == ["I love westerns", "kept", "thanks"]
    del export[0]["current_node"]
    (chat,) = read(tmp_path, export).chats
    assert [one.text for one in chat.said] == ["I love westerns", "dropped", "kept", "thanks"]


def test_undated_chats_keep_their_order(tmp_path: Path) -> None:
    said = [[{"role": "user", "content": text}] for text in ("one", "two", "three")]
    found = read(tmp_path, said)
    (transcript,), _ = parse_transcripts("\n".join(transcript_lines(found.chats, "ana")), "made")
    assert [session.turns[0] for session in transcript.sessions] == ["one", "two", "three"]
    assert len({session.at for session in transcript.sessions}) == 3


@pytest.mark.parametrize("raw", ["", "[]", "{}", "nonsense", '{"messages": []}', "\x00"])
def test_nothing_to_read(tmp_path: Path, raw: str) -> None:
    with pytest.raises(DataError, match="No conversation could be read"):
        read(tmp_path, None, raw=raw)


@pytest.fixture
def paths() -> Paths:
    return Paths.resolve().ensure()


def test_our_own_sessions(paths: Paths) -> None:
    with pytest.raises(DataError, match="no conversations yet"):
        read_sessions(paths, "ana")
    store = SessionStore(paths.sessions_db)
    for number, text in enumerate(("I love westerns", ERASED)):
        at = datetime(2026, 3, 1 + number, tzinfo=UTC)
        store.start(f"s{number}", "ana", at)
        store.record(f"s{number}", "t", text, "Noted." if number == 0 else ERASED, "{}", at)
    store.close()
    (chat,) = read_sessions(paths, "ana").chats
    assert [one.text for one in chat.said] == ["I love westerns", "Noted."]
    with pytest.raises(DataError, match="ben has no conversations"):
        read_sessions(paths, "ben")


NOW = datetime(2026, 3, 1, tzinfo=UTC)


def say(memory: Memory, turn: int, kind: ClaimKind, attribute: str, value: str, **fields: Any) -> None:
    claim = Claim(
        kind=kind,
        attribute=attribute,
        value_norm=fold(value),
        value_text=value,
        start=0,
        end=len(value),
        **fields,
    )
    memory.apply("ana", f"m{turn}", value, [claim])


def ledger(path: Path) -> Memory:
    memory = Memory.open(path, clock=FixedClock(NOW))
    say(memory, 1, ClaimKind.ASSERT, "movies.genre", "western", polarity=1)
    say(memory, 2, ClaimKind.ASSERT, "movies.genre", "horror", polarity=-1)
    say(memory, 3, ClaimKind.ASSERT, "movies.genre", "noir", polarity=1)
    say(memory, 4, ClaimKind.RETRACT, "movies.genre", "noir", polarity=1)
    say(memory, 5, ClaimKind.ASSERT, "music.genre", "dub", polarity=1)
    say(memory, 6, ClaimKind.RETRACT, "music.genre", "dub", polarity=1)
    say(memory, 7, ClaimKind.ASSERT, "todo.task", "water plants")
    say(memory, 8, ClaimKind.ASSERT, "spending.coffee", "3.50", number=3.5, unit="$", happens_at=NOW)
    say(memory, 9, ClaimKind.ASSERT, "movies.year_min", "1990", number=1990)
    return memory


def test_probes(tmp_path: Path) -> None:
    with ledger(tmp_path / "m.db") as memory:
        found = {probe["id"]: probe for probe in probes(memory.facts("ana"), memory.closed("ana"), NOW)}
    taste = found["probe.movies.taste"]["criteria"]
    assert [(c["expect"], c["target"], c.get("denied", False)) for c in taste] == [
        ("presence", "western", False), ("presence", "horror", True), ("forgetting", "noir", False),
    ]  # fmt: skip
    advice = found["probe.movies.advice"]["criteria"]
    assert [c["kind"] for c in advice] == ["align", "avoid", "align"]
    assert {c["expect"] for c in found["probe.music.taste"]["criteria"]} == {"forgetting"}
    assert found["probe.spending.coffee"]["criteria"][0]["quantities"] == [{"value": 3.5, "unit": "$"}]
    assert found["probe.todo"]["criteria"][0]["target"] == "water plants"


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as done:
        app(["eval", *args])
    said = capsys.readouterr()
    code = done.value.code
    return (code if isinstance(code, int) else 0), said.out, said.err


def test_from_a_chat_log_to_figures(tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    log, made, whole = tmp_path / "log.json", tmp_path / "t.jsonl", tmp_path / "p.jsonl"
    log.write_text(json.dumps([*MESSAGES, {"role": "wizard", "content": "x"}]))
    code, _, err = call(capsys, "convert", str(log), "--persona", "ana", "-o", str(made))
    assert code == 0
    assert "skipped: " in err
    ledger(paths.memory_db).close()
    code, out, _ = call(capsys, "probes", "--user", "ana")
    assert code == 0
    whole.write_text(made.read_text() + out)
    answers = tmp_path / "a.jsonl"
    rows = [("probe.movies.taste", "You like westerns; no horror."), ("probe.music.taste", "Dub, I think.")]
    answers.write_text(
        "\n".join(json.dumps({"persona": "ana", "question_id": q, "text": text}) for q, text in rows)
    )
    code, out, _ = call(capsys, "run", "fama", str(whole), "--answers", str(answers), "--json")
    assert code == 0
    found = json.loads(out)["headline"]
    assert found["fama.remembering"] == 100.0
    assert found["fama.pure_forgetting"] == 0.0


def test_broken_lines_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (chat,) = read(tmp_path, MESSAGES).chats
    file = tmp_path / "t.jsonl"
    probe = {"type": "question", "id": "q", "task": "remembering", "at": "2026-03-02", "text": "?",
             "criteria": [{"expect": "presence", "kind": "mention", "target": "Western"}]}  # fmt: skip
    lines = [*transcript_lines([chat], "ana"), "{broken", json.dumps(probe)]
    file.write_text("\n".join(lines))
    code, out, err = call(capsys, "run", "fama", str(file), "--floor", "oracle", "--json")
    assert code == 0
    assert json.loads(out)["headline"]["fama.remembering"] == 100.0
    assert json.loads(out)["details"]["skipped"]["count"] == 1
    assert f"{file}:3: " in err
    file.write_text("{broken\n")
    code, _, err = call(capsys, "run", "fama", str(file), "--floor", "oracle")
    assert code == 2
    assert ":1:" in err
