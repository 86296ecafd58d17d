"""The endpoint client against a real socket."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from tastekeeper.agent.models.base import ChatDelta, ChatMessage, ChatRequest, complete
from tastekeeper.agent.models.endpoint import EndpointModel
from tastekeeper.errors import ModelError, UsageError

SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "string"}},
    "required": ["a"],
    "additionalProperties": False,
}


def ask(**more: Any) -> ChatRequest:
    return ChatRequest(messages=(ChatMessage(role="user", content="Hi"),), **more)


@pytest.fixture
async def model(server: Any) -> Any:
    made: list[EndpointModel] = []

    def make(**more: Any) -> EndpointModel:
        made.append(EndpointModel(server.url, **{"model": "tiny", "timeout": 5.0, **more}))
        return made[-1]

    yield make
    for one in made:
        await one.aclose()


Make = Callable[..., EndpointModel]


async def failure(model: EndpointModel, **more: Any) -> str:
    with pytest.raises(ModelError) as caught:
        await complete(model, ask(**more))
    return str(caught.value)


async def test_streams_pieces_then_finish_and_usage(server: Any, model: Make) -> None:
    deltas = [delta async for delta in model().stream(ask(stop=("END",), seed=5, max_tokens=9))]
    assert [d.text for d in deltas if d.text] == ["Hell", "o th", "ere."]
    assert [d.finish_reason for d in deltas if d.finish_reason] == ["stop"]
    assert (deltas[-1].prompt_tokens, deltas[-1].completion_tokens) == (7, 3)
    sent = server.requests[0]
    assert sent["stream"] is True
    assert (sent["stop"], sent["seed"], sent["max_tokens"], sent["temperature"]) == (["END"], 5, 9, 0.0)


async def test_the_given_key_is_sent_and_nothing_of_the_environment(
    server: Any, model: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "other-key")
    monkeypatch.setenv("OPENAI_ORG_ID", "other-org")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "other-project")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer stray\nX-Stray: secret")
    await complete(model(api_key="mine"), ask())
    await complete(model(), ask())
    with_key, without = (headers for path, headers in server.headers if path.endswith("completions"))
    assert with_key["authorization"] == "Bearer mine"
    assert "authorization" not in without
    for headers in (with_key, without):
        assert not {"openai-organization", "openai-project", "x-stray"} & headers.keys()
        assert not any("other" in value or "stray" in value for value in headers.values())


async def test_without_a_name_the_first_model_listed_is_used(server: Any, model: Make) -> None:
    chosen = model(model=None)
    await complete(chosen, ask())
    assert server.requests[0]["model"] == "tiny"
    assert chosen.name.startswith("tiny at http://127.0.0.1")


async def test_no_model_served(server: Any, model: Make) -> None:
    server.models = []
    assert "serves no model" in await failure(model(model=None))


async def test_unknown_model_names_those_served(server: Any, model: Make) -> None:
    chosen = model(model="huge")
    await chosen.models()
    said = await failure(chosen)
    assert "does not serve 'huge'" in said
    assert "It serves: tiny" in said


async def test_unknown_model_is_explained_even_when_the_list_was_not_asked_for(
    server: Any, model: Make
) -> None:
    assert "It serves: tiny" in await failure(model(model="huge"))


@pytest.mark.parametrize(
    ("status", "message", "expected"),
    [
        (401, "no", "refused the key (401)"),
        (400, "This model's maximum context length is 2048 tokens", "longer than the model's context"),
        (400, "temperature out of range", "refused the request (400): "),
        (500, "engine died", "failed (500): "),
    ],
)
async def test_refusals_are_explained(
    server: Any, model: Make, status: int, message: str, expected: str
) -> None:
    server.failures = [(status, message)] * 3
    said = await failure(model())
    assert expected in said
    assert "127.0.0.1" in said


async def test_key_hint_depends_on_whether_one_was_given(server: Any, model: Make) -> None:
    server.failures = [(401, "no")] * 2
    assert "Give a key" in await failure(model())
    assert "Check the key" in await failure(model(api_key="k"))


async def test_an_overloaded_server_is_tried_once_more(server: Any, model: Make) -> None:
    server.failures = [(503, "busy")]
    assert await complete(model(), ask()) == "Hello there."
    server.failures = [(503, "busy")] * 2
    assert "failed (503)" in await failure(model())


async def test_unreachable_says_where_and_what_to_do() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = await failure(EndpointModel(f"http://127.0.0.1:{port}/v1", model="m", timeout=3))
    assert "cannot be reached" in said
    assert f"127.0.0.1:{port}" in said
    assert "Start the server" in said


async def test_a_dripping_answer_ends_at_the_deadline(server: Any, model: Make) -> None:
    server.delay, server.text = 0.1, "x" * 400
    began = time.perf_counter()
    said = await failure(model(timeout=0.5))
    assert "within 0.5 s" in said
    assert time.perf_counter() - began < 3


async def test_a_broken_off_answer_is_no_answer(server: Any, model: Make) -> None:
    server.stop_after = 1
    assert "broke off" in await failure(model())


async def test_an_error_in_the_middle_surfaces(server: Any, model: Make) -> None:
    server.error_event = "out of memory"
    said = await failure(model())
    assert "broke off with an error" in said
    assert "out of memory" in said


@pytest.mark.parametrize("raw", [b"data: {not json}\n\n", b"<html>hello</html>", b'data: {"x": 1}\n\n'])
async def test_an_unreadable_answer_is_explained(server: Any, model: Make, raw: bytes) -> None:
    server.raw = raw
    assert "cannot be read" in await failure(model())


async def test_a_malformed_list_of_models(server: Any, model: Make) -> None:
    server.models = [{"name": "nameless"}]
    with pytest.raises(ModelError, match="no list of models"):
        await model(model=None).models()


async def test_schema_goes_as_json_schema_and_strict_where_it_qualifies(server: Any, model: Make) -> None:
    server.text = '{"a": "b"}'
    await complete(model(), ask(json_schema=SCHEMA))
    loose = {**SCHEMA, "required": []}
    await complete(model(), ask(json_schema=loose))
    strict, free = (body["response_format"]["json_schema"] for body in server.requests)
    assert strict["schema"] == SCHEMA
    assert strict["strict"] is True
    assert "strict" not in free


async def test_servers_that_want_the_schema_in_json_object(server: Any, model: Make) -> None:
    server.refuse_json_schema, server.text = True, '{"a": "b"}'
    chosen = model()
    assert await complete(chosen, ask(json_schema=SCHEMA)) == '{"a": "b"}'
    before = len(server.requests)
    await complete(chosen, ask(json_schema=SCHEMA))
    assert len(server.requests) == before + 1
    assert server.requests[-1]["response_format"] == {"type": "json_object", "schema": SCHEMA}


async def test_endless_blanks_are_cut_short(server: Any, model: Make) -> None:
    server.text, server.pieces = "{" + " " * 4000, 50
    assert "only blanks" in await failure(model(), json_schema=SCHEMA)
    assert await complete(model(), ask()) == server.text


@pytest.mark.parametrize("sign", ["owner", "version"])
async def test_placement_travels_to_vllm_with_its_cache_salt(server: Any, model: Make, sign: str) -> None:
    if sign == "owner":
        server.models[0]["owned_by"] = "vllm"
    else:
        server.version = {"version": "0.32.0"}
    chosen = model(api_key="mine")
    await complete(chosen, ask(placement="fast"))
    await complete(chosen, ask(placement="fast"))
    await complete(chosen, ask())
    first, _, plain = server.requests
    assert first["vllm_xargs"] == {"placement": "fast"}
    assert first["cache_salt"] == "fast"
    assert not {"vllm_xargs", "cache_salt"} & plain.keys()
    asked = [path for path, _ in server.headers if not path.endswith("completions")]
    assert len(asked) == len(set(asked)), "what kind of server it is is asked once"
    assert all("authorization" not in headers for path, headers in server.headers if path == "/version")


async def test_placement_is_not_sent_to_others(server: Any, model: Make) -> None:
    server.models_status = 404
    await complete(model(), ask(placement="fast"))
    assert "vllm_xargs" not in server.requests[0]


async def test_logprobs(server: Any, model: Make) -> None:
    server.logprobs = True
    deltas: list[ChatDelta] = [delta async for delta in model().stream(ask(logprobs=1))]
    assert server.requests[0]["top_logprobs"] == 1
    assert deltas[0].logprobs[0].token == "Hell"
    assert deltas[0].logprobs[0].top == {"Hi": -0.25}


async def test_closing_the_stream_hangs_up(server: Any, model: Make) -> None:
    server.delay, server.text = 0.02, "x" * 4000
    stream = model().stream(ask())
    assert (await anext(stream)).text == "xxxx"
    await stream.aclose()  # type: ignore[attr-defined]
    assert server.hung_up.wait(5)


@pytest.mark.parametrize("url", ["localhost:8000/v1", "ftp://host/v1", "", "http:///v1"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageError, match="not an endpoint's address"):
        EndpointModel(url)


def test_a_password_in_the_address_is_not_shown() -> None:
    model = EndpointModel("http://me:secret@127.0.0.1:9/v1/?key=secret", model="m")
    assert "secret" not in f"{model.name} {model.where}"
