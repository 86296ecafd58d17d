"""The app around the conversation: opening, sessions, palette, help, theme, keymap, long conversations."""

from __future__ import annotations

import subprocess
import sys

from tastekeeper.errors import StoreError
from tastekeeper.paths import Paths
from tastekeeper.tui.commands import COMMANDS
from tastekeeper.tui.preferences import store_theme, stored_theme, with_theme
from tastekeeper.tui.widgets.chat_log import HIGH_MARK, LOW_MARK
from tastekeeper.tui.widgets.notes import Remark


async def test_what_is_typed_before_the_agent_is_open_is_sent_afterwards(drive, scripted):
    import threading

    gate = threading.Event()

    class Slow(scripted.Opener):
        def __call__(self, **asked):
            gate.wait(10)
            return super().__call__(**asked)

    async with drive(opener=Slow(), wait=False) as d:
        await d.send("early bird")
        await d.pilot.pause(0.05)
        assert d.agent is None
        assert d.prompt.text == ""
        gate.set()
        await d.until(lambda: d.agent is not None and d.agent.heard == ["early bird"], "sent")


async def test_an_agent_that_cannot_be_opened_is_a_card_and_nothing_typed_is_lost(drive, scripted):
    opener = scripted.Opener()
    opener.error = StoreError("The store is locked", where="memory.db", hint="Close the other program.")
    async with drive(opener=opener, wait=False) as d:
        await d.until(lambda: d.app.chat.query("FailureView"), "the card")
        assert "The store is locked" in d.texts("FailureView")[0]
        assert "Close the other program." in d.texts("FailureView")[0]
        opener.error = None
        await d.pilot.press("ctrl+n")
        await d.until(lambda: d.agent is not None, "opened at the second try")


async def test_sessions_are_resumed_with_their_transcript(drive):
    async with drive() as d:
        await d.pilot.press("f4")
        await d.until(lambda: d.app.screen is not d.app.chat and d.app.screen._shown, "the list")
        await d.pilot.press("down", "enter")
        await d.until(lambda: d.opener.calls[-1] == ("s0", True, None), "reopened")
        await d.until(
            lambda: any("something like Alien" in text for text in d.texts(".you")), "the transcript"
        )
        assert "Life (2017)" in d.app.chat.query(".reply").last().source


async def test_sessions_are_renamed_and_deleted_but_not_the_open_one(drive):
    async with drive() as d:
        await d.pilot.press("f4")
        await d.until(lambda: d.app.screen is not d.app.chat and d.app.screen._shown, "the list")
        await d.pilot.press("d")
        await d.until(lambda: d.app._notifications, "refused")
        assert len(d.agent.sessions.known) == 2
        await d.pilot.press("down", "r")
        await d.until(lambda: type(d.app.screen).__name__ == "AskLine", "the field")
        await d.pilot.press("home", "shift+end", *"Space", "enter")
        await d.until(lambda: d.agent.sessions.known[1].title.startswith("Space"), "renamed")
        await d.until(lambda: type(d.app.screen).__name__ == "SessionsScreen", "back")
        await d.pilot.pause(0.1)
        d.app.screen.query_one("#sessions").highlighted = 1
        await d.pilot.press("d")
        await d.until(lambda: type(d.app.screen).__name__ == "AskFirst", "the question")
        await d.pilot.press("y")
        await d.until(lambda: len(d.agent.sessions.known) == 1, "deleted")


async def test_every_command_and_key_is_in_the_palette(drive):
    async with drive() as d:
        titles = {command.help for command in d.app.get_system_commands(d.app.chat)}
        assert {f"/{command.name}" for command in COMMANDS if command.name != "quit"} <= titles
        names = " ".join(command.title for command in d.app.get_system_commands(d.app.chat))
        for word in (
            "like",
            "dislike",
            "seen",
            "why",
            "change",
            "hide",
            "forget",
            "erase",
            "restore",
            "past",
            "Stop",
        ):
            assert word in names


async def test_a_palette_command_that_needs_words_waits_in_the_prompt(drive):
    async with drive() as d:
        d.app.chat.command("whynot")
        assert d.prompt.text == "/whynot "


async def test_f1_shows_and_hides_help_for_the_focused_widget(drive):
    async with drive() as d:
        await d.pilot.press("f1")
        await d.until(lambda: d.app.chat.query("HelpPanel"), "help")
        await d.pilot.press("f1")
        await d.until(lambda: not d.app.chat.query("HelpPanel"), "no help")


async def test_keymap_moves_keys_by_binding_id(drive):
    async with drive(keymap={"list.like": "plus", "chat.list": "f7"}) as d:
        await d.ask()
        await d.pilot.press("f7")
        await d.until(lambda: d.app.chat.cards_view.has_focus, "the list has the focus")
        await d.pilot.press("l")
        assert d.agent.reactions == []
        await d.pilot.press("plus")
        await d.until(lambda: d.agent.reactions == [("1", "like")], "liked")


async def test_every_binding_has_its_own_id(drive):
    async with drive() as d:
        ids = []
        for node in (d.app, d.app.chat, d.prompt, d.app.chat.cards_view, d.app.chat.query_one("#memory")):
            ids += [b.id for b in type(node).BINDINGS if not b.key.isdigit()]
        assert None not in ids
        assert len(set(ids)) == len(ids)


async def test_a_chosen_theme_is_kept_and_used_again(drive):
    async with drive() as d:
        d.app.theme = "nord"
        await d.until(lambda: stored_theme() == "nord", "kept")
    async with drive() as d:
        assert d.app.theme == "nord"


def test_a_theme_changes_one_line_of_the_settings_file():
    assert with_theme(["# mine", 'user = "ann"', "[keymap]", 'a = "b"'], "nord") == [
        "# mine", 'user = "ann"', 'theme = "nord"', "[keymap]", 'a = "b"',
    ]  # fmt: skip
    assert with_theme(['theme = "x"', 'themes = "y"'], "nord") == ['theme = "nord"', 'themes = "y"']
    place = Paths.resolve().ensure().settings_file
    place.write_text('user = "ann"\n')
    store_theme("dracula")
    assert place.read_text() == 'user = "ann"\ntheme = "dracula"\n'


def test_a_broken_settings_file_does_not_stop_the_first_paint():
    Paths.resolve().ensure().settings_file.write_text("theme = [")
    assert stored_theme() == "textual-dark"


async def test_long_conversations_are_pruned_from_the_top_with_a_note(drive):
    async with drive() as d:
        log = d.app.chat.log_view
        for number in range(HIGH_MARK + 10):
            await d.app.chat.say(Remark(f"line {number}"))
        entries = [child for child in log.children if child.id != "pruned"]
        assert LOW_MARK <= len(entries) <= HIGH_MARK
        assert str(log.children[0].render()).startswith(f"{log.pruned} earlier entries")
        assert str(log.children[-1].render()) == f"line {HIGH_MARK + 9}"


async def test_the_end_is_followed_only_from_near_it(drive):
    async with drive() as d:
        log = d.app.chat.log_view
        for number in range(40):
            await d.app.chat.say(Remark(f"line {number}"))
        await d.until(lambda: log.max_scroll_y > 0 and log.scroll_y == log.max_scroll_y, "at the end")
        await d.pilot.press("pageup")
        await d.until(lambda: log.scroll_y < log.max_scroll_y, "scrolled up")
        before = log.scroll_y
        await d.app.chat.say(Remark("one more"))
        await d.pilot.pause(0.1)
        assert log.scroll_y == before
        log.scroll_end(animate=False)
        await d.until(lambda: log.scroll_y == log.max_scroll_y, "at the end again")
        await d.app.chat.say(Remark("and another"))
        await d.until(lambda: log.scroll_y == log.max_scroll_y, "followed")


async def test_leaving_closes_the_agent(drive):
    async with drive() as d:
        agent = d.agent
    assert agent.closed


async def test_leaving_in_the_middle_of_a_turn_is_quiet(drive):
    async with drive() as d:
        agent = d.agent
        await d.send("slow one please")
        await d.until(lambda: d.app.chat.query(".reply"), "text began to stream")
    assert agent.closed


async def test_leaving_while_the_agent_is_being_opened_does_not_wait_and_closes_it(drive, scripted):
    import threading

    gate = threading.Event()

    class Slow(scripted.Opener):
        def __call__(self, **asked):
            gate.wait(10)
            return super().__call__(**asked)

    opener = Slow()
    async with drive(opener=opener, wait=False) as d:
        await d.pilot.pause()
    gate.set()
    [thread] = [t for t in threading.enumerate() if t.name == "tastekeeper-open"] or [None]
    if thread:
        thread.join(10)
    assert [agent.closed for agent in opener.opened] == [True]


def test_the_first_paint_needs_no_heavy_module():
    code = (
        "import sys, tastekeeper.tui.app; heavy = {'torch', 'langgraph', 'chromadb', 'pandas', 'numpy', "
        "'pydantic_settings', 'openai'} & set(sys.modules); sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
