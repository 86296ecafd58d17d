"""A real GGUF, where the tester points at one: TASTEKEEPER_TEST_GGUF=/path/model.gguf pytest -m llm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tastekeeper.agent.models import engines
from tastekeeper.agent.models.base import ChatMessage, ChatRequest, complete
from tastekeeper.agent.models.gguf import GgufModel
from tastekeeper.agent.models.structured import complete_json

pytestmark = pytest.mark.llm
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}


@pytest.fixture
def file() -> Path:
    path = os.environ.get("TASTEKEEPER_TEST_GGUF")
    if not path or not engines.available():
        pytest.skip("no weights (TASTEKEEPER_TEST_GGUF) or no runtime")
    return Path(path)


async def test_streams_keeps_a_schema_and_stops(file: Path) -> None:
    model = GgufModel(file, timeout=300)
    ask = ChatRequest(messages=(ChatMessage(role="user", content="Is water wet?"),), max_tokens=40)
    assert await complete(model, ask)
    answer = await complete_json(model, ask.model_copy(update={"json_schema": SCHEMA}))
    assert answer["answer"] in ("yes", "no")
    stream = model.stream(ask.model_copy(update={"max_tokens": 400}))
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    assert await complete(model, ask.model_copy(update={"max_tokens": 4}))
    await model.aclose()
