"""One turn, run as a task of its own so that it can be stopped at any await."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, cast

from ..errors import TastekeeperError
from ..memory.types import WriteReport
from .context import RunContext
from .events import AuditReport, Event, FailureCard, MemoryWritten, Reply, Served, TurnEnded

if TYPE_CHECKING:
    from .graph import Graph

_END = object()


class TurnRunner:
    """Streams the events of one run of the graph; `stop` cancels it wherever it is."""

    def __init__(self, graph: Graph, context: RunContext, served: Served) -> None:
        self._graph = graph
        self._context = context
        self._served = served
        self._task: asyncio.Task[None] | None = None
        self._started = time.perf_counter()
        self._report: WriteReport | None = None
        self.reply: Reply | None = None

    def stop(self) -> bool:
        """Cancel the run. Returns whether there was one to cancel."""
        return self._task is not None and not self._task.done() and self._task.cancel()

    async def events(self) -> AsyncIterator[Event]:
        """Every event of the turn, `TurnEnded` last, whatever happens in between."""
        queue: asyncio.Queue[Any] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(queue.put_nowait))
        try:
            while (event := await queue.get()) is not _END:
                yield cast(Event, event)
            yield TurnEnded(reply=await self._outcome())
        finally:
            self._task.cancel()

    async def _run(self, put: Callable[[object], None]) -> None:
        config: Any = {"configurable": {"thread_id": self._context.session_id}, "recursion_limit": 25}
        try:
            async for event in self._graph.astream(
                {}, config, context=self._context, stream_mode="custom", durability="exit"
            ):
                if isinstance(event, Reply):
                    self.reply = event
                    continue
                if isinstance(event, MemoryWritten):
                    self._report = event.report
                put(event)
        except TastekeeperError as error:
            steps = (error.hint,) if error.hint else ()
            put(
                FailureCard(
                    what=error.what if not error.where else f"{error.what} ({error.where})", steps=steps
                )
            )
            raise
        finally:
            put(_END)

    async def _outcome(self) -> Reply:
        """The reply of the run, or an honest stand-in when it was stopped or failed."""
        assert self._task is not None
        try:
            await asyncio.shield(self._task)
        except asyncio.CancelledError:
            if not self._task.cancelled():
                raise
            return self._stand_in("cancelled", "Stopped." + self._kept())
        except TastekeeperError as error:
            return self._stand_in("failed", f"{error}{self._kept()}")
        assert self.reply is not None, "the graph ended without a reply"
        return self.reply.model_copy(update={"seconds": time.perf_counter() - self._started})

    def _kept(self) -> str:
        if self._report is None or not self._report.changed:
            return " Nothing was stored."
        return " What you told me is remembered; say “undo that” to take it back."

    def _stand_in(self, stop: Any, text: str) -> Reply:
        return Reply(
            turn_id=self._context.turn_id,
            session_id=self._context.session_id,
            text=text,
            report=self._report,
            audit=AuditReport(),
            served=self._served,
            stop_reason=stop,
            seconds=time.perf_counter() - self._started,
        )
