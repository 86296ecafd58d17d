"""The scripted model, from Python and from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.agent.models.base import ChatMessage, ChatRequest, complete
from tastekeeper.agent.models.scripted import ScriptedAnswer, ScriptedModel
from tastekeeper.errors import ModelError, UsageError


def ask(text: str = "Hi") -> ChatRequest:
    return ChatRequest(messages=(ChatMessage(role="user", content=text),))


async def test_answers_in_order_then_runs_out() -> None:
    model = ScriptedModel(["one", {"text": {"n": 2}}])
    assert await complete(model, ask()) == "one"
    assert json.loads(await complete(model, ask())) == {"n": 2}
    with pytest.raises(ModelError, match="no answer left for: 'third'"):
        await complete(model, ask("third"))
    assert [request.messages[0].content for request in model.requests] == ["Hi", "Hi", "third"]


async def test_answers_by_what_the_request_holds() -> None:
    model = ScriptedModel([{"match": "Western", "text": "w", "repeat": True}, "other"])
    said = [await complete(model, ask(text)) for text in ("a western", "a comedy", "WESTERNS")]
    assert said == ["w", "other", "w"]


async def test_streams_by_pieces_with_a_finish_reason() -> None:
    model = ScriptedModel([ScriptedAnswer(text="abcdef", pieces=4, finish="length")])
    deltas = [delta async for delta in model.stream(ask())]
    assert [(d.text, d.finish_reason) for d in deltas] == [("abcd", None), ("ef", None), ("", "length")]


async def test_fails_after_the_words_it_still_says() -> None:
    stream = ScriptedModel([{"text": "so", "error": "power cut"}]).stream(ask())
    assert (await anext(stream)).text == "so"
    with pytest.raises(ModelError, match="power cut"):
        await anext(stream)


async def test_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    await complete(ScriptedModel([{"text": "ab", "pieces": 1, "delay": 0.5}]), ask())
    assert slept == [0.5, 0.5]


@pytest.mark.parametrize("content", [["hello"], {"answers": ["hello"]}])
async def test_reads_a_file(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "script.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    model = ScriptedModel.from_file(path)
    assert model.name == "scripted:script.json"
    assert await complete(model, ask()) == "hello"


@pytest.mark.parametrize(
    "content", ["{", '{"other": []}', '[{"txt": "typo"}]', "[1]", '[{"text": "x", "pieces": 0}]']
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "script.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"not a list of answers.*script\.json"):
        ScriptedModel.from_file(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot read the script.*absent\.json"):
        ScriptedModel.from_file(tmp_path / "absent.json")
