"""The decision step over a real socket: what goes wrong there ends in the embedded reading, in words."""

from __future__ import annotations

from typing import Any

import pytest
from tastekeeper.agent.models.endpoint import EndpointModel
from tastekeeper.agent.planner.acts import Act, DialogueContext, Intent, Understanding
from tastekeeper.agent.planner_model import Decision, decide
from tastekeeper.recommenders.data.films import FILM_SCHEMA

EMBEDDED = Understanding(acts=(Act(intent=Intent.HELP),))


class NoNames:
    """A catalogue that finds nothing in any words."""

    def link(self, text: str, prefer: Any = ()) -> tuple[Any, ...]:
        return ()


async def run(server: Any, timeout: float = 5.0) -> Decision:
    model = EndpointModel(server.url, timeout=timeout)
    try:
        return await decide(
            model,
            "hello",
            DialogueContext(),
            FILM_SCHEMA,
            lexicon=NoNames(),
            embedded=EMBEDDED,
            placement="fast",
        )
    finally:
        await model.aclose()


async def test_a_schema_answer_is_understood(server: Any) -> None:
    server.models[0]["owned_by"] = "vllm"
    server.text = '{"acts": [{"intent": "greet", "slots": {}}]}'
    decision = await run(server)
    assert [act.intent for act in decision.understanding.acts] == [Intent.GREET]
    assert decision.by_model
    assert decision.reason.startswith("tiny at http://127.0.0.1")
    sent = server.requests[0]
    assert sent["response_format"]["type"] == "json_schema"
    assert sent["vllm_xargs"] == {"placement": "fast"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"text": "Hello! How are you?"}, "not the JSON asked for"),
        ({"delay": 0.2}, "did not answer in full within 0.5 s"),
        ({"failures": [(401, "no")]}, "refused the key"),
        ({"models": []}, "serves no model"),
        ({"stop_after": 1}, "broke off"),
    ],
)
async def test_failures_hand_over_to_the_embedded_reading(
    server: Any, wrong: dict[str, Any], why: str
) -> None:
    for name, value in wrong.items():
        setattr(server, name, value)
    decision = await run(server, timeout=0.5)
    assert decision.understanding == EMBEDDED
    assert not decision.by_model
    assert why in decision.reason
