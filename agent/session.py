"""The boundary of the agent: everything outside talks to it through this class and its typed events."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from ..clock import Clock, SystemClock
from ..errors import TastekeeperError, UsageError
from ..memory.ids import IdFactory
from ..memory.types import WriteReport
from ..paths import Paths
from .context import RunContext
from .dialogue.state import DialogueState
from .direct import explain_item, reaction_claims, recommend_items, review_item
from .events import Card, Event, ExplanationCard, FailureCard, Reply, Served, TurnEnded, TurnStarted
from .loop import LoopThread
from .memory_view import MemoryView
from .sanitize import clean_message
from .services import Services
from .sessions import ERASED, SessionInfo, SessionStore
from .settings import Settings
from .shelf import Progress
from .turn import TurnRunner

if TYPE_CHECKING:
    import aiosqlite

    from ..tools.results import Reviewed
    from .graph import Graph
    from .models.base import ChatModel


class Sessions:
    """The conversations of one user."""

    def __init__(self, store: SessionStore, user_id: str) -> None:
        self._store = store
        self._user = user_id

    def list(self) -> tuple[SessionInfo, ...]:
        """Latest first."""
        return self._store.list(self._user)

    def rename(self, session_id: str, title: str) -> None:
        """Give a conversation another title."""
        self._own(session_id)
        self._store.rename(session_id, title)

    def delete(self, session_id: str) -> None:
        """Remove a conversation, its transcript and its checkpoints. Memory keeps what it learned."""
        self._own(session_id)
        self._store.delete(session_id)

    def transcript(self, session_id: str) -> tuple[tuple[str, str, datetime], ...]:
        """(role, text, at) in order; empty for a conversation in which nothing was said yet."""
        if self._store.owner(session_id) is None:
            return ()
        self._own(session_id)
        return self._store.transcript(session_id)

    def _own(self, session_id: str) -> None:
        if self._store.owner(session_id) != self._user:
            raise UsageError(f"No session {session_id!r} of yours", hint="See `tastekeeper sessions list`.")


class Agent:
    """A conversation with one user. A context manager; usable from sync code and from any event loop."""

    def __init__(self, services: Services, user: str, session_id: str) -> None:
        self.user = user
        self.session_id = session_id
        self._services = services
        self._ids = IdFactory()
        self._loop = LoopThread()
        self._graph: Graph | None = None
        self._connection: aiosqlite.Connection | None = None
        self._runner: TurnRunner | None = None
        self._turn_lock = asyncio.Lock()
        self._closed = False
        self.sessions = Sessions(services.sessions, user)
        self.memory = MemoryView(services.memory, user, services.sessions, self._new_id, services.erased)

    @classmethod
    def open(
        cls,
        user: str | None = None,
        *,
        session: str | None = None,
        resume: bool = False,
        home: str | os.PathLike[str] | None = None,
        clock: Clock | None = None,
        model: str | ChatModel | None = None,
        settings: Settings | None = None,
        seed: int = 0,
        progress: Progress | None = None,
    ) -> Agent:
        """Open stores and choose a model; the catalogue and its models load at the first turn or by `warm`.

        `session` continues that conversation, `resume` the latest one; otherwise a new one begins.
        Raises `StoreError` when a store cannot be used and `UsageError` for unusable settings.
        """
        from ..memory import Memory
        from .wiring import choose_model, open_index

        paths = Paths.resolve(home).ensure()
        named = model if isinstance(model, str) else None
        settings = settings or Settings.resolve(user=user, model=named)
        user = user or settings.user
        clock = clock or SystemClock()
        sessions = SessionStore(paths.sessions_db)
        memory = Memory.open(paths.memory_db, clock=clock, index=open_index(paths, settings))
        chat_model, served = choose_model(settings, paths, model)
        services = Services(
            paths=paths,
            settings=settings,
            clock=clock,
            memory=memory,
            sessions=sessions,
            model=chat_model,
            served=served,
            seed=seed,
            progress=progress,
        )
        return cls(services, user, _session_id(sessions, user, session, resume, clock))

    @property
    def served(self) -> Served:
        """Which language engine answers, and why."""
        return self._services.served

    def now(self) -> datetime:
        """What the injected clock says."""
        return self._services.clock.now()

    def warm(self) -> None:
        """Load catalogue and models now instead of at the first turn."""
        self._services.warm()
        self._loop.run(self._ready())

    def chat(self, text: str) -> Reply:
        """Answer one message. A refusal (empty, too long, …) is a reply with `stop_reason` "failed"."""
        return self._loop.run(self._collect(text))

    async def astream(self, text: str) -> AsyncIterator[Event]:
        """The events of one turn, from any event loop; leaving the iteration stops the turn."""
        async for event in self._loop.relay(self._turn(text)):
            yield event

    def cancel(self) -> bool:
        """Stop the running turn. Returns whether there was one."""
        runner = self._runner
        if runner is None:
            return False

        async def stop() -> bool:
            return runner.stop()

        return self._loop.run(stop())

    def listen(self, text: str, *, message_id: str | None = None) -> WriteReport | None:
        """The write path alone: what a message states goes to memory, and nothing is answered."""
        services = self._services
        services.load()
        clean = clean_message(text)
        understanding = services.listen(self.user, None, clean, DialogueState(), services.clock.now())
        if not understanding.claims:
            return None
        return services.memory.apply(
            self.user, message_id or self._new_id(), clean, understanding.claims, extractor="rules/1"
        )

    def recommend(self, *, history: Sequence[str] | None = None, k: int = 10) -> tuple[Card, ...]:
        """Recommend from a history of titles or ids, or from memory when none is given."""
        return recommend_items(self._services, self.user, history, k)

    def explain(
        self,
        item: str,
        *,
        kind: Literal["why", "why_not", "change"] = "why",
        history: Sequence[str] | None = None,
    ) -> ExplanationCard:
        """Why an item is recommended, why not, or what would change it; always re-scored.

        An item of this conversation's last list is explained within the wish that made the list.
        """
        dialogue = None if history is not None else self._loop.run(self._dialogue())
        return explain_item(self._services, self.user, item, kind, history, dialogue)

    def review_evidence(self, item: str) -> Reviewed:
        """What the attached reviews of an item amount to as a set; says so where there are none."""
        return review_item(self._services, self.user, item)

    def new_session(self) -> str:
        """Begin another conversation on this open agent; memory stays. Returns its id."""
        self.session_id = self._new_id()
        return self.session_id

    def react(self, item_id: str, reaction: Literal["like", "dislike", "seen"]) -> WriteReport:
        """Remember a reaction to an item, as if it had been said."""
        text, claims = reaction_claims(self._services, item_id, reaction)
        report = self._services.memory.apply(
            self.user, self._new_id(), text, claims, extractor="reaction/1", source_kind="stated"
        )
        self._services.settle_later(self.user)
        return report

    def settled(self) -> None:
        """Wait until background work of earlier turns is done."""
        self._loop.run(self._services.later.finished())
        self._services.settled()

    def close(self) -> None:
        """Finish, then release every file and thread. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._loop.run(self._disconnect())
        self._loop.close()
        self._services.close()
        self._services.memory.close()
        self._services.sessions.close()

    def __enter__(self) -> Agent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _new_id(self) -> str:
        return self._ids.new(self._services.clock.now())

    async def _collect(self, text: str) -> Reply:
        reply: Reply | None = None
        async for event in self._turn(text):
            if isinstance(event, TurnEnded):
                reply = event.reply
        assert reply is not None, "every turn ends with TurnEnded"
        return reply

    async def _turn(self, text: str) -> AsyncIterator[Event]:
        async with self._turn_lock:
            turn_id, now = self._new_id(), self._services.clock.now()
            try:
                clean = clean_message(text)
                yield TurnStarted(turn_id=turn_id, session_id=self.session_id, text=clean, at=now)
                graph = await self._ready()
            except TastekeeperError as error:
                for event in self._refusal(turn_id, error):
                    yield event
                return
            context = RunContext(self.user, self.session_id, turn_id, clean, now, self._services)
            self._runner = TurnRunner(graph, context, self.served)
            try:
                async for event in self._runner.events():
                    if isinstance(event, TurnEnded):
                        self._record(clean, event.reply, now)
                    yield event
            finally:
                self._runner = None

    def _refusal(self, turn_id: str, error: TastekeeperError) -> tuple[Event, Event]:
        reply = Reply(
            turn_id=turn_id,
            session_id=self.session_id,
            text=str(error),
            served=self.served,
            stop_reason="failed",
        )
        card = FailureCard(what=error.what, steps=(error.hint,) if error.hint else ())
        return card, TurnEnded(reply=reply)

    def _record(self, text: str, reply: Reply, at: datetime) -> None:
        if reply.stop_reason in ("cancelled", "failed"):
            return
        store = self._services.sessions
        store.start(self.session_id, self.user, at)
        words = ERASED if reply.receipt else text
        store.record(self.session_id, reply.turn_id, words, reply.text, reply.model_dump_json(), at)
        self._services.ear.answered(self.session_id, reply.text)

    async def _ready(self) -> Graph:
        """The compiled graph over an open checkpoint file, with everything loaded off the loop's thread."""
        await asyncio.to_thread(self._services.load)
        if self._graph is None:
            from .checkpoints import connect
            from .graph import build

            self._connection, saver = await connect(self._services.paths.sessions_db)
            self._graph = build(saver)
        return self._graph

    async def _dialogue(self) -> DialogueState:
        """What this conversation has listed and wished, from its last checkpoint."""
        graph = await self._ready()
        state = await graph.aget_state({"configurable": {"thread_id": self.session_id}})
        return DialogueState.model_validate(state.values.get("dialogue") or {})

    async def _disconnect(self) -> None:
        if self._runner is not None:
            self._runner.stop()
        self._services.later.stop()
        if self._services.model is not None:
            await self._services.model.aclose()
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


def _session_id(sessions: SessionStore, user: str, session: str | None, resume: bool, clock: Clock) -> str:
    if session is not None:
        owner = sessions.owner(session)
        if owner != user:
            raise UsageError(
                f"No session {session!r} of user {user!r}", hint="See `tastekeeper sessions list`."
            )
        return session
    if resume:
        latest = sessions.list(user, limit=1)
        if latest:
            return latest[0].id
    return IdFactory().new(clock.now())
