"""What an explanation is made of: plain values, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

Kind = Literal["why", "why_not", "change"]


@dataclass(frozen=True, slots=True)
class Influence:
    """One remembered thing and what taking it away alone does to the item.

    For an item of the list the ranks are its places in the real lists, and `rank_without` is None when it
    leaves the list; for an item outside it they are its places among all items by score. `score_change` is
    the score without it minus the score with it: negative for what holds the item up, positive for what
    pushes it down.
    """

    unit_id: str
    label: str
    rank_with: int
    rank_without: int | None
    score_change: float


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that keeps the item out of every list. `unit_id` is the fact behind it, if a fact is.

    `source` is `fact`, `limit` (a remembered bound) or `wish` (this request alone).
    """

    source: Literal["fact", "limit", "wish"]
    name: str
    label: str
    unit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verified answer to one question about one item.

    `verified` says that the real recommender, asked again with the change made, gave the list in `after`
    and that it bears the answer out. `before` and `after` are item labels, `before_ids` and `after_ids`
    the items. `change` names what would have to be otherwise, `change_ids` the facts (or items) meant;
    for `why_not` with `added`, the labels are things that would have to be told in addition.
    `minimal` says that every smaller change was tried on the model's scores. `rank` is the item's place in
    the list, or else among all items that may be shown, None when it is filtered out; `score_gap` is its
    score minus that of the list's last item. `queries` counts scorings of the whole catalogue, `seconds` is
    wall time.
    """

    kind: Kind
    item_id: str
    label: str
    influences: tuple[Influence, ...] = ()
    change: tuple[str, ...] = ()
    change_ids: tuple[str, ...] = ()
    verified: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    queries: int = 0
    seconds: float = 0.0
    reason: str = ""
    reason_code: str = ""
    before_ids: tuple[str, ...] = ()
    after_ids: tuple[str, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    added: tuple[str, ...] = ()
    minimal: bool = False
    rank: int | None = None
    score_gap: float | None = None
    method: str = ""

    def card_fields(self) -> dict[str, Any]:
        """The fields a reader is shown, as plain JSON-ready values."""
        shown = ("kind", "item_id", "label", "change", "change_ids", "verified", "before", "after")
        values: dict[str, Any] = {name: getattr(self, name) for name in shown}
        values |= {"queries": self.queries, "seconds": self.seconds, "reason": self.reason}
        values["influences"] = tuple(
            {part.name: getattr(influence, part.name) for part in fields(influence)}
            for influence in self.influences
        )
        return values
