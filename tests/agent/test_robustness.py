"""Bad input, stopped turns, dead processes, locked and broken stores: a clear word, and nothing lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap

import pytest
from tastekeeper.agent.session import Agent
from tastekeeper.agent.settings import Settings
from tastekeeper.clock import SystemClock
from tastekeeper.errors import StoreError, UsageError
from tastekeeper.paths import Paths


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07\x1b"])
def test_an_empty_message_is_answered_and_stores_nothing(agent, text):
    reply = agent.chat(text)
    assert reply.stop_reason == "failed"
    assert "empty" in reply.text
    assert not agent.sessions.list()


def test_a_huge_message_is_refused_whole(agent):
    reply = agent.chat("I love westerns. " * 6000)
    assert reply.stop_reason == "failed"
    assert "limit" in reply.text
    assert not agent.memory.facts()


def test_control_characters_do_not_reach_memory(agent):
    agent.chat("I love \x1b[31mwesterns\x07")
    assert all("\x1b" not in f.value_text for f in agent.memory.facts())


def test_an_unknown_title_is_not_guessed(agent):
    reply = agent.chat("why not Zzyzx Quuxification Returns?")
    assert not reply.cards
    assert reply.explanation is None
    with pytest.raises(UsageError, match="no film called"):
        agent.explain("Zzyzx Quuxification Returns")


def _stop_at(agent: Agent, text: str, count: int) -> list[str]:
    async def go() -> list[str]:
        seen = []
        async for event in agent.astream(text):
            seen.append(event.type)
            if len(seen) == count:
                await asyncio.to_thread(agent.cancel)
        return seen

    return asyncio.run(go())


@pytest.mark.parametrize("count", range(1, 12))
def test_a_turn_can_be_stopped_anywhere_and_the_next_one_works(agent, count):
    seen = _stop_at(agent, "I love westerns; what shall I watch?", count)
    assert seen[-1] == "turn_ended"
    assert agent.memory.verify().ok
    reply = agent.chat("what shall I watch?")
    assert reply.stop_reason == "done"
    assert reply.cards


def test_leaving_the_stream_stops_the_turn(agent):
    async def leave() -> None:
        async for event in agent.astream("what shall I watch?"):
            if event.type == "node":
                break

    asyncio.run(leave())
    assert agent.chat("what shall I watch?").cards


def test_a_killed_process_loses_nothing_that_was_acknowledged(home, opened, prepared):
    program = textwrap.dedent(
        """
        import sys
        from tastekeeper.agent.session import Agent
        from tastekeeper.agent.settings import Settings
        agent = Agent.open("ann", home=sys.argv[1], settings=Settings.resolve(embeddings=False, model="embedded"))
        print(agent.chat("I love westerns").report.entries[0].outcome.value, flush=True)
        input()
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "stored"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    agent = opened(clock=SystemClock())
    assert [f.value_text for f in agent.memory.facts()] == ["Western"]
    assert agent.memory.verify().ok
    assert agent.chat("what do you know about me?").stop_reason == "done"


def test_a_corrupt_store_is_named_and_left_alone(home):
    paths = Paths.resolve(home)
    paths.memory_db.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreError, match=r"memory\.db"):
        Agent.open("ann", home=home, settings=Settings.resolve(embeddings=False))
    assert paths.memory_db.read_bytes().startswith(b"this is not a database")


def test_a_newer_sessions_file_is_refused_untouched(home):
    paths = Paths.resolve(home)
    with sqlite3.connect(paths.sessions_db) as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(StoreError, match="newer"):
        Agent.open("ann", home=home, settings=Settings.resolve(embeddings=False))


def test_no_permission_to_write_is_said_plainly(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(StoreError, match="TASTEKEEPER_HOME"):
        Agent.open("ann", home=blocked / "home")


def test_an_unreachable_endpoint_falls_back_visibly(home, clock):
    settings = Settings.resolve(
        embeddings=False, model="openai:none", base_url="http://127.0.0.1:9/v1", model_timeout=2.0
    )
    with Agent.open("ann", home=home, clock=clock, settings=settings) as agent:
        reply = agent.chat("I love westerns; what shall I watch?")
        assert reply.cards
        assert "embedded planner" in reply.served.reason
        assert len(agent.memory.facts()) == 1


def test_trouble_in_the_background_is_told_at_the_next_turn(home, clock, monkeypatch):
    from tastekeeper.errors import ModelError
    from tastekeeper.memory import Memory

    def fail(self, user_id):
        raise ModelError("the embedding model cannot be read", hint="Install it again.")

    monkeypatch.setattr(Memory, "settle", fail)
    settings = Settings.resolve(model="embedded")
    with Agent.open("ann", home=home, clock=clock, settings=settings, model="embedded") as agent:
        agent.chat("I love westerns")
        agent._services._settling[0].exception(timeout=10)

        async def failures() -> list[str]:
            return [event.what async for event in agent.astream("hello") if event.type == "failure"]

        assert asyncio.run(failures()) == [
            "Memory's search index is behind: the embedding model cannot be read"
        ]
