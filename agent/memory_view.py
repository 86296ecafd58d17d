"""A user's own memory, as the interfaces see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..memory.types import ErasureReceipt, Fact, WriteReport

if TYPE_CHECKING:
    from ..memory import Memory
    from ..memory.answering.packed import Answered
    from ..memory.chatlogs import ChatImport
    from ..memory.chatlogs.chats import Found
    from .sessions import SessionStore


class MemoryView:
    """`Memory` bound to one user, with the stores that an erasure must reach as well."""

    def __init__(
        self,
        memory: Memory,
        user_id: str,
        sessions: SessionStore,
        new_id: Callable[[], str],
        erased: Callable[[str], None],
    ) -> None:
        self._memory = memory
        self._user = user_id
        self._sessions = sessions
        self._new_id = new_id
        self._erased = erased

    def facts(self, attribute: str | None = None) -> tuple[Fact, ...]:
        """What holds now. `attribute` narrows it, exactly or as a prefix (`movies.*`)."""
        return self._memory.facts(self._user, attribute=attribute)

    def history(self, attribute: str | None = None, limit: int = 50) -> tuple[Any, ...]:
        """What was written, newest first, closed facts labelled as past."""
        return tuple(self._memory.history(self._user, attribute=attribute, limit=limit))

    def contested(self) -> tuple[Fact, ...]:
        """Facts that contradict each other and are used by nothing until the user decides."""
        return self._memory.contested(self._user)

    def search(self, query: str, k: int = 8) -> tuple[tuple[Fact, float], ...]:
        """Live facts nearest to the words."""
        return tuple(self._memory.search(self._user, query, k))

    def answer(self, question: str, at: datetime | None = None) -> Answered:
        """The answer to a question about what is remembered, from facts that hold, without a model."""
        return self._memory.answer(self._user, question, at)

    def settle(self, fact_id: str, *, keep: bool) -> WriteReport:
        """Answer what is in question: `keep` lets the fact hold, else it ends. See `Memory.settle_contested`."""
        return self._memory.settle_contested(self._user, fact_id, keep, message_id=self._new_id())

    def forget(self, fact_id: str) -> WriteReport:
        """Stop using a fact; it stays in the history until erased."""
        self._known(fact_id)
        return self._memory.forget(
            self._user, [fact_id], message_id=self._new_id(), reason="forgotten by the user"
        )

    def restore(self, fact_id: str) -> WriteReport:
        """Make a closed fact hold again."""
        return self._memory.restore(self._user, fact_id)

    def erase(
        self,
        fact_id: str | None = None,
        *,
        attribute: str | None = None,
        subject: str | None = None,
        everything: bool = False,
    ) -> ErasureReceipt:
        """Remove from every store, and prove it: a fact; what is of an attribute (`todo.*`), of a subject (a
        document) or both; or everything about the user. Raises `UsageError` where it is not one of these."""
        receipt = self._memory.erase(
            self._user,
            fact_ids=None if fact_id is None else [fact_id],
            attribute=attribute,
            subject=subject,
            everything=everything,
            stores=(self._sessions,),
        )
        self._erased(self._user)
        return receipt

    def undo(self) -> WriteReport:
        """Take back what the latest message did to memory."""
        return self._memory.undo(self._user)

    def export(self) -> dict[str, Any]:
        """Everything known about the user, as versioned JSON."""
        return self._memory.export(self._user)

    def import_(self, payload: dict[str, Any]) -> WriteReport:
        """Read an export back in. Nothing is stored unless all of it is valid."""
        return self._memory.import_(self._user, payload, message_id=self._new_id())

    def import_chat(
        self,
        chats: str | Path | Found,
        *,
        undated: datetime | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> ChatImport:
        """Hear chat logs held with another assistant: a JSON or JSON Lines file, or what was read of one.

        `undated` is when conversations without any time were held (now unless given). The same file again
        changes nothing. Raises `DataError` where nothing can be read; what is broken is among `skipped`.
        """
        from ..memory.chatlogs import import_chats, read_messages
        from ..memory.chatlogs.chats import Found

        found = chats if isinstance(chats, Found) else read_messages(Path(chats).expanduser())
        return import_chats(self._memory, self._user, found, undated=undated, progress=progress)

    def verify(self) -> Any:
        """Whether the ledger's fold equals the state and its hash chain is whole."""
        return self._memory.verify(self._user)

    def profile_version(self) -> int:
        """The number that moves with every change."""
        return self._memory.profile_version(self._user)

    def _known(self, fact_id: str) -> None:
        if all(fact.fact_id != fact_id for fact in self.facts()):
            raise UsageError(f"No live fact {fact_id!r}", hint="See `tastekeeper memory list`.")
