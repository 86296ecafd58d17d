"""A local model in this process: loaded on first use, run in a worker thread, streamed to the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from ...errors import ModelError, UsageError
from .base import ChatDelta, ChatRequest
from .engines import Engine, Finish, load
from .structured import BlankGuard

Loader = Callable[[Path], Engine]


class GgufModel:
    """Weights on this disk: a GGUF file, or a folder with an OpenVINO model.

    Requests run one at a time. Closing the stream stops generation at the next token. A placement is of no
    meaning here and is ignored. `timeout` (seconds) bounds one answer, loading apart.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        reason: str = "local model asked for",
        timeout: float = 60.0,
        threads: int | None = None,
        loader: Loader | None = None,
    ) -> None:
        self.path = Path(path).expanduser()
        if not self.path.exists():
            raise UsageError(
                "There is no such model file",
                where=str(self.path),
                hint="Give the path of a .gguf file, or fetch one with `tastekeeper models pull`.",
            )
        self.name = self.path.name.removesuffix(".gguf")
        self.reason = reason
        self.timeout = timeout
        self._load = loader or (lambda file: load(file, threads=threads))
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._closed = False

    async def load(self) -> None:
        """Load the weights before the first request. Raises `ModelError` or `MissingExtraError`."""
        await asyncio.to_thread(self._ready)

    async def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """Answer piece by piece. Raises `ModelError`, `MissingExtraError` or `StoreError`."""
        await self.load()
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | Finish | BaseException] = asyncio.Queue()
        stop = threading.Event()

        def put(value: str | Finish | BaseException) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, value)

        thread = threading.Thread(
            target=self._work, args=(request, put, stop), name="tastekeeper-model", daemon=True
        )
        thread.start()
        guard = BlankGuard(self.name) if request.json_schema is not None else None
        deadline = loop.time() + self.timeout
        try:
            while True:
                value = await self._next(queue, deadline)
                if isinstance(value, BaseException):
                    raise value
                if isinstance(value, Finish):
                    yield ChatDelta(
                        finish_reason=value.reason,
                        prompt_tokens=value.prompt_tokens,
                        completion_tokens=value.completion_tokens,
                    )
                    return
                if guard:
                    guard.feed(value)
                yield ChatDelta(text=value)
        finally:
            stop.set()

    async def aclose(self) -> None:
        """Stop what runs and free the weights."""
        self._closed = True
        await asyncio.to_thread(self._free)

    async def _next(self, queue: asyncio.Queue[Any], deadline: float) -> Any:
        try:
            async with asyncio.timeout_at(deadline):
                return await queue.get()
        except TimeoutError as error:
            raise ModelError(
                f"The local model did not finish within {self.timeout:g} s",
                where=self.name,
                hint="Give it more time with TASTEKEEPER_MODEL_TIMEOUT, or use a smaller model.",
            ) from error

    def _work(
        self, request: ChatRequest, put: Callable[[str | Finish | BaseException], None], stop: threading.Event
    ) -> None:
        """Body of the worker thread: wait for the model, then generate until done or stopped."""

        def on_text(text: str) -> bool:
            if not stop.is_set():
                put(text)
            return not (stop.is_set() or self._closed)

        try:
            with self._lock:
                if stop.is_set() or self._engine is None:
                    raise ModelError("The model was closed", where=self.name)
                put(self._engine.generate(request, on_text))
        except BaseException as error:  # handed over to the awaiting side, which raises it
            put(error)

    def _ready(self) -> Engine:
        """The engine, loaded once, whoever asks first."""
        with self._lock:
            if self._closed:
                raise ModelError("The model was closed", where=self.name)
            if self._engine is None:
                self._engine = self._load(self.path)
                self.name = f"{self.name} ({self._engine.runtime})"
            return self._engine

    def _free(self) -> None:
        with self._lock:
            self._engine = None
