"""One event loop in one thread: the async core runs there, so that any caller, sync or async, can use it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
_END = object()


class LoopThread:
    """A daemon thread with an event loop. `run` waits for a coroutine; `relay` streams an async iterator."""

    def __init__(self, name: str = "tastekeeper") -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start a coroutine on the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end, from a thread that is not the loop's own."""
        return self.submit(work).result()

    async def relay(self, source: AsyncIterator[T]) -> AsyncIterator[T]:
        """Iterate, on the caller's loop, over what `source` yields on this one."""
        here = asyncio.get_running_loop()
        queue: asyncio.Queue[Any] = asyncio.Queue()

        async def pump() -> None:
            try:
                async for value in source:
                    here.call_soon_threadsafe(queue.put_nowait, value)
            except BaseException as error:
                here.call_soon_threadsafe(queue.put_nowait, error)
                raise
            here.call_soon_threadsafe(queue.put_nowait, _END)

        future = self.submit(pump())
        try:
            while (value := await queue.get()) is not _END:
                if isinstance(value, BaseException):
                    raise value
                yield value
        finally:
            future.cancel()

    def close(self) -> None:
        """Cancel what still runs and end the thread."""
        if not self._thread.is_alive():
            return
        self.submit(self._drain()).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _drain(self) -> None:
        current = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not current]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
