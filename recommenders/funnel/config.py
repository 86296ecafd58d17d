"""What the funnel is made of and how its parts weigh, with where the weights come from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import Field

from ..baselines import ContentConfig, EASEConfig, PopularityConfig
from ..contract import ModelConfig

DEFAULT_FILE = Path(__file__).with_name("default.json")


class FunnelConfig(ModelConfig):
    """`weights` by source: a model's name, `freshness` or `preference`; each source is first brought to
    spread 1.

    `mass_power`: what a history gives is divided by its size to this power. `dislike`: how much a disliked
    item counts against its like. `fresh_years`: a title that old is worth 1/e of a new one. `diversity`:
    how much of the score's range a title loses for being the double of one already chosen, among the best
    `pool`. `turn`: how much more a stated value counts for each title by which the list is behind with it,
    among the best `reach` where several values are stated.
    When a wish names titles to be like, the taste's own items count `background`, popularity and freshness
    `echo` and content `kinship` of their weight, and shared categories `kind`: these four are a judgement,
    no data says what people mean by "like". `provenance` says how the other numbers were found.
    """

    ease: EASEConfig = EASEConfig()
    content: ContentConfig = ContentConfig()
    popularity: PopularityConfig = PopularityConfig(fade_years=2.0, whole_catalog=True)
    weights: dict[str, float]
    mass_power: float = Field(default=0.5, ge=0, le=1)
    dislike: float = Field(default=0.3, ge=0)
    fresh_years: float = Field(default=3.0, gt=0)
    rarity_power: float = Field(default=1.0, ge=0)
    turn: float = Field(default=2.0, ge=1)
    diversity: float = Field(default=0.05, ge=0, lt=1)
    pool: int = Field(default=60, ge=1)
    reach: int = Field(default=150, ge=1)
    background: float = Field(default=0.25, ge=0, le=1)
    echo: float = Field(default=0.3, ge=0, le=1)
    kinship: float = Field(default=1.5, ge=0)
    kind: float = Field(default=3.0, ge=0)
    provenance: str = ""

    @classmethod
    def default(cls) -> Self:
        """The configuration the package ships, found by `evals.suites.funnel` on validation data."""
        return cls(**_shipped())


@cache
def _shipped() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    return content
