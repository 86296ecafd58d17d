"""Who says an answer: the templates, or a chat model whose words are checked against the context."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ...errors import TastekeeperError
from ...memory.answering.with_model import render_with

if TYPE_CHECKING:
    from ...agent.models.base import ChatModel
    from ...memory.answering.packed import Answered

MAX_TOKENS = 700


class Speaker:
    """Says answers by templates, or by the model that is named. Where the model fails the template stands."""

    def __init__(self, model: str | None) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._model: ChatModel | None = None
        if model is not None and model != "embedded":
            from ...paths import Paths
            from ..models import open_model

            self._model = open_model(model, Paths.resolve().weights_dir, "answer")
            self._loop = asyncio.new_event_loop()

    def said(self, answered: Answered) -> Answered:
        """The answer as it is read by a person; `rendered_by` and `why` tell whose words they are."""
        if self._model is None or self._loop is None:
            return answered
        try:
            rendered = self._loop.run_until_complete(
                render_with(self._complete, answered.packed, answered.asked, name=self._model.name)
            )
        except TastekeeperError as error:
            return answered.model_copy(update={"why": f"the model failed: {error.what}"})
        return answered.model_copy(update=rendered.model_dump())

    async def _complete(self, prompt: str) -> str:
        from ...agent.models.base import ChatMessage, ChatRequest, complete

        if self._model is None:
            return ""
        message = ChatMessage(role="user", content=prompt)
        return await complete(self._model, ChatRequest(messages=(message,), max_tokens=MAX_TOKENS))

    def close(self) -> None:
        """Let go of the model."""
        if self._model is not None and self._loop is not None:
            self._loop.run_until_complete(self._model.aclose())
            self._loop.close()
            self._model = self._loop = None
