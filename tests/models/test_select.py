"""Which model serves, and whose key goes where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.agent.models import engines
from tastekeeper.agent.models.base import ChatMessage, ChatRequest, complete
from tastekeeper.agent.models.endpoint import EndpointModel
from tastekeeper.agent.models.gguf import GgufModel
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.agent.models.select import choose
from tastekeeper.errors import UsageError
from tastekeeper.serving import find

HOST = "http://127.0.0.1:9/v1"


def install(folder: Path, key: str) -> None:
    """A file of the right name and size (sparse): what counts as installed."""
    path = find(key).path(folder)
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(find(key).bytes)


def runtimes(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(engines, "available", lambda: names)


def test_nothing_configured_is_the_embedded_planner(tmp_path: Path) -> None:
    assert choose(weights_dir=tmp_path, environ={}) == (
        None,
        "no endpoint configured and no local model installed: embedded planner",
    )


def test_embedded_wins_over_an_endpoint_when_asked_for() -> None:
    assert choose("embedded", base_url=HOST) == (None, "embedded planner asked for")


def test_a_configured_endpoint_comes_before_a_local_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "qwen-1.5b")
    runtimes(monkeypatch, "openvino-genai")
    model, reason = choose(base_url=HOST, weights_dir=tmp_path, environ={})
    assert isinstance(model, EndpointModel)
    assert reason == f"endpoint configured: {HOST}" == model.reason


def test_a_fetched_model_that_can_run_serves_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "qwen-1.5b")
    runtimes(monkeypatch, "openvino-genai")
    model, reason = choose(weights_dir=tmp_path)
    assert isinstance(model, GgufModel)
    assert reason == "no endpoint configured, local model installed: qwen-1.5b"


def test_a_fetched_model_without_its_runtime_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "qwen-0.5b")
    runtimes(monkeypatch, "openvino-genai")
    model, reason = choose(weights_dir=tmp_path)
    assert model is None
    assert "qwen-0.5b is installed but no runtime for it" in reason
    runtimes(monkeypatch, "llama-cpp-python")
    assert isinstance(choose(weights_dir=tmp_path)[0], GgufModel)


def test_packaged_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tastekeeper models pull"):
        choose("packaged", weights_dir=tmp_path)
    install(tmp_path, "qwen-0.5b")
    model, _ = choose("packaged:qwen-0.5b", weights_dir=tmp_path)
    assert isinstance(model, GgufModel)
    with pytest.raises(UsageError, match=r"qwen-1\.5b is not installed"):
        choose("packaged:qwen-1.5b", weights_dir=tmp_path)
    with pytest.raises(UsageError, match="No packaged model is called 'qwen-9b'"):
        choose("packaged:qwen-9b", weights_dir=tmp_path)


def test_gguf_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    with pytest.raises(UsageError, match="no such model file"):
        choose(f"gguf:{path}")
    path.write_bytes(b"GGUF")
    model, reason = choose(f"gguf:{path}")
    assert isinstance(model, GgufModel)
    assert reason == f"gguf:{path} asked for"


def test_scripted_by_path(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps(["x"]), encoding="utf-8")
    model, _ = choose(f"scripted:{path}")
    assert isinstance(model, ScriptedModel)


@pytest.mark.parametrize("name", ["", "gpt", "gguf:", "scripted:", "llama:x"])
def test_unknown_names_are_refused_with_the_choices(name: str) -> None:
    with pytest.raises(UsageError, match=r"names no model.*Choose auto, embedded"):
        choose(name)


def test_a_named_endpoint_model_needs_an_address() -> None:
    with pytest.raises(UsageError, match="No endpoint is configured"):
        choose("openai:m", api_key="k")


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        ({"OPENAI_API_KEY": "k"}, False),
        ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://elsewhere.example/v1"}, False),
        ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "{url}/"}, True),
        ({"OPENAI_API_KEY": "k", "TASTEKEEPER_API_KEY": "k"}, True),
        ({"OPENAI_API_KEY": "another"}, True),
        ({}, True),
    ],
)
async def test_a_key_goes_only_to_the_endpoint_it_belongs_to(
    server: Any, environ: dict[str, str], sent: bool
) -> None:
    here = {name: value.format(url=server.url) for name, value in environ.items()}
    model, reason = choose("openai:tiny", base_url=server.url, api_key="k", environ=here)
    assert model is not None
    await complete(model, ChatRequest(messages=(ChatMessage(role="user", content="Hi"),)))
    await model.aclose()
    _, headers = server.headers[-1]
    assert headers.get("authorization") == ("Bearer k" if sent else None)
    assert ("OPENAI_API_KEY was not sent" in reason) is not sent


def test_the_providers_own_address_gets_its_key() -> None:
    environ = {"OPENAI_API_KEY": "k"}
    _, reason = choose("openai:m", base_url="https://api.openai.com/v1", api_key="k", environ=environ)
    assert "not sent" not in reason
