"""The terminal interface over the real agent: it opens, answers, explains and remembers a key press."""

from __future__ import annotations

from collections.abc import Callable

from tastekeeper.agent.session import Agent
from tastekeeper.agent.settings import Settings
from tastekeeper.tui.app import TastekeeperApp
from tastekeeper.tui.widgets.prompt import Prompt


async def _until(pilot, condition: Callable[[], object], what: str) -> None:
    for _ in range(1500):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"never came true: {what}")


async def test_one_conversation_in_the_terminal(home, clock):
    settings = Settings.resolve(embeddings=False, model="embedded")

    def opener(**options) -> Agent:
        kept = {name: value for name, value in options.items() if name in ("session", "resume", "progress")}
        return Agent.open("ann", home=home, clock=clock, settings=settings, model="embedded", **kept)

    app = TastekeeperApp(opener)
    async with app.run_test(size=(120, 36)) as pilot:
        await _until(pilot, lambda: app.agent is not None, "the agent is open")
        app.chat.query_one(Prompt).put("I love westerns; what shall I watch?")
        await pilot.press("enter")
        await _until(pilot, lambda: len(app.chat.query("AuditLine")) == 1, "the turn ended")
        await _until(pilot, lambda: not app.chat.turns.running, "the turn is over")
        assert [fact.value_text for fact in app.agent.memory.facts()] == ["Western"]
        await pilot.press("f2")
        await pilot.press("w")
        await _until(pilot, lambda: app.chat.query("ExplanationView"), "the explanation is shown")
        await pilot.press("l")
        await _until(pilot, lambda: len(app.agent.memory.facts()) == 2, "the like is remembered")
    app.close_agent()
