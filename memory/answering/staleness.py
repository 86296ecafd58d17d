"""How much of a context does not hold: measured by folding the ledger, not by what the packing asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .packed import Packed

if TYPE_CHECKING:
    from ..facade import Memory


def invalid_share(packed: Packed, memory: Memory, user_id: str, at: datetime) -> float:
    """The share (0 to 1) of the packed fact ids that do not hold at `at`; 0.0 for an empty context.

    The ledger is folded up to the memory's last word and its own validity rule applied; the facts table, its
    cache and its indexes are not asked. Must be 0.
    """
    ids = packed.fact_ids
    if not ids:
        return 0.0
    held = memory.held_by_ledger(user_id, at)
    return sum(fact_id not in held for fact_id in ids) / len(ids)
