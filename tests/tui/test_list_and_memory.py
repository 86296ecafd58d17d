"""The keys of the recommendation list and of the memory panel."""

from __future__ import annotations

import pytest
from tastekeeper.tui.widgets.memory_panel import MemoryPanel
from tastekeeper.tui.widgets.recommendations import Recommendations


@pytest.mark.parametrize(("key", "reaction"), [("l", "like"), ("d", "dislike"), ("s", "seen")])
async def test_reactions_are_remembered_and_shown(drive, key, reaction):
    async with drive() as d:
        await d.ask()
        await d.pilot.press("f2")
        await d.until(lambda: d.app.chat.cards_view.has_focus, "the list has the focus")
        await d.pilot.press("2", key)
        await d.until(lambda: d.agent.reactions, "the reaction arrived")
        assert d.agent.reactions == [("2", reaction)]
        await d.until(lambda: d.texts("WriteReportView"), "the write report")
        assert "pressed a key" in d.texts("WriteReportView")[-1]


async def test_why_and_what_if_show_verified_explanations(drive):
    async with drive() as d:
        await d.ask()
        await d.pilot.press("f2")
        await d.until(lambda: d.app.chat.cards_view.has_focus, "the list has the focus")
        await d.pilot.press("w")
        await d.until(lambda: len(d.app.chat.query("ExplanationView")) == 1, "why")
        await d.pilot.press("c")
        await d.until(lambda: len(d.app.chat.query("ExplanationView")) == 2, "what if")
        why, change = d.texts("ExplanationView")
        assert "likes heist films  without it: place 14" in why
        assert "take away: likes heist films" in change
        assert "re-scored and verified" in str(d.app.chat.query("ExplanationView").first().border_subtitle)


async def test_hide_takes_a_card_out_of_view_and_remembers_nothing(drive):
    async with drive() as d:
        await d.ask()
        await d.pilot.press("f2")
        await d.until(lambda: d.app.chat.cards_view.has_focus, "the list has the focus")
        await d.pilot.press("h")
        assert list(d.app.chat.cards_view.cards) == ["2", "3", "4", "5"]
        assert d.agent.reactions == []
        for _ in range(4):
            await d.pilot.press("h")
        assert d.app.chat.cards_view.current is None


async def test_a_narrow_list_is_one_line_a_card_and_opens_the_highlighted_one(drive):
    async with drive(size=(80, 24)) as d:
        await d.ask()
        listing = d.app.chat.query_one(Recommendations)
        assert listing.has_class("-compact")
        await d.pilot.press("f2", "down")
        await d.pilot.pause(0.1)
        heights = [len(str(option.prompt).splitlines()) for option in listing.options]
        assert heights == [1, 2, 1, 1, 1]
        assert d.app.chat.log_view.size.height >= 6


async def test_forget_undo_past_and_restore(drive):
    async with drive() as d:
        panel = d.app.chat.query_one(MemoryPanel)
        await d.until(lambda: panel.border_subtitle == "4 live", "the panel was read")
        await d.pilot.press("f3")
        await d.until(lambda: panel.has_focus, "the panel has the focus")
        panel.highlighted = panel.get_option_index("fact-11")
        await d.pilot.press("f")
        await d.until(lambda: panel.border_subtitle == "3 live", "forgotten")
        assert "retracted: dislikes musicals" in d.texts("WriteReportView")[-1]
        await d.pilot.press("p")
        await d.until(lambda: panel.border_subtitle == "3 live, 2 past", "past shown")
        panel.highlighted = panel.get_option_index("fact-11")
        await d.pilot.press("r")
        await d.until(lambda: panel.border_subtitle == "4 live, 1 past", "restored")
        await d.pilot.press("u")
        await d.until(lambda: panel.border_subtitle == "3 live, 2 past", "undone")


async def test_a_live_fact_cannot_be_restored_nor_a_past_one_forgotten(drive):
    async with drive() as d:
        panel = d.app.chat.query_one(MemoryPanel)
        await d.until(lambda: panel.border_subtitle == "4 live", "the panel was read")
        await d.pilot.press("f3", "p")
        await d.until(lambda: panel.border_subtitle == "4 live, 1 past", "past shown")
        for fact_id, key in (("fact-11", "r"), ("fact-2", "f")):
            panel.highlighted = panel.get_option_index(fact_id)
            await d.pilot.press(key)
        await d.until(lambda: len(d.app._notifications) == 2, "two remarks")
        assert len(d.agent.memory.live) == 4


async def test_erase_asks_first_and_shows_the_receipt(drive):
    async with drive() as d:
        panel = d.app.chat.query_one(MemoryPanel)
        await d.until(lambda: panel.border_subtitle == "4 live", "the panel was read")
        await d.pilot.press("f3", "home", "e")
        await d.until(lambda: type(d.app.screen).__name__ == "AskFirst", "the question")
        await d.pilot.press("n")
        await d.until(lambda: d.app.screen is d.app.chat, "back")
        assert len(d.agent.memory.live) == 4
        await d.pilot.press("e")
        await d.until(lambda: type(d.app.screen).__name__ == "AskFirst", "the question")
        await d.pilot.press("y")
        await d.until(lambda: d.app.chat.query("ReceiptView"), "the receipt")
        assert "nothing remains" in d.texts("ReceiptView")[0]
        await d.until(lambda: panel.border_subtitle == "3 live", "the panel was read anew")


async def test_an_error_of_an_errand_is_a_card(drive):
    async with drive() as d:
        d.agent.memory.live.clear()
        await d.send("/undo")
        await d.until(lambda: d.app.chat.query("FailureView"), "the card")
        assert "There is nothing to undo" in d.texts("FailureView")[0]
