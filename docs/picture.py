"""Draw `docs/tui.svg`: a scripted conversation with the real agent and catalogue, on a frozen clock.

Run from the repository root with `python docs/picture.py`; the same catalogue gives the same picture.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tastekeeper import Agent
from tastekeeper.agent.settings import Settings
from tastekeeper.clock import FixedClock
from tastekeeper.paths import Paths
from tastekeeper.tui.app import TastekeeperApp

NOW = datetime(2026, 3, 14, 20, 30, tzinfo=UTC)
SAID = (
    "I love Alien and Blade Runner, but no musicals please.",
    "What shall I watch tonight?",
)
SIZE = (120, 36)


async def draw(home: Path) -> str:
    """The picture after the script, with measured seconds blanked: they differ from run to run."""
    clock = FixedClock(NOW)

    def opener(*, session: str | None, resume: bool, model: str | None) -> Agent:
        settings = Settings.resolve(model=model or "embedded", embeddings=False)
        return Agent.open("me", session=session, resume=resume, home=home, clock=clock, settings=settings)

    app = TastekeeperApp(opener, clock=clock, theme="textual-dark")
    async with app.run_test(size=SIZE) as pilot:

        async def until(condition: Callable[[], object]) -> None:
            while not condition():
                await pilot.pause(0.05)

        await until(lambda: app.agent is not None and app.chat.query("Remark"))
        app.chat.prompt.cursor_blink = False
        for number, text in enumerate(SAID, 1):
            app.chat.prompt.put(text)
            await pilot.press("enter")
            await until(lambda n=number: len(app.chat.query("AuditLine")) == n and not app.chat.turns.running)
        await pilot.press("f2")
        await until(lambda: app.chat.cards_view.has_focus)
        await pilot.press("w")
        await until(lambda: app.chat.query("ExplanationView"))
        await until(lambda: app.chat.log_view.at_end)
        await pilot.pause(0.5)
        picture = app.export_screenshot(title="Tastekeeper")
    app.close_agent()
    picture = re.sub(r"\d+\.\d\d&#160;s", "-.--&#160;s", picture)
    return re.sub(r"terminal-\d+", "terminal-1", picture)


def main() -> None:
    """Use the prepared catalogue where there is one; memory and sessions live in a folder thrown away."""
    place = Path(__file__).with_name("tui.svg")
    with tempfile.TemporaryDirectory() as folder:
        home, cache = Path(folder), Paths.resolve().cache
        if cache.exists():
            (home / "cache").symlink_to(cache)
        place.write_text(asyncio.run(draw(home)), encoding="utf-8")
    print(f"written to {place}")


if __name__ == "__main__":
    main()
