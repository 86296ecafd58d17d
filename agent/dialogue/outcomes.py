"""What every kind of outcome has in common: a line for the log, and what it did to memory."""

from __future__ import annotations

from ...memory.types import ErasureReceipt, WriteReport
from ...tools.results import Refused, Written
from .execute import Outcome


def summary_of(outcome: Outcome) -> tuple[bool, str]:
    """(whether the tool did what was asked, one line)."""
    if isinstance(outcome, WriteReport):
        return outcome.changed, "; ".join(f"{e.outcome} {e.text}".strip() for e in outcome.entries)
    if isinstance(outcome, ErasureReceipt):
        return (
            outcome.clean,
            f"{sum(outcome.removed.values())} things removed, {outcome.files_scanned} files scanned",
        )
    return not isinstance(outcome, Refused), outcome.summary


def report_of(outcome: Outcome | None) -> WriteReport | None:
    """What the outcome wrote to memory, if it wrote."""
    if isinstance(outcome, WriteReport):
        return outcome
    return outcome.report if isinstance(outcome, Written) else None
