"""One interface to every language model: async, streaming, schema-constrained, with a placement field."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable and JSON-ready."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ChatMessage(Frozen):
    """One message of a prompt."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str


class ChatRequest(Frozen):
    """One call. `json_schema` constrains the whole answer; `placement` names a supernet preset or layer list."""

    messages: tuple[ChatMessage, ...]
    json_schema: dict[str, Any] | None = None
    placement: str | None = None
    temperature: float = 0.0
    max_tokens: int = 256
    seed: int = 0
    logprobs: int | None = None
    stop: tuple[str, ...] = ()


class TokenLogprob(Frozen):
    """One generated token, its log-probability, and the alternatives that were asked for."""

    token: str
    logprob: float
    top: dict[str, float] = {}


class ChatDelta(Frozen):
    """A piece of an answer. The last one carries the finish reason and the token counts."""

    text: str = ""
    logprobs: tuple[TokenLogprob, ...] = ()
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class ChatModel(Protocol):
    """A language model. `name` says which, `reason` why it was chosen. Raises `ModelError` with what to do."""

    name: str
    reason: str

    def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """Answer piece by piece; closing the iterator stops generation."""
        ...

    async def aclose(self) -> None:
        """Free connections and weights."""
        ...


async def complete(model: ChatModel, request: ChatRequest) -> str:
    """The whole answer as one string."""
    return "".join([delta.text async for delta in model.stream(request)])
