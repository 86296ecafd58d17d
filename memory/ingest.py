"""Feeds a conversation to a memory: what the readers find in each of the user's messages is written at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..errors import UsageError
from .extraction.life import readers as all_readers
from .extraction.life.conversation import Conversation
from .extraction.life.heard import LifeReader, Said
from .facade import Memory
from .types import Fact, WriteReport

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
    one that has grown adds what is new. `at` is when it was said (the memory's now unless given); what the
    memory records still bears the time of its own clock, so move that clock to replay the past.
    Raises `UsageError` for an empty id, or a time without a zone.
    """
    if not conversation_id.strip():
        raise UsageError("The conversation has no id", hint="Give one: messages are told apart by it.")
    if at is not None and at.tzinfo is None:
        raise UsageError("The time of the conversation has no zone", hint="Use datetime(..., tzinfo=UTC).")
    conversation = Conversation(all_readers() if readers is None else readers)
    reports = []
    for number, turn in enumerate(turns):
        if turn.speaker != "user":
            conversation.answer(turn.text)
            continue
        said_at = at or memory.now()
        claims = conversation.hear(turn.text, said_at, open_facts(memory, user_id))
        message = f"{conversation_id}:{number}"
        reports.append(memory.apply(user_id, message, turn.text, claims, extractor=EXTRACTOR))
    return tuple(reports)


def open_facts(memory: Memory, user_id: str) -> tuple[Fact, ...]:
    """The facts that words may end: those that hold, and those in question."""
    return (*memory.facts(user_id), *memory.contested(user_id))
