"""What is read after the reply: a model's extraction, written through the same door, told when it lands."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ...errors import TastekeeperError
from ...memory.types import Fact, WriteReport
from ..planner.acts import Understanding

if TYPE_CHECKING:
    from ...memory import Memory
    from ..models.base import ChatModel

EXTRACTOR = "model/1"
NEAREST = 16


class Later:
    """Extractions that run beside the conversation. Their reports wait here for the next turn."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._landed: list[tuple[str, WriteReport]] = []
        self.trouble: TastekeeperError | None = None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run one extraction on the current event loop."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def read(
        self,
        model: ChatModel,
        user_id: str,
        turn_id: str,
        text: str,
        at: datetime,
        *,
        asked: str = "",
        placement: str | None = None,
    ) -> None:
        """Extract from one message and write what stands. A model that fails leaves memory as it is."""
        from ..extraction_model import extract

        try:
            known = self._near(user_id, text)
            found = await extract(model, text, known, at, asked=asked, placement=placement)
        except TastekeeperError as error:
            self.trouble = error
            return
        if found.claims:
            report = self._memory.apply(user_id, turn_id, text, found.claims, extractor=EXTRACTOR)
            with self._lock:
                self._landed.append((user_id, report))

    def landed(self, user_id: str) -> tuple[WriteReport, ...]:
        """The reports of this user that nobody has been told of yet; each is given once."""
        with self._lock:
            told = tuple(report for owner, report in self._landed if owner == user_id)
            self._landed = [entry for entry in self._landed if entry[0] != user_id]
        return told

    def forget(self, user_id: str) -> None:
        """Stop what is being read and drop what was: the user's memory was erased."""
        self.stop()
        self.landed(user_id)

    def stop(self) -> None:
        """Cancel what is still being read."""
        for task in tuple(self._tasks):
            task.get_loop().call_soon_threadsafe(task.cancel)

    async def finished(self) -> None:
        """Wait for every extraction that has been started."""
        await asyncio.gather(*tuple(self._tasks), return_exceptions=True)

    def _near(self, user_id: str, text: str) -> tuple[Fact, ...]:
        """The live facts a message may speak of: the nearest by its words, then the latest said."""
        near = [fact for fact, _ in self._memory.search(user_id, text, NEAREST)]
        latest = sorted(self._memory.facts(user_id), key=lambda fact: fact.recorded_at, reverse=True)
        return tuple({fact.fact_id: fact for fact in (*near, *latest[:NEAREST])}.values())


def worth_reading(model: ChatModel | None, reads: str, text: str, understanding: Understanding) -> bool:
    """Whether a message goes to the model once the reply is out."""
    if model is None or reads == "never":
        return False
    from ..extraction_model import worth_asking

    return worth_asking(text, understanding)
