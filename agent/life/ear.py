"""The ear of a process: one `Conversation` for each session that is being held, rebuilt where it is missing.

What was said is kept in the session store and nowhere else on disk; here it lives for as long as the process.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...memory.types import Claim, Fact

if TYPE_CHECKING:
    from ...memory.extraction.life.conversation import Conversation
    from ..sessions import SessionStore

KEPT = 16
TURNS = 40
"""So many of the latest turns are heard again when a conversation is taken up after a restart."""


class Ear:
    """Hears messages in their conversations. Safe to use from several threads."""

    def __init__(self, sessions: SessionStore) -> None:
        self._sessions = sessions
        self._held: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def hear(
        self, session_id: str | None, text: str, at: datetime, live: Sequence[Fact]
    ) -> tuple[Claim, ...]:
        """The claims of one message. Without a session it is heard alone."""
        if session_id is None:
            return _conversation().hear(text, at, live)
        with self._lock:
            return self._conversation(session_id).hear(text, at, live)

    def answered(self, session_id: str, text: str) -> None:
        """Take note of the reply, which may ask what the next message answers."""
        with self._lock:
            if session_id in self._held:
                self._held[session_id].answer(text)

    def forget(self) -> None:
        """Drop every conversation: something was erased. What remains is read again from the store."""
        with self._lock:
            self._held.clear()

    def _conversation(self, session_id: str) -> Conversation:
        if session_id not in self._held:
            self._held[session_id] = self._taken_up(session_id)
        self._held.move_to_end(session_id)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        return self._held[session_id]

    def _taken_up(self, session_id: str) -> Conversation:
        conversation = _conversation()
        if self._sessions.owner(session_id) is None:
            return conversation
        for role, text, at in self._sessions.transcript(session_id)[-TURNS:]:
            if role == "user":
                conversation.hear(text, at)
            else:
                conversation.answer(text)
        return conversation


def _conversation() -> Conversation:
    from ...memory.extraction.life import readers
    from ...memory.extraction.life.conversation import Conversation

    return Conversation(readers())
