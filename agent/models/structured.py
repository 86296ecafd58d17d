"""Schema-constrained answers: read them, and stop those that will never end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from ...errors import ModelError
from .base import ChatDelta, ChatModel, ChatRequest

BLANK_LIMIT = 200
"""Blank characters in a row after which a constrained answer counts as stuck. JSON allows blanks between any
two tokens, so a constrained model may write nothing else until its tokens run out."""


NO_BLANKS = '{"backend": "xgrammar", "disable_any_whitespace": true}'
"""The setting of a vLLM server that rules such blanks out."""


class BlankGuard:
    """Watches a constrained answer for an endless run of blanks."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._run = 0

    def feed(self, text: str) -> None:
        """Count `text`; raises `ModelError` once the run of blanks is too long."""
        kept = text.rstrip()
        self._run = len(text) - len(kept) if kept else self._run + len(text)
        if self._run > BLANK_LIMIT:
            raise ModelError(
                "The model writes only blanks where JSON was asked for",
                where=self.where,
                hint=f"With vLLM, start the server with --structured-outputs-config '{NO_BLANKS}'.",
            )


async def complete_json(model: ChatModel, request: ChatRequest) -> Any:
    """The answer to a request with `json_schema`, parsed. Raises `ModelError` when it is cut or no JSON."""
    pieces: list[str] = []
    finish: str | None = None
    stream: AsyncIterator[ChatDelta] = model.stream(request)
    async for delta in stream:
        pieces.append(delta.text)
        finish = delta.finish_reason or finish
    text = "".join(pieces)
    try:
        return json.loads(unfenced(text))
    except ValueError as error:
        cut = finish == "length"
        raise ModelError(
            "The answer was cut before its JSON was complete"
            if cut
            else "The answer is not the JSON asked for",
            where=model.name,
            hint=f"Allow more than {request.max_tokens} tokens." if cut else f"It began: {text[:80]!r}.",
        ) from error


def unfenced(text: str) -> str:
    """The text without a Markdown code fence around it, which some models add unasked."""
    text = text.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rstrip().removesuffix("```")
    return text.strip()


def strict_ready(schema: Any) -> bool:
    """Whether every object of a schema is closed and requires all it has, as strict mode demands."""
    if isinstance(schema, list):
        return all(strict_ready(part) for part in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object":
        names = set(schema.get("properties", {}))
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != names:
            return False
    return all(strict_ready(part) for part in schema.values())
