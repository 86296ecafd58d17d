"""Commands that talk to the agent: text for people, one JSON object for programs."""

from __future__ import annotations

import json

import pytest
from tastekeeper.errors import ToolFailure


def test_ask_prints_answer_cards_report_audit_and_who_served(run, agent):
    done = run("ask", "noir please")
    assert done.code == 0
    assert "Heat (1995)" in done.out
    assert "2. Rififi (1955)" in done.out
    assert "memory: stored: likes noir · genre (you said so)" in done.out
    assert "audit: 9/9 claims grounded" in done.out
    assert "served by embedded planner · no model endpoint is configured · 0.31 s" in done.out


def test_ask_as_json_is_the_reply(run, agent):
    reply = run("ask", "noir please", "--json").json
    assert reply["served"]["name"] == "embedded planner"
    assert [card["item_id"] for card in reply["cards"]] == ["1", "2", "3", "4", "5"]
    assert reply["report"]["entries"][0]["outcome"] == "stored"


@pytest.mark.parametrize("args", [("ask", "-"), ("ask",)])
def test_ask_reads_standard_input(run, agent, args):
    assert run(*args, stdin="  from a pipe\n").code == 0
    assert agent.heard == ["from a pipe"]


def test_ask_passes_its_options_on(run, agent):
    run("ask", "hi", "--user", "ann", "-c", "--model", "embedded", "--base-url", "http://localhost:1/v1")
    assert agent.asked == {
        "user": "ann", "session": None, "resume": True, "model": "embedded", "base_url": "http://localhost:1/v1",
    }  # fmt: skip


@pytest.mark.parametrize("words", ["", "   \n"])
def test_an_empty_message_is_a_usage_error(run, agent, words):
    done = run("ask", "-", stdin=words)
    assert done.code == 2
    assert done.err.startswith("error: The message is empty")
    assert agent.heard == []


def test_a_failed_turn_exits_with_one(run, agent):
    assert run("ask", "fail").code == 1


def test_recommend(run, agent):
    done = run("recommend", "--history", "Heat (1995)", "-k", "2")
    assert done.out.splitlines()[1].split()[:3] == ["1", "Heat", "(1995)"]
    assert len(done.out.splitlines()) == 3
    found = run("recommend", "--history", "Heat (1995)", "-k", "2", "--json").json
    assert [card["title"] for card in found["cards"]] == ["Heat", "Rififi"]


def test_recommend_with_nothing_that_fits_says_so(run, agent):
    agent.cards = ()
    assert run("recommend").out.startswith("Nothing in the catalogue fits")
    assert run("recommend", "--json").json["cards"] == []


def test_explain(run, agent):
    why = run("explain", "Heat").out
    assert why.startswith("Why Heat (1995)")
    assert "likes heist films" in why
    assert "re-scored and verified" in why
    assert run("explain", "Heat", "--kind", "change", "--json").json["change"] == ["likes heist films"]


def test_an_unknown_film_is_one_error_with_a_hint(run, agent):
    done = run("explain", "Zyxxy")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == ["error: No film called 'Zyxxy'", "do:    Try fewer words of the title."]
    assert run("explain", "Zyxxy", "--json").error["type"] == ToolFailure.__name__


def test_memory_list_and_ids_by_their_first_letters(run, agent):
    listing = run("memory", "list").out
    assert "dislikes musicals" in listing
    assert "since 11 Mar 2026" in listing
    assert len(run("memory", "list", "--json").json["facts"]) == 4
    assert run("memory", "forget", "fact-1").code == 2
    done = run("memory", "forget", "fact-11")
    assert done.out.startswith("retracted: dislikes musicals")
    assert run("memory", "restore", "fact-11", "--json").json["entries"][0]["outcome"] == "restored"


def test_memory_undo_on_nothing_is_an_error(run, agent):
    agent.memory.live.clear()
    assert run("memory", "undo").code == 2


def test_erase_needs_a_yes_where_no_one_can_be_asked(run, agent):
    assert run("memory", "erase", "fact-11").code == 2
    assert len(agent.memory.live) == 4
    assert run("memory", "erase").code == 2
    assert run("memory", "erase", "fact-11", "--everything", "--yes").code == 2
    receipt = run("memory", "erase", "fact-11", "--yes", "--json").json
    assert receipt["remains"] == []


def test_memory_export_to_a_file_and_to_standard_output(run, agent, tmp_path):
    assert len(run("memory", "export").json["facts"]) == 4
    place = tmp_path / "mine.json"
    assert run("memory", "export", str(place), "--json").json == {"path": str(place)}
    assert len(json.loads(place.read_text())["facts"]) == 4
    assert place.stat().st_mode & 0o077 == 0
    assert run("memory", "export", str(tmp_path / "no" / "folder.json")).code == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [("{", "Expecting property name"), ("[1]", "not of the expected shape"), (None, "Cannot read")],
)
def test_a_broken_import_file_is_named(run, agent, tmp_path, content, what):
    place = tmp_path / "broken.json"
    if content is not None:
        place.write_text(content)
    done = run("memory", "import", str(place), "--json")
    assert done.code == 1
    assert done.out == ""
    assert what in done.error["what"]
    assert done.error["where"] == str(place)
