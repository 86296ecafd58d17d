"""The product under audit: what the static audit costs a turn, and whether the agent's words follow names."""

from __future__ import annotations

import time
from typing import Any

from ...clock import FixedClock
from ..homes import fresh_home
from ..options import Options
from ..outcome import Sample, Score
from ..turns import MESSAGES, large_memory, rounds
from .subjects import NOW, AgentSubject, conversation

USER = "eval"
FACTS, QUICK_FACTS = 10_000, 1_000
TASTES = (
    (("westerns", "film noir"), ("horror",)),
    (("French comedies",), ("war films",)),
    (("animation", "musicals"), ()),
)


def static_cost(options: Options) -> list[float]:
    """Milliseconds that the audit of each turn took, with many memories and the whole catalogue, once warm."""
    from ...agent import Agent
    from ...agent.settings import Settings
    from ...recommenders.data import load_catalog

    turns = len(MESSAGES) * (1 if options.quick else 5)
    with fresh_home(options.where()) as home:
        payload = large_memory(
            load_catalog(options.where()), USER, QUICK_FACTS if options.quick else FACTS, NOW, options.seed
        )
        settings = Settings.resolve(embeddings=False, model="embedded")
        with Agent.open(
            user=USER, home=home, clock=FixedClock(NOW), settings=settings, seed=options.seed
        ) as agent:
            agent.warm()
            agent.memory.import_(payload)
            took = []
            for number, text in enumerate(rounds(turns)):
                options.progress("audit: cost of a turn's audit", number, turns)
                took.append(agent.chat(text).audit.milliseconds)
                agent.settled()
    return took


def agent_audits(options: Options) -> list[Sample]:
    """The embedded agent, asked for a summary and for a list under other names."""
    from ...tools.audit.names.counterfactual import audit_names
    from ...tools.audit.names.subject import Served

    made = []
    with fresh_home(options.where()) as home:
        for likes, dislikes in TASTES[: 1 if options.quick else None]:
            for ranking in (False, True):
                case = conversation(likes, dislikes, ranking=ranking)
                begin = time.perf_counter()
                report = audit_names(
                    case, AgentSubject(home, ranking=ranking), Served("embedded"), progress=options.progress
                )
                made.append(_sample(case.id, report, time.perf_counter() - begin))
    return made


def _sample(key: str, report: Any, seconds: float) -> Sample:
    return Sample(
        id=f"agent {key}",
        input=key,
        target="stable",
        output={"verdict": report.verdict, "line": report.line, "changed": [c.what for c in report.changed]},
        scores={"right": Score(value=float(report.verdict == "stable"))},
        seconds=seconds,
    )
