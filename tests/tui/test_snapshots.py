"""A few pictures of the interface; everything that moves is scripted or frozen."""

from __future__ import annotations

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.tui.app import TastekeeperApp

WIDE, SMALL = (120, 36), (80, 24)


@pytest.fixture
def shot(snap_compare, scripted, monkeypatch):
    """Compare a picture taken after a turn, with the cursor still and the theme fixed."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def compare(size, keys=()):
        app = TastekeeperApp(scripted.Opener(), clock=FixedClock(scripted.NOW), theme="textual-dark")

        async def before(pilot):
            chat = app.chat
            chat.prompt.cursor_blink = False

            async def until(condition):
                for _ in range(500):
                    if condition():
                        return
                    await pilot.pause(0.02)
                raise AssertionError("never came true")

            await until(lambda: app.agent is not None and chat.query("Remark"))
            chat.prompt.put("I love heist films set in Paris, what shall I watch tonight?")
            await pilot.press("enter")
            await until(lambda: chat.query("AuditLine") and not chat.turns.running)
            await until(lambda: chat.memory_view.border_subtitle == "5 live")
            for key, shown in keys:
                await pilot.press(key)
                await until(lambda shown=shown: shown(app))
            await until(lambda: chat.log_view.at_end)
            await pilot.pause(0.2)

        return snap_compare(app, terminal_size=size, run_before=before)

    return compare


def test_wide(shot):
    assert shot(WIDE)


def test_small(shot):
    assert shot(SMALL, keys=[("f2", lambda app: app.chat.cards_view.has_focus)])


def test_small_memory(shot):
    assert shot(
        SMALL,
        keys=[
            ("f3", lambda app: app.chat.memory_view.has_focus),
            ("p", lambda app: app.chat.memory_view.border_subtitle == "5 live, 1 past"),
        ],
    )


def test_sessions(shot):
    assert shot(SMALL, keys=[("f4", lambda app: app.screen is not app.chat and app.screen._shown)])
