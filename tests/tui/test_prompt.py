"""The prompt: lines, history, completion, slash commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tastekeeper.tui.commands import COMMANDS, matching, nearest, parse
from tastekeeper.tui.widgets.slash_menu import SlashMenu
from textual.events import Key


@pytest.mark.parametrize("key", ["shift+enter", "alt+enter", "ctrl+j"])
async def test_a_line_is_broken_without_sending(drive, key):
    async with drive() as d:
        await d.pilot.press("a", key, "b")
        assert d.prompt.text == "a\nb"
        assert d.agent.heard == []
        await d.pilot.press("enter")
        await d.until(lambda: d.agent.heard == ["a\nb"], "sent whole")


async def test_up_and_down_walk_the_history_and_keep_the_draft(drive):
    async with drive() as d:
        await d.ask("first")
        await d.ask("second")
        d.prompt.put("draft")
        await d.pilot.press("up")
        assert d.prompt.text == "second"
        await d.pilot.press("up")
        assert d.prompt.text == "first"
        await d.pilot.press("down", "down")
        assert d.prompt.text == "draft"


async def test_slash_opens_completion_and_tab_takes_it(drive):
    async with drive() as d:
        await d.pilot.press("/", "w", "h")
        menu = d.app.chat.query_one(SlashMenu)
        await d.until(lambda: menu.display and menu.option_count == 2, "why and whynot")
        await d.pilot.press("down", "tab")
        assert d.prompt.text == "/whynot "
        await d.until(lambda: not menu.display, "the menu closed")


async def test_enter_on_a_complete_command_runs_it(drive):
    async with drive() as d:
        await d.pilot.press("/", "h", "e", "enter")
        await d.until(lambda: any("/whynot title" in text for text in d.texts("Remark")), "the help")


async def test_an_unknown_command_is_answered_with_the_nearest(drive):
    async with drive() as d:
        await d.send("/memry")
        await d.until(lambda: any("/memory?" in text for text in d.texts("Remark")), "a suggestion")
        assert d.agent.heard == []


async def test_a_command_without_its_words_says_how_to_use_it(drive):
    async with drive() as d:
        await d.send("/forget ")
        await d.until(lambda: any("/forget words" in text for text in d.texts("Remark")), "usage")


async def test_forget_by_words_asks_when_several_fit(drive):
    async with drive() as d:
        await d.send("/forget likes")
        await d.until(lambda: any("Which one?" in text for text in d.texts("Remark")), "a question")
        assert len(d.agent.memory.live) == 4
        await d.send("/forget musicals")
        await d.until(lambda: len(d.agent.memory.live) == 3, "forgotten")


async def test_why_takes_a_number_a_title_or_the_highlighted_card(drive):
    async with drive() as d:
        await d.send("/why")
        await d.until(lambda: any("no list yet" in text for text in d.texts("Remark")), "no list")
        await d.ask()
        for place, argument in enumerate(("/why 2", "/why Rififi", "/why"), 1):
            await d.send(argument)
            await d.until(lambda n=place: len(d.app.chat.query("ExplanationView")) == n, argument)
        labels = [str(view.border_title) for view in d.app.chat.query("ExplanationView")]
        assert labels == [
            "why · Rififi (1955) · place 1",
            "why · Rififi (1955) · place 1",
            "why · Heat (1995) · place 1",
        ]


async def test_an_unknown_film_is_a_card_with_a_hint(drive):
    async with drive() as d:
        await d.send("/whynot Zyxxy")
        await d.until(lambda: d.app.chat.query("FailureView"), "the card")
        assert "Try fewer words of the title." in d.texts("FailureView")[0]


async def test_profile_model_and_export(drive, tmp_path: Path):
    async with drive() as d:
        await d.send("/profile")
        await d.until(lambda: any("likes Michael Mann" in text for text in d.texts("Remark")), "the profile")
        await d.send("/model")
        await d.until(lambda: any("no model endpoint" in text for text in d.texts("Remark")), "who answers")
        d.agent.sessions.lines["s1"] = [("user", "hello", d.app.clock.now())]
        place = tmp_path / "talk.json"
        await d.send(f"/export {place}")
        await d.until(place.exists, "the file")
        assert json.loads(place.read_text())["lines"][0]["text"] == "hello"
        await d.send(f"/export {tmp_path}/none/talk.md")
        await d.until(lambda: d.app.chat.query("FailureView"), "the card")


async def test_model_reopens_the_same_session_with_another_model(drive):
    async with drive() as d:
        first = d.agent
        await d.send("/model openai:tiny")
        await d.until(lambda: d.agent is not first, "another agent")
        assert d.opener.calls[-1] == ("s1", True, "openai:tiny")
        await d.until(lambda: first.closed, "the old one is closed")
        await d.until(lambda: "openai:tiny · asked for by /model" in d.texts("#served"), "the status line")


def test_parse_and_matching():
    assert parse("/why the second") == ("why", "the second")
    assert parse("hello /why") is None
    assert parse("//not a command") is None
    assert parse("/a\nb") is None
    assert [c.name for c in matching("/m")] == ["memory", "model"]
    assert matching("/m ") == ()
    assert len({c.name for c in COMMANDS}) == len(COMMANDS)
    assert nearest("sesions") == "sessions"
    assert nearest("qqqqq") is None


async def test_keys_that_arrive_all_at_once_are_taken_in_order(drive):
    async with drive() as d:
        for char in "quick":
            d.app.post_message(Key(char, char))
        d.app.post_message(Key("enter", "\r"))
        await d.until(lambda: d.agent.heard == ["quick"], "sent whole")
