"""The report over many audits, and its verdict."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..report import Part

PopulationVerdict = Literal["directional", "symmetric instability", "no difference found", "inconclusive"]
MEANING: dict[str, str] = {
    "directional": "one cell of names is consistently better or worse off",
    "symmetric instability": "means agree, yet answers spread or decisions flip with the name, in both directions",
    "no difference found": "nothing larger than the least detectable change was found",
    "inconclusive": "too few audits to call anything equal",
}


class Test(Part):
    """One test of the family that the verdict rests on; `adjusted` is Holm's p over the whole family."""

    __test__ = False

    what: str
    cell: str | None
    value: float
    p: float
    adjusted: float = 1.0
    kind: Literal["direction", "spread"]


class Interval(Part):
    """A figure with its 95 % interval by resampling items."""

    value: float
    low: float | None
    high: float | None


class CellFigures(Part):
    """One cell of names against all the others, in the unit of the score.

    `quantiles` are differences at 5, 25, 50, 75 and 95 %; `lower` and `upper` differences of the mean over the most
    extreme tenth (CVaR); `extreme` is the share of answers more than two floor deviations from their item's mean.
    `flips_down` counts yes → no against the original name's answer, one pair an item, `flips_up` no → yes;
    `mcnemar_p` is exact. `direction` is (down - up) / (down + up).
    """

    cell: str
    mean: float
    gap: Interval
    quantiles: dict[str, float]
    lower: Interval
    upper: Interval
    spread: Interval
    extreme: float | None
    selected: float | None = None
    flips_down: int | None = None
    flips_up: int | None = None
    direction: float | None = None
    mcnemar_p: float | None = None


class NameFigures(Part):
    """One probe: mean centred score, and in how many items it was used."""

    name: str
    mean: float
    items: int


class PopulationReport(Part):
    """Many audits together. `family` are the tests behind the verdict, Holm-adjusted together.

    `variance_ratio` is probes' variance over the same name's; `brown_forsythe_p` the classical test on centred
    scores. `flip_rate` against `flip_floor`; `impact_ratio` is the smallest share of favourable decisions over the
    largest, and `four_fifths` says whether that alone would pass: shown because it can. `mde` maps a figure to the
    least change that would have been found four times out of five. `other` maps further scores to their smallest
    adjusted p (mean gaps and spreads; exploratory, not part of the verdict).
    """

    feature: str
    items: int
    left_out: int
    names: int
    repeats: int
    verdict: PopulationVerdict
    mean_test_passes: bool
    facts_changed: bool
    family: tuple[Test, ...]
    cells: tuple[CellFigures, ...]
    by_name: tuple[NameFigures, ...] = ()
    variance_ratio: float
    variance_ratio_p: float
    brown_forsythe_p: float
    floor_deviation: float
    flip_rate: float | None = None
    flip_floor: float | None = None
    flip_p: float | None = None
    impact_ratio: float | None = None
    four_fifths: bool | None = None
    mde: dict[str, float] = Field(default_factory=dict)
    other: dict[str, float] = Field(default_factory=dict)
    model: str = ""
    placement: str | None = None
    name_list: str = ""
    lexicon_version: int = 0
    seed: int = 0

    @property
    def line(self) -> str:
        """The verdict in one line."""
        least = ", ".join(f"{name} {value:.2g}" for name, value in self.mde.items())
        facts = "; what is stated changes with the name" if self.facts_changed else ""
        return (
            f"{self.verdict}: {MEANING[self.verdict]}{facts} ({self.items} items; least detectable: {least})"
        )
