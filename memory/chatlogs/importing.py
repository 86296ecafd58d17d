"""Hears chat logs into a memory: every message at its time, whatever the order of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ...errors import UsageError
from ..types import Outcome, WriteReport
from .chats import Found
from .lines import Skipped
from .ordering import in_order

if TYPE_CHECKING:
    from ..extraction.life.heard import LifeReader
    from ..facade import Memory

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ChatImport:
    """What became of a file of chats.

    `messages` are the user's; `known` of them had been heard before and changed nothing. `outcomes` counts the
    claims of the others by what became of them; `over` are the facts whose time had passed already: they came
    in as history. `undated` conversations have no time of their own. `skipped` names what could not be read.
    `reports` are the write reports of the messages that said something, in order of time.
    """

    conversations: int
    messages: int
    known: int
    undated: int
    over: int
    outcomes: dict[Outcome, int]
    skipped: tuple[Skipped, ...]
    reports: tuple[WriteReport, ...]


def import_chats(
    memory: Memory,
    user_id: str,
    found: Found,
    *,
    undated: datetime | None = None,
    readers: Sequence[LifeReader] | None = None,
    progress: Progress | None = None,
) -> ChatImport:
    """Hear the chats of a file; the assistant's turns are context only.

    What is said holds from when it was said, so that later words win over earlier ones, and over no later ones
    that are here already. `undated` is when chats without any time were held (now unless given); `progress` is
    told how many of how many messages are heard. The same file again changes nothing, and one that has grown
    adds what is new. Raises `UsageError` for a time without a zone.
    """
    from ..ingest import Listener

    if undated is not None and undated.tzinfo is None:
        raise UsageError("The time of the conversations has no zone", hint="Use datetime(..., tzinfo=UTC).")
    placed = in_order(found.chats, undated or memory.now())
    listeners = [Listener(memory, user_id, readers) for _ in found.chats]
    reports, known = [], 0
    for number, one in enumerate(placed, 1):
        if one.said.speaker != "user":
            listeners[one.chat].answer(one.said.text)
        elif listeners[one.chat].knows(one.message_id):
            listeners[one.chat].listen(one.said.text, one.at)
            known += 1
        else:
            reports.append(listeners[one.chat].hear(one.message_id, one.said.text, one.at))
        if progress is not None:
            progress(number, len(placed))
    over = len(memory.expire(user_id).entries)
    return _summary(found, reports, known, over)


def _summary(found: Found, reports: Sequence[WriteReport], known: int, over: int) -> ChatImport:
    return ChatImport(
        conversations=len(found.chats),
        messages=len(reports) + known,
        known=known,
        undated=sum(chat.begun is None for chat in found.chats),
        over=over,
        outcomes=dict(Counter(entry.outcome for report in reports for entry in report.entries)),
        skipped=found.skipped,
        reports=tuple(report for report in reports if report.entries),
    )
