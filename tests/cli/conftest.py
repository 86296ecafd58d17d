"""Running the command line in process, with a scripted agent behind it where one is needed."""

from __future__ import annotations

import importlib.util
import json
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from tastekeeper.agent.events import AuditReport, Reply
from tastekeeper.cli.main import app
from typer.testing import CliRunner

_NAME = "tastekeeper_tests_scripted"


def _scripted():
    if _NAME not in sys.modules:
        place = Path(__file__).parents[1] / "tui" / "scripted.py"
        spec = importlib.util.spec_from_file_location(_NAME, place)
        sys.modules[_NAME] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[_NAME])
    return sys.modules[_NAME]


class Ran:
    """Exit code and both streams of one command."""

    def __init__(self, result) -> None:
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr
        self.exception = result.exception

    @property
    def json(self):
        """Standard output as the one JSON object it must be."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)

    @property
    def error(self):
        """The error object on standard error."""
        return json.loads(self.err)["error"]


@pytest.fixture
def run():
    """`run("ask", "hello", input=…)`."""

    def go(*args: str, stdin: str | None = None) -> Ran:
        return Ran(CliRunner().invoke(app, list(args), input=stdin))

    return go


@pytest.fixture
def agent(monkeypatch):
    """A scripted agent that every command opens; `agent.asked` is how it was opened."""
    scripted = _scripted()

    class Agent(scripted.ScriptedAgent):
        def chat(self, text: str) -> Reply:
            self.heard.append(text)
            failed = "fail" in text
            return Reply(
                turn_id="t1",
                session_id=self.session_id,
                text="That did not work." if failed else scripted.ANSWER,
                cards=() if failed else scripted.CARDS,
                report=self.memory.add(scripted.fact(14, "genre", "noir", 1), "you said so"),
                audit=AuditReport(claims=9, grounded=9),
                served=self.served,
                stop_reason="failed" if failed else "done",
                seconds=0.31,
            )

    one = Agent()
    one.asked = {}
    plain = one.memory.history
    one.memory.history = lambda limit=50: plain()[:limit]

    @contextmanager
    def opened(**asked):
        one.asked = asked
        yield one

    monkeypatch.setattr("tastekeeper.cli.opening.opened", opened)
    return one
