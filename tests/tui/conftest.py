"""A running app over a scripted agent, and a poll-until helper."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.tui.app import TastekeeperApp
from tastekeeper.tui.widgets.prompt import Prompt


def _load() -> ModuleType:
    name = "tastekeeper_tests_scripted"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("scripted.py"))
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def scripted() -> ModuleType:
    """The module with the scripted agent."""
    return _load()


class Driver:
    """A pilot with the few verbs the tests use."""

    def __init__(self, app, pilot, opener) -> None:
        self.app, self.pilot, self.opener = app, pilot, opener

    @property
    def agent(self):
        return self.app.agent

    @property
    def prompt(self) -> Prompt:
        return self.app.chat.query_one(Prompt)

    async def until(self, condition: Callable[[], object], what: str = "condition") -> None:
        """Poll until the condition holds; fail after ten seconds."""
        for _ in range(500):
            if condition():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"never came true: {what}")

    async def send(self, text: str) -> None:
        """Type a message and press enter."""
        self.prompt.put(text)
        await self.pilot.press("enter")

    async def ask(self, text: str = "what shall I watch?") -> None:
        """Send a message and wait for the end of its turn."""
        before = len(self.app.chat.query("AuditLine"))
        await self.send(text)
        await self.until(lambda: len(self.app.chat.query("AuditLine")) > before, "the turn ended")
        await self.until(lambda: not self.app.chat.turns.running, "the turn is over")

    def texts(self, selector: str) -> list[str]:
        """What every matching static widget shows, as plain text."""
        return [str(widget.render()) for widget in self.app.chat.query(selector)]


@pytest.fixture
def drive(scripted: ModuleType):
    """`async with drive() as d`: the app, painted, its agent open."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 36), wait: bool = True, **settings
    ) -> AsyncIterator[Driver]:
        opener = settings.pop("opener", None) or scripted.Opener()
        app = TastekeeperApp(opener, clock=FixedClock(scripted.NOW), **settings)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot, opener)
            if wait:
                await driver.until(lambda: app.agent is not None, "the agent opened")
                await driver.until(lambda: app.chat.query("Remark, TurnView"), "the greeting is there")
            yield driver
        app.close_agent()

    return start
