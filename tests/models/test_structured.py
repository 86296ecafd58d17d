"""Constrained answers: parsing, cut ones, and strict mode."""

from __future__ import annotations

from typing import Any

import pytest
from tastekeeper.agent.models.base import ChatMessage, ChatRequest
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.agent.models.structured import BLANK_LIMIT, BlankGuard, complete_json, strict_ready
from tastekeeper.errors import ModelError

ASK = ChatRequest(messages=(ChatMessage(role="user", content="Hi"),), json_schema={}, max_tokens=5)


@pytest.mark.parametrize("text", ['{"a": 1}', ' \n{"a": 1}\n', '```json\n{"a": 1}\n```'])
async def test_json_is_read_with_or_without_a_fence(text: str) -> None:
    assert await complete_json(ScriptedModel([text]), ASK) == {"a": 1}


async def test_a_cut_answer_says_so() -> None:
    with pytest.raises(ModelError, match=r"cut before its JSON was complete.*more than 5 tokens"):
        await complete_json(ScriptedModel([{"text": '{"a": ', "finish": "length"}]), ASK)


async def test_no_json_shows_how_it_began() -> None:
    with pytest.raises(ModelError, match=r"not the JSON asked for.*It began: 'Sure, here"):
        await complete_json(ScriptedModel(["Sure, here you are"]), ASK)


def test_blanks_are_counted_across_pieces_and_reset_by_words() -> None:
    guard = BlankGuard("here")
    for _ in range(BLANK_LIMIT):
        guard.feed(" ")
    guard.feed("x ")
    for _ in range(BLANK_LIMIT - 1):
        guard.feed("\n")
    with pytest.raises(ModelError, match="only blanks"):
        guard.feed(" ")


@pytest.mark.parametrize(
    ("schema", "ready"),
    [
        ({"type": "object", "properties": {}, "required": [], "additionalProperties": False}, True),
        ({"type": "object", "properties": {"a": {}}, "required": [], "additionalProperties": False}, False),
        ({"type": "object", "properties": {}, "required": []}, False),
        ({"type": "array", "items": {"type": "object", "properties": {}}}, False),
        ({"anyOf": [{"type": "object"}]}, False),
    ],
)
def test_strict_mode_wants_closed_objects(schema: dict[str, Any], ready: bool) -> None:
    assert strict_ready(schema) is ready
