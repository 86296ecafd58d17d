"""What would have been said without the check of replies is judged beside what was said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from tastekeeper.agent.events import Audited, AuditReport, Event, Reply, Served, TextDelta, TurnEnded
from tastekeeper.evals.fama.floors import floor_answer
from tastekeeper.evals.fama.replay import _answered
from tastekeeper.evals.fama.report import figures, judge_samples, unguarded
from tastekeeper.evals.fama.transcript import load_transcripts
from tastekeeper.evals.outcome import Sample

REPLY = Reply(turn_id="t", session_id="s", text="You like thrillers.", served=Served(name="x", reason="y"))


class Agent:
    """Says one thing, having thought of another."""

    async def astream(self, text: str) -> AsyncIterator[Event]:
        yield TextDelta(text=text)
        yield Audited(report=AuditReport(revised=True), before="You like thrillers and westerns.")
        yield TurnEnded(reply=REPLY)


def test_the_text_before_the_check_is_kept_apart() -> None:
    agent: Any = Agent()
    assert asyncio.run(_answered(agent, "What do I like?")) == (REPLY, "You like thrillers and westerns.")


def test_its_figures_stand_beside_the_others() -> None:
    ana = load_transcripts(())[0]
    question = next(one for one in ana.questions if one.id == "ana-tastes")
    right = floor_answer("oracle", question)
    leaking = right.model_copy(update={"unguarded": right.text + "\nYou like westerns."})
    sample = Sample(
        id="q",
        input={"period": "spring"},
        target=question.model_dump(),
        output=leaking.model_dump(),
        group="ana",
    )
    before, changed = unguarded([sample])
    assert changed == 1
    assert figures(judge_samples([sample], "literal"), 0)["fama.remembering"].value == 100.0
    assert figures(judge_samples(before, "literal"), 0, "pre")["pre.remembering"].value == 75.0
