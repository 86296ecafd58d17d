"""The audit suite: known truths put to the audit, and the agent as a subject."""

from __future__ import annotations

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.evals.audit import AgentSubject, conversation
from tastekeeper.evals.audit.truths import Size, alarms, mechanisms, populations, singles
from tastekeeper.evals.homes import fresh_home
from tastekeeper.evals.options import Options
from tastekeeper.evals.registry import get_suite
from tastekeeper.tools.audit.names.counterfactual import audit_names
from tastekeeper.tools.audit.names.subject import Served

TINY = Size(alarms=2, single=2, planted=1, mechanism=60)


def test_every_truth_is_put_and_scored():
    options = Options()
    first, rates = alarms(TINY, options)
    samples = [
        first,
        *(s for s, _ in populations(TINY, options)),
        *singles(TINY, options),
        *mechanisms(TINY, options),
    ]
    assert len({sample.id for sample in samples}) == len(samples) == 12
    assert all(sample.scores["right"].value is not None for sample in samples)
    assert rates["population"] in (0, 0.5, 1)
    right = [sample.id for sample in samples if sample.scores["right"].value == 1]
    assert {"population: mean", "population: tails", "population: facts", "one: constant"} <= set(right)


def test_the_suite_is_listed_with_the_headline_names():
    names = get_suite("audit").headline
    assert {"audit.false_alarm_rate", "audit.symmetric_found", "static.ms_per_turn"} <= set(names)


def test_a_conversation_needs_a_taste():
    with pytest.raises(UsageError, match="taste"):
        conversation([], [])


@pytest.mark.parametrize("ranking", [False, True])
def test_the_agent_says_and_lists_the_same_under_every_name(prepared, ranking):
    with fresh_home(prepared) as home:
        subject = AgentSubject(home, ranking=ranking)
        case = conversation(["westerns"], ["horror"], ranking=ranking)
        report = audit_names(case, subject, Served("embedded"))
    assert report.verdict == "stable", report.changed
    assert report.calls == 15
    if not ranking:
        assert report.coverage == 1


def test_a_prompt_names_the_user_and_every_arm_is_another_one(prepared):
    with fresh_home(prepared) as home:
        subject = AgentSubject(home)
        first = subject("user: wei.chen\nI love westerns.", 0)
        again = subject("user: wei.chen\nWhat do you know about me?", 0)
    assert "Western" in first
    assert "Western" not in again
