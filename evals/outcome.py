"""What a suite hands back: samples with scores, statistics with intervals, and the headline."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Immutable, JSON-ready, strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Score(Frozen):
    """One judgement. `value` is None where the sample could not be judged: that is not a zero."""

    value: float | None
    explanation: str = ""
    details: dict[str, Any] = Field(default_factory=dict)

    @property
    def unscored(self) -> bool:
        """Whether there is no verdict."""
        return self.value is None


class Sample(Frozen):
    """One thing asked and answered. `group` is what samples are resampled by, such as a persona.

    `scores` maps a score's name to the judgement; `seconds` is the time of the measured call alone.
    """

    id: str
    input: Any
    target: Any
    output: Any = None
    scores: dict[str, Score] = Field(default_factory=dict)
    group: str | None = None
    tags: tuple[str, ...] = ()
    seconds: float | None = None
    error: str | None = None


class Stat(Frozen):
    """A figure over samples. `low` and `high` bound it at 95 % by bootstrap, None where that cannot be had.

    `n` counts samples that went in, `unscored` those left out because nobody could judge them.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    unscored: int = 0
    method: str = ""


class Outcome(Frozen):
    """A finished run, before provenance is added. `details` is whatever else is worth keeping, as JSON."""

    headline: dict[str, float] = Field(default_factory=dict)
    stats: dict[str, Stat] = Field(default_factory=dict)
    samples: tuple[Sample, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict)
    timings: dict[str, float] = Field(default_factory=dict)
    model: str | None = None
    placement: str | None = None
    judge: str | None = None
    judge_hash: str | None = None
    note: str = ""
