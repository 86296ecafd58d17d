"""The baselines mem0 and LangMem: refused by name when absent, and really run where the extra is installed."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tastekeeper.agent.models.base import ChatDelta, ChatRequest
from tastekeeper.clock import FixedClock
from tastekeeper.errors import MissingExtraError, ModelError, UsageError
from tastekeeper.evals.fama.types import Criterion, Question
from tastekeeper.evals.memora.systems import Setting, opener
from tastekeeper.evals.memora.types import Dialogue, PersonaPeriod, Turn
from tastekeeper.evals.peers import presence, systems
from tastekeeper.evals.peers.stale import stale_texts

AT = datetime(2025, 6, 1, 9, tzinfo=UTC)
PEERS = ("mem0", "langmem")
needs = {
    peer: pytest.mark.skipif(not presence.installed(peer), reason=f"{peer} is not installed (extra peers)")
    for peer in PEERS
}
each_peer = pytest.mark.parametrize("peer", [pytest.param(peer, marks=needs[peer]) for peer in PEERS])


class WordEmbedder:
    """Unit vectors from the words of a text: texts that share words are near. No weights."""

    name, dimension, loaded = "words", 384, True

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


class Canned:
    """A chat model that gives one answer and remembers what it was asked."""

    name, reason = "canned", "test"

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.requests: list[ChatRequest] = []

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        self.requests.append(request)
        yield ChatDelta(text=self.answer)
        yield ChatDelta(finish_reason="stop")

    async def aclose(self) -> None:
        """Nothing to free."""


def setting(folder: Path, model: str | None = None) -> Setting:
    case = PersonaPeriod("ada", "weekly", (), ())
    return Setting(folder, "ada lovelace", FixedClock(AT), case, 0, model)


def dialogue(*said: str) -> Dialogue:
    turns = [Turn("user", text) for text in said]
    return Dialogue("1", AT, (*turns, Turn("assistant", "Westerns are noted, I keep all of it in mind.")))


@pytest.mark.parametrize("peer", PEERS)
def test_an_absent_peer_is_refused_before_anything_is_played(peer, monkeypatch):
    monkeypatch.setitem(presence.NEEDS, peer, ("no_such_module_here.at_all",))
    with pytest.raises(MissingExtraError, match=r"tastekeeper\[peers\].*constraints-peers\.txt"):
        opener(peer)


def test_the_other_systems_need_no_peer(monkeypatch):
    for peer in PEERS:
        monkeypatch.setitem(presence.NEEDS, peer, ("no_such_module_here",))
    assert callable(opener("append_rag")) if _landed("append") else True
    with pytest.raises(UsageError, match="mem0"):
        opener("nobody")


def _landed(module: str) -> bool:
    return (Path(systems.__file__).parents[1] / "memora" / f"{module}.py").exists()


@each_peer
def test_raw_messages_go_in_and_the_nearest_come_back(peer, tmp_path, monkeypatch):
    monkeypatch.setattr(systems, "_embedder", WordEmbedder)
    system = opener(peer)(setting(tmp_path))
    system.ingest(dialogue("I love westerns", "My dog is called Rex"))
    answer = system.ask("what is my dog called?", AT)
    system.close()
    assert answer.text.splitlines()[0] == "My dog is called Rex"
    assert set(answer.context) <= {"My dog is called Rex", "I love westerns"}
    assert len(answer.context_ids) == len(answer.context) == len(set(answer.context_ids))
    assert answer.stale_ids is None
    assert presence.versions(peer).popitem()[1] in answer.rendered_by
    assert os.environ["MEM0_TELEMETRY"] == "False"


@each_peer
def test_nothing_is_taken_back_by_what_is_said_later(peer, tmp_path, monkeypatch):
    monkeypatch.setattr(systems, "_embedder", WordEmbedder)
    system = opener(peer)(setting(tmp_path))
    system.ingest(dialogue("I love westerns"))
    system.ingest(dialogue("I no longer love westerns"))
    found = system.ask("which films do I love? westerns?", AT).context
    system.close()
    assert set(found) == {"I love westerns", "I no longer love westerns"}


@needs["mem0"]
def test_mem0_extracts_with_a_model_of_ours(tmp_path):
    from tastekeeper.evals.peers.chat import SharedChat
    from tastekeeper.evals.peers.mem0 import MEMORIES, Mem0Memory

    canned = Canned(json.dumps({"memory": [{"text": "User loves westerns", "attributed_to": "user"}]}))
    memory = Mem0Memory(tmp_path, "ada", WordEmbedder(), SharedChat(model=canned, answer_schema=MEMORIES))
    made = memory.add([("user", "Westerns are the best")], AT)
    found = memory.search("westerns", 5)
    memory.close()
    assert [one.text for one in made] == ["User loves westerns"]
    assert [(one.id, one.text) for one in found] == [(made[0].id, made[0].text)]
    assert canned.requests[0].json_schema == MEMORIES
    assert "Westerns are the best" in canned.requests[0].messages[-1].content


@needs["mem0"]
def test_a_failing_model_is_named_and_stores_nothing(tmp_path):
    from tastekeeper.evals.peers.chat import SharedChat
    from tastekeeper.evals.peers.mem0 import Mem0Memory

    class Broken(Canned):
        async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
            raise ModelError("out of memory")
            yield ChatDelta()

    memory = Mem0Memory(tmp_path, "ada", WordEmbedder(), SharedChat(model=Broken("")))
    with pytest.raises(ModelError, match="out of memory"):
        memory.add([("user", "Westerns are the best")], AT)
    assert memory.search("westerns", 5) == ()
    memory.close()


@needs["langmem"]
def test_langmem_extracts_with_a_model_of_ours():
    from tastekeeper.evals.peers.chat import SharedChat
    from tastekeeper.evals.peers.langmem import LangMemMemory

    call = {"name": "Memory", "arguments": {"content": "User loves westerns"}}
    canned = Canned(json.dumps({"calls": [call]}))
    memory = LangMemMemory(None, "ada", WordEmbedder(), SharedChat(model=canned))
    made = memory.add([("user", "Westerns are the best")], AT)
    found = memory.search("westerns", 5)
    assert [one.text for one in made] == [one.text for one in found] == ["User loves westerns"]
    memory.delete(made[0].id)
    assert memory.search("westerns", 5) == ()
    memory.close()


@each_peer
def test_extraction_needs_a_chat_model(peer, tmp_path):
    with pytest.raises(UsageError, match="needs a chat model"):
        opener(peer)(setting(tmp_path, "embedded"))


def test_tools_are_called_through_the_schema_of_the_answer():
    from pydantic import BaseModel
    from tastekeeper.evals.peers.chat import SharedChat

    class Note(BaseModel):
        """Write a note."""

        content: str

    canned = Canned('{"calls": [{"name": "Note", "arguments": {"content": "x"}}]}')
    chat = SharedChat(model=canned)
    reply = chat.bind_tools([Note], tool_choice="any").invoke("write x")
    assert [(one["name"], one["args"]) for one in reply.tool_calls] == [("Note", {"content": "x"})]
    schema = canned.requests[0].json_schema
    assert schema["properties"]["calls"]["items"]["anyOf"][0]["properties"]["name"] == {"const": "Note"}
    assert "Write a note." in canned.requests[0].messages[0].content
    assert chat.calls[0].finish == "stop"


def test_an_answer_that_was_cut_calls_nothing():
    from tastekeeper.evals.peers.chat import SharedChat

    chat = SharedChat(model=Canned('{"calls": [{"name": "Not'))
    tool = {"type": "function", "function": {"name": "note", "description": "", "parameters": {}}}
    assert chat.bind_tools([tool]).invoke("write x").tool_calls == []


def test_a_text_is_stale_where_it_names_a_forgotten_value_and_no_valid_one():
    def criterion(number: int, expect: str, target: str) -> Criterion:
        return Criterion.model_validate(
            {"id": str(number), "expect": expect, "kind": "mention", "target": target}
        )

    question = Question(
        id="q",
        task="remembering",
        text="Which genres do I like?",
        at=AT,
        criteria=(criterion(1, "presence", "drama"), criterion(2, "forgetting", "western")),
    )
    texts = ("I love westerns", "Drama, and no westerns any more", "I love drama", "My dog is called Rex")
    assert stale_texts(question, texts) == 1
