"""The suites, by name. A suite's module is imported when it runs, not before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from ..errors import UsageError


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite: its module in `tastekeeper.evals.suites`, what it measures, and its headline names.

    The module has `run(options)`, which gives an `Outcome` or a mapping with `headline`. One that can be
    judged again has `JUDGES` (names, the usual one first) and `judge(samples, name, seed)`, which gives an
    `Outcome` with the samples scored.
    """

    name: str
    summary: str
    headline: tuple[str, ...]
    version: int = 1
    catalogue: bool = False
    """Whether the prepared catalogue must be there before `run` is called."""

    def module(self) -> ModuleType:
        """Import the suite."""
        return import_module(f".suites.{self.name}", __package__)

    def judges(self) -> tuple[str, ...]:
        """Names of the judges that can score its logs again; empty when there is none."""
        found: Any = getattr(self.module(), "JUDGES", ())
        return tuple(found)


SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite(
            "planner",
            "Understanding of single messages against labelled utterances.",
            ("planner.intent_accuracy", "planner.slot_f1", "planner.wrong_tool_rate"),
        ),
        Suite(
            "fama",
            "Remembering and forgetting over dated transcripts, judged without a model.",
            ("fama.remembering", "fama.recommending", "fama.reasoning", "fama.all"),
        ),
        Suite(
            "memora",
            "Memora's personas: remembering, recommending, reasoning; extraction; validity of the context.",
            (
                *(
                    f"memora.{period}.{task}"
                    for period in ("weekly", "monthly", "quarterly")
                    for task in ("remembering", "recommending", "reasoning")
                ),
                "memora.stale_in_context",
                "memora.extraction.f1",
                "memora.gold_replay_mismatches",
                "erase.residual_bytes",
            ),
        ),
        Suite(
            "funnel",
            "Ranking quality on a temporal split of the whole catalogue.",
            ("funnel.ndcg10", "funnel.p99_ms"),
            catalogue=True,
        ),
        Suite(
            "audit",
            "The audits of names and of reviews against known truths, and the product under them.",
            (
                "audit.false_alarm_rate",
                "audit.symmetric_found",
                "mle.error_points.synthetic",
                "mle.coverage",
                "mle.blend_error_points",
                "aspects.macro_f1",
                "static.ms_per_turn",
            ),
            catalogue=True,
        ),
        Suite("turn", "The cost of a turn with many memories and the whole catalogue.", ("turn.p95_ms",)),
    )
}


def get_suite(name: str) -> Suite:
    """A suite by name. Raises `UsageError` listing those that exist."""
    if name not in SUITES:
        raise UsageError(f"There is no suite {name!r}", hint=f"Suites: {', '.join(SUITES)}.")
    return SUITES[name]
