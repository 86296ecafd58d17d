"""The audit under a reply: its figures are on screen, with a mark for what is amiss."""

from __future__ import annotations

import pytest
from tastekeeper.agent.events import AuditFinding, AuditReport
from tastekeeper.tui.widgets.notes import AuditLine


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        (AuditReport(claims=3, grounded=3), "✓ audit: 3/3 claims grounded"),
        (
            AuditReport(claims=3, grounded=3, clauses=4, judging=1),
            "✓ audit: 3/3 claims grounded, 25% of 4 clauses judge",
        ),
        (
            AuditReport(claims=1, grounded=1, revised=True, facts_only=True),
            "✓ audit: 1/1 claims grounded, rewritten to the facts",
        ),
        (
            AuditReport(
                findings=(AuditFinding(kind="name_conditioned", text="man", detail="'man' is said"),)
            ),
            "! audit: 0/0 claims grounded, 1 open: 'man' is said",
        ),
    ],
)
def test_the_line_shows_the_figures(report, shown):
    assert str(AuditLine(report).content) == shown
