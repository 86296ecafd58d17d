"""Feeds a conversation to a memory: what the readers find in each of the user's messages is written at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..errors import UsageError
from .extraction.life import readers as all_readers
from .extraction.life.conversation import Conversation
from .extraction.life.heard import LifeReader, Said
from .facade import Memory
from .types import Claim, Fact, WriteReport

EXTRACTOR = "life/1"


def ingest(
    memory: Memory,
    user_id: str,
    turns: Sequence[Said],
    *,
    conversation_id: str,
    at: datetime | None = None,
    readers: Sequence[LifeReader] | None = None,
) -> tuple[WriteReport, ...]:
    """Read one conversation into `memory`, a report for each of the user's messages.

    The turn at position n is the message `conversation_id:n`; the same conversation again changes nothing, and
    one that has grown adds what is new. `at` is when it was said (the memory's now unless given); what was said
    in the past holds from then (see `Memory.apply`), and what the memory records still bears the time of its
    own clock. Raises `UsageError` for an empty id, or a time without a zone.
    """
    if not conversation_id.strip():
        raise UsageError("The conversation has no id", hint="Give one: messages are told apart by it.")
    if at is not None and at.tzinfo is None:
        raise UsageError("The time of the conversation has no zone", hint="Use datetime(..., tzinfo=UTC).")
    listener = Listener(memory, user_id, readers)
    reports = []
    for number, turn in enumerate(turns):
        if turn.speaker == "user":
            reports.append(listener.hear(f"{conversation_id}:{number}", turn.text, at))
        else:
            listener.answer(turn.text)
    return tuple(reports)


class Listener:
    """Hears one conversation, message by message, and writes what the user says in it."""

    def __init__(self, memory: Memory, user_id: str, readers: Sequence[LifeReader] | None = None) -> None:
        self._memory = memory
        self._user = user_id
        self._conversation = Conversation(all_readers() if readers is None else readers)

    def answer(self, text: str) -> None:
        """Take note of what the assistant said."""
        self._conversation.answer(text)

    def knows(self, message_id: str) -> bool:
        """Whether a message was heard and written before."""
        return self._memory.applied(self._user, message_id, EXTRACTOR)

    def listen(self, text: str, at: datetime | None = None) -> tuple[Claim, ...]:
        """The claims of the user's next message, which is not written: for one that was written before."""
        said_at, live = self._said_at(at), open_facts(self._memory, self._user, at)
        return self._conversation.hear(text, said_at, live)

    def hear(self, message_id: str, text: str, at: datetime | None = None) -> WriteReport:
        """Write what the user's next message says. `at` is when it was said, now unless given."""
        claims, said_at = self.listen(text, at), self._said_at(at)
        past = said_at if said_at < self._memory.now() else None
        return self._memory.apply(self._user, message_id, text, claims, extractor=EXTRACTOR, said_at=past)

    def _said_at(self, at: datetime | None) -> datetime:
        # A moment ahead of the clock is a clock that went wrong elsewhere.
        now = self._memory.now()
        return now if at is None else min(at, now)


def open_facts(memory: Memory, user_id: str, at: datetime | None = None) -> tuple[Fact, ...]:
    """The facts that words said at `at` (now unless given) may end: those that held, and those in question."""
    if at is None or at >= memory.now():
        return (*memory.facts(user_id), *memory.contested(user_id))
    asked = (fact for fact in memory.contested(user_id) if fact.valid_from <= at)
    return (*memory.facts(user_id, at=at), *asked)
