"""One of the product's chat models as a LangChain model, so that the peers are driven by the same weights.

A local model calls no tools by itself: an answer bound to a JSON schema that lists the offered tools takes the
place of a tool call. That is the most favourable way for a peer: what comes back always has the right form
unless it is cut by the limit of tokens.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Literal

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, Field, PrivateAttr

from ...agent.models.base import ChatMessage, ChatModel, ChatRequest

Role = Literal["system", "user", "assistant", "tool"]
ROLES: dict[str, Role] = {"system": "system", "human": "user", "ai": "assistant", "tool": "tool"}
CALL = 'Answer with JSON only: {"calls": [{"name": TOOL, "arguments": {...}}]}. The tools:'


@dataclass(frozen=True, slots=True)
class Call:
    """What one call of the model took: seconds, characters read and written, and how it ended."""

    seconds: float
    read: int
    written: int
    finish: str


class SharedChat(BaseChatModel):
    """`model` behind LangChain's interface. `answer_schema` binds answers that offer no tools."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    model: Any
    answer_schema: dict[str, Any] | None = None
    max_tokens: int = Field(default=512)
    _calls: list[Call] = PrivateAttr(default_factory=list)

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call so far."""
        return tuple(self._calls)

    @property
    def _llm_type(self) -> str:
        return "tastekeeper"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offer tools; they are called through the answer's schema, whatever `tool_choice` says."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        tools: list[dict[str, Any]] = [tool["function"] for tool in kwargs.get("tools") or ()]
        prompt = [_message(message) for message in messages]
        if tools:
            prompt = _offer(prompt, tools)
        request = ChatRequest(
            messages=tuple(prompt),
            json_schema=calls_schema(tools) if tools else self.answer_schema,
            max_tokens=self.max_tokens,
            stop=tuple(stop or ()),
        )
        text = asyncio.run(self._complete(self.model, request))
        return ChatResult(generations=[ChatGeneration(message=_reply(text, bool(tools)))])

    async def _complete(self, model: ChatModel, request: ChatRequest) -> str:
        begin, pieces, finish = perf_counter(), list[str](), ""
        async for delta in model.stream(request):
            pieces.append(delta.text)
            finish = delta.finish_reason or finish
        text = "".join(pieces)
        read = sum(len(message.content) for message in request.messages)
        self._calls.append(Call(perf_counter() - begin, read, len(text), finish))
        return text


def calls_schema(tools: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The JSON schema of a list of calls of these tools (each with `name` and `parameters`)."""
    choices = [
        {
            "type": "object",
            "properties": {"name": {"const": tool["name"]}, "arguments": tool["parameters"]},
            "required": ["name", "arguments"],
            "additionalProperties": False,
        }
        for tool in tools
    ]
    return {
        "type": "object",
        "properties": {"calls": {"type": "array", "items": {"anyOf": choices}, "maxItems": 8}},
        "required": ["calls"],
        "additionalProperties": False,
    }


def _message(message: BaseMessage) -> ChatMessage:
    return ChatMessage(role=ROLES.get(message.type, "user"), content=str(message.text))


def _offer(prompt: list[ChatMessage], tools: Sequence[dict[str, Any]]) -> list[ChatMessage]:
    """The prompt with the tools described in its system message."""
    words = "\n".join([CALL, *(json.dumps(tool) for tool in tools)])
    if prompt and prompt[0].role == "system":
        first = prompt[0].model_copy(update={"content": f"{prompt[0].content}\n\n{words}"})
        return [first, *prompt[1:]]
    return [ChatMessage(role="system", content=words), *prompt]


def _reply(text: str, called: bool) -> AIMessage:
    """The model's answer; with tools, the calls it holds (none where the JSON was cut)."""
    if not called:
        return AIMessage(content=text)
    try:
        wanted = json.loads(text)["calls"]
    except (ValueError, KeyError, TypeError):
        return AIMessage(content=text)
    return AIMessage(
        content="",
        tool_calls=[
            {"name": one["name"], "args": one["arguments"], "id": f"call-{number}", "type": "tool_call"}
            for number, one in enumerate(wanted)
        ],
    )
