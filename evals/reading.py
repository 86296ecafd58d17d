"""What could not be read of the lines that others wrote, for a log."""

from __future__ import annotations

from collections.abc import Iterable

from ..memory.chatlogs.lines import Skipped, json_lines, parsed_lines, reason_of

__all__ = ["Skipped", "json_lines", "parsed_lines", "reason_of", "summary"]


def summary(skipped: Iterable[Skipped], show: int = 20) -> dict[str, object]:
    """How many parts were left out, and the first of them, for a log."""
    found = list(skipped)
    return {"count": len(found), "where": [str(one) for one in found[:show]]}
