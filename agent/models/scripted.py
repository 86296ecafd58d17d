"""A model that answers from a script: for tests and demos, selectable as `scripted:FILE.json`.

The file is a list of answers, or `{"answers": […]}`. An answer is a string, or an object:
`text` (a string, or any JSON value, which is sent as JSON), `match` (words that must occur in the request,
case apart), `repeat` (stays for later requests), `pieces` (characters a piece), `delay` (seconds before each
piece), `error` (fail with this message instead), `finish` (the finish reason).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ...errors import ModelError, UsageError
from .base import ChatDelta, ChatRequest


class ScriptedAnswer(BaseModel):
    """One answer of a script (see the module)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Any = ""
    match: str | None = None
    repeat: bool = False
    pieces: int = Field(default=8, ge=1)
    delay: float = Field(default=0.0, ge=0)
    error: str | None = None
    finish: str = "stop"

    @property
    def words(self) -> str:
        """The text as sent."""
        return self.text if isinstance(self.text, str) else json.dumps(self.text, ensure_ascii=False)

    def fits(self, request: ChatRequest) -> bool:
        """Whether the request holds the words this answer waits for."""
        if self.match is None:
            return True
        return any(self.match.casefold() in message.content.casefold() for message in request.messages)


class ScriptedModel:
    """Answers each request with the first answer that fits; a used answer is gone unless it repeats."""

    def __init__(
        self,
        answers: Iterable[ScriptedAnswer | str | dict[str, Any]],
        *,
        name: str = "scripted",
        reason: str = "scripted model asked for",
    ) -> None:
        self.name = name
        self.reason = reason
        self.requests: list[ChatRequest] = []
        self._answers = [_answer(entry) for entry in answers]

    @classmethod
    def from_file(cls, path: str | Path, *, reason: str = "scripted model asked for") -> ScriptedModel:
        """Read a script. Raises `UsageError` saying what is wrong with the file."""
        path = Path(path).expanduser()
        try:
            loaded = json.loads(path.read_text(encoding="utf-8"))
            entries = loaded["answers"] if isinstance(loaded, dict) else loaded
            answers = TypeAdapter(list[ScriptedAnswer | str]).validate_python(entries)
        except OSError as error:
            raise UsageError(f"Cannot read the script: {error.strerror or error}", where=str(path)) from error
        except (ValueError, KeyError) as error:
            first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            raise UsageError(
                f"The script is not a list of answers: {first}",
                where=str(path),
                hint='Write JSON like ["Hello.", {"match": "western", "text": "Here you are."}].',
            ) from error
        return cls(answers, name=f"scripted:{path.name}", reason=reason)

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """The next fitting answer, in pieces. Raises `ModelError` where scripted and when none is left."""
        self.requests.append(request)
        answer = self._next(request)
        words = answer.words
        for start in range(0, len(words), answer.pieces):
            await asyncio.sleep(answer.delay)
            yield ChatDelta(text=words[start : start + answer.pieces])
        if answer.error is not None:
            await asyncio.sleep(answer.delay)
            raise ModelError(answer.error, where=self.name)
        yield ChatDelta(finish_reason=answer.finish)

    async def aclose(self) -> None:
        """Nothing to free."""

    def _next(self, request: ChatRequest) -> ScriptedAnswer:
        for index, answer in enumerate(self._answers):
            if answer.fits(request):
                return answer if answer.repeat else self._answers.pop(index)
        asked = request.messages[-1].content[:80] if request.messages else ""
        raise ModelError(
            f"The script has no answer left for: {asked!r}",
            where=self.name,
            hint='Add one, or mark an answer with "repeat": true.',
        )


def _answer(entry: ScriptedAnswer | str | dict[str, Any]) -> ScriptedAnswer:
    """One entry of a script as an answer."""
    if isinstance(entry, ScriptedAnswer):
        return entry
    return ScriptedAnswer(text=entry) if isinstance(entry, str) else ScriptedAnswer(**entry)
