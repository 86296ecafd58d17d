"""A turn on screen: streaming, list, reports, audit, status, cancel, failure."""

from __future__ import annotations

from tastekeeper.tui.widgets.memory_panel import MemoryPanel
from tastekeeper.tui.widgets.turn_view import TurnView


async def test_a_message_is_answered_with_list_report_audit_and_status(drive):
    async with drive() as d:
        await d.ask("I love heist films, what now?")
        assert d.agent.heard == ["I love heist films, what now?"]
        assert list(d.app.chat.cards_view.cards) == ["1", "2", "3", "4", "5"]
        assert any("stored: likes heist films in Paris" in text for text in d.texts("WriteReportView"))
        assert any("9/9 claims grounded" in text for text in d.texts("AuditLine"))
        assert "embedded planner · no model endpoint is configured" in d.texts("#served")
        assert d.texts("#doing") == ["0.3 s"]
        assert d.prompt.text == ""
        panel = d.app.chat.query_one(MemoryPanel)
        await d.until(lambda: panel.border_subtitle == "5 live", "the memory panel was read anew")


async def test_the_streamed_text_is_the_whole_text(drive, scripted):
    async with drive() as d:
        await d.ask()
        source = d.app.chat.query(TurnView).last().query_one(".reply").source
        assert source.split() == scripted.ANSWER.split()


async def test_escape_stops_removes_the_half_turn_and_gives_the_prompt_back(drive):
    async with drive() as d:
        await d.send("slow one please")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
        await d.pilot.press("escape")
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended")
        await d.until(lambda: not d.app.chat.query(TurnView), "the half turn is gone")
        assert d.prompt.text == "slow one please"
        await d.ask("quick one")
        assert d.agent.heard[-1] == "quick one"


async def test_what_was_typed_meanwhile_is_not_overwritten_by_the_prompt_given_back(drive):
    async with drive() as d:
        await d.send("slow one please")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
        d.prompt.put("something else")
        await d.pilot.press("escape")
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended")
        assert d.prompt.text == "something else"
        d.prompt.put("")
        await d.pilot.press("up")
        assert d.prompt.text == "slow one please"


async def test_a_stop_after_a_write_says_what_is_remembered_already(drive):
    async with drive() as d:
        await d.send("slow heist")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
        await d.pilot.press("escape")
        await d.until(lambda: d.app._notifications, "a notification")
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended")
        messages = [note.message for note in d.app._notifications]
        assert any("Already remembered: stored: likes heist films in Paris" in text for text in messages)


async def test_an_agent_that_declines_to_stop_is_reported(drive):
    async with drive() as d:
        d.agent.cancellable = False
        await d.send("slow one please")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
        await d.pilot.press("escape")
        await d.until(lambda: d.app._notifications, "a notification")
        assert any("could not be stopped" in note.message for note in d.app._notifications)
        d.agent.cancellable = True
        await d.pilot.press("escape")
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended after all")


async def test_a_second_message_waits_in_the_box_while_one_is_answered(drive):
    async with drive() as d:
        await d.send("slow one please")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
        await d.send("and another")
        await d.pilot.pause()
        assert d.prompt.text == "and another"
        assert d.agent.heard == ["slow one please"]
        d.agent.cancel()
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended")


async def test_a_failed_turn_shows_its_card_and_steps(drive):
    async with drive() as d:
        await d.send("fail please")
        await d.until(lambda: d.app.chat.query("FailureView"), "the failure card")
        [card] = d.texts("FailureView")
        assert "The endpoint did not answer" in card
        assert "2. Or use /model embedded." in card
        await d.ask("and now?")


async def test_an_unexpected_exception_is_a_card_with_a_log_and_the_app_goes_on(drive, tmp_path):
    async with drive() as d:
        await d.send("crash please")
        await d.until(lambda: d.app.chat.query("FailureView"), "the failure card")
        [card] = d.texts("FailureView")
        assert "This is a bug: RuntimeError: a wire came loose" in card
        assert list((tmp_path / "home" / "state" / "bugs").glob("*.log"))
        await d.ask("still there?")


async def test_a_message_far_too_long_is_refused_and_given_back(drive):
    async with drive() as d:
        await d.send("x" * 100_000)
        await d.until(lambda: d.app.chat.query("FailureView"), "the failure card")
        await d.until(lambda: not d.app.chat.turns.running, "the turn ended")
        assert len(d.prompt.text) == 100_000
        [shown] = d.texts(".you")
        assert "(100,000 characters)" in shown
        assert len(shown) < 2000


async def test_an_empty_message_is_not_sent(drive):
    async with drive() as d:
        await d.send("  \n ")
        await d.until(lambda: d.app._notifications, "a notification")
        assert d.agent.heard == []


async def test_control_characters_never_reach_the_screen(drive):
    async with drive() as d:
        await d.ask("films \x1b[31mred\x07 please")
        [shown] = d.texts(".you")
        assert "\x1b" not in shown
        assert "\x07" not in shown
