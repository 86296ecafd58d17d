"""What tools ask of the rooms below: as little as can be, so that a test can hand in something small."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ..memory.answering.packed import Answered
from ..memory.reports import HistoryEntry
from ..memory.types import Claim, Fact, WriteReport
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


@runtime_checkable
class ListScorer(MaskScorer, Protocol):
    """A scorer that also says which list each mask makes."""

    def lists(self, masks: Masks, k: int) -> Sequence[tuple[str, ...]]:
        """Item ids of the real list for each of the `masks` [b, p]."""
        ...


class NearScorer(ListScorer, Protocol):
    """A scorer that leaves out what cannot matter."""

    def near(self, masks: Masks, target: int | None, k: int) -> tuple[npt.NDArray[np.int64], Scores]:
        """Ascending item rows, and their scores [b, rows] under `masks` [b, p].

        What is left out stands below both the target and the `k` best others under each of the masks.
        """
        ...


@runtime_checkable
class AdditiveScorer(ListScorer, Protocol):
    """A scorer that can be taken apart, where `additive` says that its scores are sums over what is known."""

    @property
    def additive(self) -> bool:
        """Whether `focused` and `moves` may be asked."""
        ...

    def focused(self, columns: Sequence[int]) -> NearScorer:
        """The same with only these players, the others being always remembered."""
        ...

    def moves(self, row: int) -> npt.NDArray[np.float64]:
        """How one item's score changes when each player alone goes [p]; +inf where that alone lets it in."""
        ...

    def blockers(self, row: int) -> tuple[npt.NDArray[np.int64], bool]:
        """The players that each forbid one item, and whether something that cannot go forbids it as well."""
        ...


class FunnelView(Protocol):
    """What tools ask of the recommender."""

    def recommend(self, taste: Taste, wish: Wish, k: int) -> CandidateSet:
        """The best `k` items, with the trail of stages."""
        ...

    def scorer(self, taste: Taste, wish: Wish) -> ListScorer:
        """The same model, to be asked with parts of the taste switched off."""
        ...


class MemoryView(Protocol):
    """What tools ask of memory."""

    def facts(self, user_id: str, /) -> Sequence[Fact]:
        """Facts that hold now."""
        ...

    def profile_version(self, user_id: str, /) -> int:
        """A number that moves with every change to what is remembered of the user."""
        ...

    def apply(self, user_id: str, message_id: str, text: str, claims: Sequence[Claim], /) -> WriteReport:
        """Resolve and write claims in one transaction."""
        ...

    def forget(
        self, user_id: str, fact_ids: Sequence[str], /, *, message_id: str | None = None, reason: str = ""
    ) -> WriteReport:
        """Close facts: they are kept in the history and never used again."""
        ...

    def contested(self, user_id: str, /) -> Sequence[Fact]:
        """Open facts that contradict each other: shown to be settled, never used."""
        ...

    def answer(self, user_id: str, question: str, at: datetime | None = None, /) -> Answered:
        """The answer to a question about what holds, with the facts it stands on."""
        ...

    def search(self, user_id: str, query: str, k: int, /) -> Sequence[tuple[Fact, float]]:
        """Live facts nearest to the words, best first, with scores."""
        ...

    def history(self, user_id: str, /, *, limit: int = 50) -> Sequence[HistoryEntry]:
        """What happened, with the facts before and after, newest first."""
        ...


class SearchView(Protocol):
    """What tools ask of text search."""

    def resolve_title(self, text: str, k: int) -> Sequence[tuple[str, float]]:
        """Item ids a title may name, best first, with scores from 60 to 100."""
        ...

    def search(self, query: str, *, wish: Wish | None, k: int) -> CandidateSet:
        """Items for a query within a wish."""
        ...
