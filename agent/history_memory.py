"""A memory that holds one given history and nothing else, so that tools work for someone without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..clock import Clock
from ..errors import ToolFailure
from ..memory.answering.packed import Answered
from ..memory.reports import HistoryEntry
from ..memory.types import Claim, Fact, Status, WriteReport
from ..recommenders.search.fold import fold


class HistoryMemory:
    """Reads like `Memory`; every item of the history is a like. Nothing can be written."""

    def __init__(self, domain: str, items: Sequence[str], labels: Sequence[str], clock: Clock) -> None:
        now = clock.now()
        self._facts = tuple(
            _like(domain, item, label, now) for item, label in zip(items, labels, strict=True)
        )

    def facts(self, user_id: str, /) -> tuple[Fact, ...]:
        """The history as likes."""
        return self._facts

    def profile_version(self, user_id: str, /) -> int:
        """A history does not change."""
        return 0

    def contested(self, user_id: str, /) -> tuple[Fact, ...]:
        """Nothing contradicts itself here."""
        return ()

    def answer(self, user_id: str, question: str, at: datetime | None = None, /) -> Answered:
        """Refused: a history of items answers no question about a person."""
        raise ToolFailure("A given history cannot be asked about")

    def search(self, user_id: str, query: str, k: int, /) -> tuple[tuple[Fact, float], ...]:
        """Nothing to search."""
        return ()

    def history(self, user_id: str, /, *, limit: int = 50) -> tuple[HistoryEntry, ...]:
        """Nothing was written."""
        return ()

    def apply(self, user_id: str, message_id: str, text: str, claims: Sequence[Claim], /) -> WriteReport:
        """Refused: there is nobody to remember it for."""
        raise ToolFailure("A given history cannot be written to")

    def forget(
        self, user_id: str, fact_ids: Sequence[str], /, *, message_id: str | None = None, reason: str = ""
    ) -> WriteReport:
        """Refused: there is nobody to forget it for."""
        raise ToolFailure("A given history cannot be written to")


def _like(domain: str, item_id: str, label: str, now: datetime) -> Fact:
    return Fact(
        fact_id=f"given:{item_id}",
        user_id="given",
        subject="user",
        attribute=f"{domain}.title",
        value_norm=fold(label),
        value_text=label,
        polarity=1,
        ref=item_id,
        number=None,
        unit=None,
        valid_from=now,
        valid_to=None,
        recorded_at=now,
        closed_at=None,
        expires_at=None,
        status=Status.ACTIVE,
        closed_by_op=None,
        supersedes=None,
        source_kind="given",
        confidence=1.0,
        message_id=None,
        span_start=None,
        span_end=None,
        extractor="given/1",
        last_confirmed=now,
        times_confirmed=0,
    )
