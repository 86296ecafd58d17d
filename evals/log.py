"""The evaluation log: one versioned JSON document that says what was run, with what, and what came out."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import Field

from .outcome import Frozen, Sample, Stat

LOG_VERSION: Final = 1


class Spec(Frozen):
    """How a run was made. `args` maps an argument to its value and whether it was passed or a default."""

    suite: str
    suite_version: int
    args: dict[str, dict[str, Any]]
    seed: int
    quick: bool
    model: str | None
    placement: str | None
    started: datetime
    python: str
    platform: str
    packages: dict[str, str]
    commit: str | None
    dirty: bool | None


class Scoring(Frozen):
    """One judge's pass over the samples: its name, the hash of its code and word lists, and when."""

    judge: str
    judge_hash: str
    at: datetime
    mode: Literal["first", "append", "overwrite"]


class Results(Frozen):
    """Figures over the samples. `headline` maps flat names to numbers."""

    headline: dict[str, float]
    stats: dict[str, Stat] = Field(default_factory=dict)
    details: dict[str, Any] = Field(default_factory=dict)


class EvalLog(Frozen):
    """A finished run. `scorings` lists every judge that has seen the samples, first one first."""

    version: Literal[1] = LOG_VERSION
    id: str
    status: Literal["finished", "failed"] = "finished"
    spec: Spec
    samples: tuple[Sample, ...]
    results: Results
    timings: dict[str, float]
    scorings: tuple[Scoring, ...] = ()
    note: str = ""

    def brief(self) -> dict[str, Any]:
        """Everything but the samples: what `--json` prints, `headline` at the top."""
        body = self.model_dump(mode="json", exclude={"samples", "results"})
        results = self.results.model_dump(mode="json")
        return {"headline": results.pop("headline"), **results, **body, "samples": len(self.samples)}
