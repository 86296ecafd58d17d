"""The audit's figures in the reply, and in the line that a person reads."""

from __future__ import annotations

import pytest
from tastekeeper.agent.events import AuditFinding, AuditReport


def test_the_line_says_what_share_judges_and_what_was_done():
    report = AuditReport(claims=9, grounded=9, clauses=8, judging=2, revised=True)
    assert report.line == "audit: 9/9 claims grounded, 25% of 8 clauses judge, revised once"
    assert report.evaluative_share == 0.25
    assert AuditReport(claims=9, grounded=9).line == "audit: 9/9 claims grounded"


def test_a_rewrite_to_the_facts_and_an_open_finding_are_told():
    finding = AuditFinding(kind="name_conditioned", text="woman", detail="'woman' is said of the reader")
    report = AuditReport(claims=1, grounded=1, findings=(finding,), revised=True, facts_only=True)
    assert "rewritten to the facts" in report.line
    assert "1 open" in report.line
    assert not report.passed


def test_the_report_survives_json():
    report = AuditReport(
        claims=2, grounded=1, clauses=3, judging=1, lexicon=2, milliseconds=1.5, facts_only=True
    )
    assert AuditReport.model_validate_json(report.model_dump_json()) == report


@pytest.mark.parametrize(
    "text",
    [
        "Hi, my name is Jamal Walker. I love westerns.",
        "Call me Keisha Jones, please.",
        "My first name's Priya, and I'm called Priya Patel.",
    ],
)
def test_a_name_said_in_introducing_oneself_is_nothing_to_look_up(text):
    from tastekeeper.agent.planner.names import NamingLinker

    class Words:
        def link(self, said, prefer=()):
            return ()

        def is_word(self, word):
            return word not in ("jamal", "walker", "keisha", "jones", "priya", "patel")

    assert NamingLinker(Words()).link(text) == ()
    assert [m.text for m in NamingLinker(Words()).link("Any films by Jamal Walker?")] == ["Jamal Walker"]
