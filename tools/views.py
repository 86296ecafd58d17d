"""What tools ask of the rooms below: as little as can be, so that a test can hand in something small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..memory.types import Claim, Fact, Operation, WriteReport
from ..recommenders.types import CandidateSet, Taste, Wish

Masks = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.floating]


class MaskScorer(Protocol):
    """A model asked with some of what is remembered switched off.

    `players` are the ids of the remembered things: fact ids, and item ids for history without a fact.
    """

    @property
    def players(self) -> tuple[str, ...]:
        """Ids in the order of a mask's columns."""
        ...

    def scores(self, masks: Masks) -> Scores:
        """`masks` [b, p], True = remembered, to scores [b, n]; -inf where the item may not be shown."""
        ...


class FunnelView(Protocol):
    """What tools ask of the recommender."""

    def recommend(
        self, taste: Taste, wish: Wish, k: int, exclude_shown: Iterable[str] = ()
    ) -> CandidateSet:
        """The best `k` items, with the trail of stages."""
        ...

    def scorer(self, taste: Taste, wish: Wish) -> MaskScorer:
        """The same model, to be asked with parts of the taste switched off."""
        ...


class MemoryView(Protocol):
    """What tools ask of memory."""

    def facts(
        self,
        user: str,
        at: datetime | None = None,
        attribute: str | None = None,
        polarity: int | None = None,
    ) -> Sequence[Fact]:
        """Facts that hold at a moment (default: now)."""
        ...

    def profile_version(self, user: str) -> int:
        """A number that grows with every change to what is remembered of the user."""
        ...

    def apply(self, user_id: str, message_id: str, text: str, claims: Sequence[Claim]) -> WriteReport:
        """Resolve and write claims in one transaction."""
        ...

    def forget(
        self, user_id: str, fact_ids: Sequence[str], message_id: str = "", reason: str = ""
    ) -> WriteReport:
        """Close facts: they are kept in the history and never used again."""
        ...

    def history(self, user_id: str) -> Sequence[Operation]:
        """The ledger's lines, oldest first."""
        ...
