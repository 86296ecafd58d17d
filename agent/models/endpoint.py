"""Any OpenAI-compatible endpoint, vLLM first, through chat completions with streaming."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from ...errors import ModelError
from .base import ChatDelta, ChatRequest, TokenLogprob
from .endpoint_errors import TRANSPORT_ERRORS, checked_url, explain, shown_url
from .structured import BlankGuard, strict_ready

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletionChunk

    from .probe import Check

CONNECT_SECONDS = 5.0
RETRIES = 1


class EndpointModel:
    """A model behind an endpoint. Nothing is sent before the first request.

    `api_key` is sent to this endpoint only and may be None for local servers; keys and headers that the
    client library would pick up from the environment are not. Without `model`, the first model the endpoint
    lists is used. `timeout` (seconds) bounds one whole answer.
    """

    def __init__(
        self,
        base_url: str,
        *,
        model: str | None = None,
        api_key: str | None = None,
        timeout: float = 60.0,
        reason: str = "endpoint configured",
    ) -> None:
        self.base_url = checked_url(base_url)
        self.where = shown_url(self.base_url)
        self.model = model
        self.name = f"{model or 'first model'} at {self.where}"
        self.reason = reason
        self.timeout = timeout
        self._key = api_key
        self._served: tuple[str, ...] | None = None
        self._vllm: bool | None = None
        self._schema_in_json_object = False
        self._clients: dict[asyncio.AbstractEventLoop, AsyncOpenAI] = {}

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """Answer piece by piece. Raises `ModelError` (see `endpoint_errors`)."""
        try:
            deadline = asyncio.get_running_loop().time() + self.timeout
            async with asyncio.timeout_at(deadline):
                chunks = await self._open(request)
            guard = BlankGuard(self.where) if request.json_schema is not None else None
            async with aclosing(self._deltas(chunks, deadline)) as deltas:
                async for delta in deltas:
                    if guard:
                        guard.feed(delta.text)
                    yield delta
        except TRANSPORT_ERRORS as error:
            if getattr(error, "status_code", None) == 404 and self._served is None:
                await self._ask_models_quietly()
            raise self._explained(error) from error

    async def models(self) -> tuple[str, ...]:
        """The models the endpoint lists; asked once. Raises `ModelError`."""
        if self._served is None:
            try:
                page = await self._client().models.list(extra_headers=self._headers())
                listed = _listed(page)
            except TRANSPORT_ERRORS as error:
                raise self._explained(error) from error
            self._served = tuple(name for name, _ in listed)
            if any(owner == "vllm" for _, owner in listed):
                self._vllm = True
        return self._served

    async def is_vllm(self) -> bool:
        """Whether the server is a vLLM, or says it is; asked once. A server that is none raises nothing."""
        if self._vllm is None:
            await self._ask_models_quietly()
        if self._vllm is None:
            self._vllm = await self._has_version()
        return self._vllm

    async def probe(self, placement: str | None = None) -> tuple[Check, ...]:
        """Try the endpoint: its models, streaming, schemas and, when one is given, a placement. In words."""
        from .probe import probe

        return await probe(self, placement)

    async def aclose(self) -> None:
        """Close the connections of the running loop and forget those of loops that are gone."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        self._clients.clear()
        if client is not None:
            await client.close()

    def _client(self) -> AsyncOpenAI:
        """The client of the running event loop: connections cannot be shared between loops."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients = {old: client for old, client in self._clients.items() if not old.is_closed()}
            self._clients[loop] = _make_client(self.base_url, self._key, self.timeout)
        return self._clients[loop]

    def _headers(self) -> dict[str, Any]:
        """Without a key the client library wants to be told, call by call, that none is meant."""
        from openai import Omit

        return {} if self._key else {"Authorization": Omit()}

    async def _open(self, request: ChatRequest) -> Any:
        """Send the request; returns the open stream of chunks.

        Some servers take a schema only inside `json_object`; such a refusal is answered once, and remembered.
        """
        import openai

        name = self.model or await self._first_model()
        body = _body(request, name, json_object=self._schema_in_json_object)
        body["extra_headers"] = self._headers()
        if request.placement and await self.is_vllm():
            # The salt keeps vLLM from reusing cached keys and values of another placement.
            body["extra_body"] = {
                "vllm_xargs": {"placement": request.placement},
                "cache_salt": request.placement,
            }
        try:
            return await self._client().chat.completions.create(**body)
        except (openai.BadRequestError, openai.UnprocessableEntityError, openai.InternalServerError) as error:
            if request.json_schema is None or "json_schema" not in error.message:
                raise
            self._schema_in_json_object = True
            body["response_format"] = _response_format(request.json_schema, json_object=True)
            return await self._client().chat.completions.create(**body)

    async def _deltas(self, chunks: Any, deadline: float) -> AsyncGenerator[ChatDelta, None]:
        """Chunks as deltas, each awaited until the deadline at most. Closes the connection in any case."""
        try:
            pieces = chunks.__aiter__()
            finish: str | None = None
            seen = False
            while True:
                try:
                    async with asyncio.timeout_at(deadline):
                        chunk = await anext(pieces)
                except StopAsyncIteration:
                    break
                seen = True
                delta = _delta(chunk)
                finish = delta.finish_reason or finish
                yield delta
            if not seen:
                raise ValueError("it holds no piece of an answer")
            if finish is None:
                raise ModelError(
                    "The endpoint broke off in the middle of its answer", where=self.where, hint="Try again."
                )
        finally:
            await chunks.close()

    async def _first_model(self) -> str:
        """The model to use when none was named."""
        served = await self.models()
        if not served:
            raise ModelError("The endpoint serves no model", where=self.where, hint="Load one, or name one.")
        self.model = served[0]
        self.name = f"{self.model} at {self.where}"
        return self.model

    async def _ask_models_quietly(self) -> None:
        """List the models where the endpoint can; one that cannot may serve a named model all the same."""
        try:
            await self.models()
        except ModelError:
            self._served = ()

    async def _has_version(self) -> bool:
        """Whether the server's root answers `/version` as vLLM does. The key is not sent there."""
        import httpx2

        root = self.base_url.removesuffix("/v1")
        try:
            async with httpx2.AsyncClient(timeout=CONNECT_SECONDS) as plain:
                answer = await plain.get(f"{root}/version")
                found = answer.json()
        except (httpx2.HTTPError, ValueError):
            return False
        return answer.status_code == 200 and isinstance(found, dict) and isinstance(found.get("version"), str)

    def _explained(self, error: Exception) -> Exception:
        """The error for the user."""
        return explain(
            error,
            url=self.where,
            model=self.model,
            served=self._served or (),
            timeout=self.timeout,
            has_key=self._key is not None,
        )


def _make_client(base_url: str, key: str | None, timeout: float) -> AsyncOpenAI:
    """A client that knows this endpoint's key and nothing of what the environment holds for others."""
    from openai import AsyncOpenAI, Omit, Timeout

    headers: dict[str, Any] = {
        line.partition(":")[0].strip(): Omit()
        for line in os.environ.get("OPENAI_CUSTOM_HEADERS", "").split("\n")
        if ":" in line
    }
    headers["Authorization"] = f"Bearer {key}" if key else Omit()
    client = AsyncOpenAI(
        base_url=base_url,
        api_key=key or "none",
        admin_api_key="",
        organization="",
        project="",
        max_retries=RETRIES,
        timeout=Timeout(timeout, connect=min(CONNECT_SECONDS, timeout)),
        default_headers=headers,
    )
    client.organization = client.project = None
    return client


def _listed(page: Any) -> list[tuple[str, str | None]]:
    """(name, owner) of every model on the page. Raises `ValueError` when it is no list of models."""
    entries = getattr(page, "data", None)
    if not isinstance(entries, list) or not all(isinstance(getattr(e, "id", None), str) for e in entries):
        raise ValueError("it is no list of models")
    return [(entry.id, getattr(entry, "owned_by", None)) for entry in entries]


def _response_format(schema: dict[str, Any], *, json_object: bool) -> dict[str, Any]:
    """How a schema is asked for: the protocol's way, or the older one."""
    if json_object:
        return {"type": "json_object", "schema": schema}
    named: dict[str, Any] = {"name": "answer", "schema": schema}
    if strict_ready(schema):
        named["strict"] = True
    return {"type": "json_schema", "json_schema": named}


def _body(request: ChatRequest, model: str, *, json_object: bool) -> dict[str, Any]:
    """The arguments of the call."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [message.model_dump() for message in request.messages],
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "seed": request.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if request.stop:
        body["stop"] = list(request.stop)
    if request.json_schema is not None:
        body["response_format"] = _response_format(request.json_schema, json_object=json_object)
    if request.logprobs is not None:
        body |= {"logprobs": True, "top_logprobs": request.logprobs}
    return body


def _delta(chunk: ChatCompletionChunk) -> ChatDelta:
    """One chunk as a delta. Chunks without choices carry the token counts."""
    usage = getattr(chunk, "usage", None)
    counts: dict[str, Any] = {
        "prompt_tokens": usage.prompt_tokens if usage else None,
        "completion_tokens": usage.completion_tokens if usage else None,
    }
    choices = getattr(chunk, "choices", None)
    if choices is None:
        raise ValueError("a piece of it is no chat completion")
    if not choices:
        return ChatDelta(**counts)
    choice = choices[0]
    content = (choice.logprobs.content if choice.logprobs else None) or []
    logprobs = tuple(
        TokenLogprob(
            token=entry.token,
            logprob=entry.logprob,
            top={other.token: other.logprob for other in entry.top_logprobs or ()},
        )
        for entry in content
    )
    text = (choice.delta.content if choice.delta else None) or ""
    return ChatDelta(text=text, logprobs=logprobs, finish_reason=choice.finish_reason, **counts)
