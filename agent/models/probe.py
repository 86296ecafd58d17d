"""Try a language model and say in words what works: for `doctor`."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ...errors import TastekeeperError
from .base import ChatMessage, ChatModel, ChatRequest, Frozen
from .structured import complete_json

if TYPE_CHECKING:
    from .endpoint import EndpointModel

_ASK = (ChatMessage(role="user", content="Answer with the word yes."),)
_SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}


class Check(Frozen):
    """One thing that was tried, whether it worked, and what was seen."""

    name: str
    ok: bool
    detail: str


async def probe(model: ChatModel, placement: str | None = None) -> tuple[Check, ...]:
    """Checks of `models` (endpoints only), `streaming`, `schema`, and `placement` when one is given.

    Stops at the first list of models that cannot be had; failures are checks, never exceptions.
    """
    from .endpoint import EndpointModel

    checks: list[Check] = []
    if isinstance(model, EndpointModel):
        checks.append(await _try("models", lambda: _models(model)))
        if not checks[0].ok and model.model is None:
            return tuple(checks)
    checks.append(await _try("streaming", lambda: _streaming(model)))
    checks.append(await _try("schema", lambda: _schema(model)))
    if placement is not None:
        checks.append(await _try("placement", lambda: _placement(model, placement)))
    return tuple(checks)


async def _try(name: str, action: Callable[[], Awaitable[str]]) -> Check:
    """Run one check; what the user can act on becomes its detail."""
    try:
        return Check(name=name, ok=True, detail=await action())
    except TastekeeperError as error:
        return Check(name=name, ok=False, detail=str(error))


async def _models(model: EndpointModel) -> str:
    served = await model.models()
    kind = "a vLLM server" if await model.is_vllm() else "an OpenAI-compatible server"
    return f"{kind} with {', '.join(served[:5]) or 'no model'}{' and more' if len(served) > 5 else ''}"


async def _streaming(model: ChatModel) -> str:
    began, first, pieces, tokens = time.perf_counter(), 0.0, 0, None
    async for delta in model.stream(ChatRequest(messages=_ASK, max_tokens=8)):
        first = first or time.perf_counter() - began
        pieces += bool(delta.text)
        tokens = delta.completion_tokens or tokens
    took = time.perf_counter() - began
    counted = f", {tokens} tokens" if tokens else ""
    return f"{pieces} pieces{counted} in {took:.2f} s, the first after {first:.2f} s"


async def _schema(model: ChatModel) -> str:
    answer = await complete_json(model, ChatRequest(messages=_ASK, json_schema=_SCHEMA, max_tokens=32))
    if not isinstance(answer, dict) or answer.get("answer") not in ("yes", "no"):
        raise TastekeeperError(f"The schema was not kept: {str(answer)[:80]}", where=model.name)
    return "JSON by schema works"


async def _placement(model: ChatModel, placement: str) -> str:
    from .endpoint import EndpointModel

    if not isinstance(model, EndpointModel) or not await model.is_vllm():
        return f"not sent: only a vLLM server takes {placement!r}"
    async for _ in model.stream(ChatRequest(messages=_ASK, max_tokens=2, placement=placement)):
        pass
    return f"{placement!r} was accepted with each request (a server without the supernet plugin ignores it)"
