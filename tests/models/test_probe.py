"""What `doctor` learns about a model."""

from __future__ import annotations

from typing import Any

from tastekeeper.agent.models.endpoint import EndpointModel
from tastekeeper.agent.models.probe import probe
from tastekeeper.agent.models.scripted import ScriptedModel


async def checks(model: Any, placement: str | None = None) -> dict[str, tuple[bool, str]]:
    try:
        return {check.name: (check.ok, check.detail) for check in await probe(model, placement)}
    finally:
        await model.aclose()


async def test_a_vllm_server_in_words(server: Any) -> None:
    server.models[0]["owned_by"] = "vllm"
    server.text = '{"answer": "yes"}'
    found = await checks(EndpointModel(server.url, timeout=5), "fast")
    assert all(ok for ok, _ in found.values())
    assert found["models"][1] == "a vLLM server with tiny"
    assert "5 pieces, 3 tokens" in found["streaming"][1]
    assert "'fast' was accepted" in found["placement"][1]


async def test_a_server_that_ignores_the_schema_is_told_on(server: Any) -> None:
    server.text = '{"answer": "perhaps"}'
    found = await checks(EndpointModel(server.url, timeout=5), "fast")
    assert found["schema"][0] is False
    assert "schema was not kept" in found["schema"][1]
    assert found["placement"] == (True, "not sent: only a vLLM server takes 'fast'")


async def test_an_unreachable_server_is_one_failed_check() -> None:
    found = await checks(EndpointModel("http://127.0.0.1:9/v1", timeout=2))
    assert list(found) == ["models"]
    assert found["models"][0] is False
    assert "cannot be reached" in found["models"][1]


async def test_any_model_can_be_tried() -> None:
    found = await checks(ScriptedModel(["yes", {"text": {"answer": "no"}}]))
    assert {name: ok for name, (ok, _) in found.items()} == {"streaming": True, "schema": True}


async def test_the_endpoint_has_its_own_probe(server: Any) -> None:
    server.text = '{"answer": "yes"}'
    model = EndpointModel(server.url, timeout=5)
    assert [check.name for check in await model.probe()] == ["models", "streaming", "schema"]
    await model.aclose()
