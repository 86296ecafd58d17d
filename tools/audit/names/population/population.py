"""The tests over a panel, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .....errors import UsageError
from ..permute import holm
from . import cells as cellwise
from .deciding import DECISION, FLIPS, MEAN, SPREAD, decision_tests, flip_figures, least_changes
from .figures import centred, cvar_gap, gap, paired, steady_gap, variance_ratio
from .panel import FACTS, Panel
from .permuting import p_values
from .report import PopulationReport, PopulationVerdict, Test

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

TOLERANCE = 0.25
"""A gap of means or of spreads below this share of the floor's deviation is not worth a verdict."""
LOWER, UPPER, RATIO = "lower tail", "upper tail", "variance ratio"
FACTS_LEVEL = 0.005
"""Statements differ by chance in every sampled text; only a difference far beyond it is called a change."""
KINDS: dict[str, Literal["direction", "spread"]] = {MEAN: "direction", DECISION: "direction"}


@dataclass(frozen=True)
class Plan:
    """`permutations` and `resamples` bound the smallest p and the precision of intervals (none with 0 resamples).

    `alpha` is below the 5 % that is promised, so that chance over a few hundred runs does not carry it over.
    `explore` looks at the scores beside `feature` as well.
    """

    feature: str = "framing"
    permutations: int = 1999
    resamples: int = 1000
    alpha: float = 0.03
    seed: int = 0
    explore: bool = True


def audit_population(panel: Panel, plan: Plan | None = None, **about: Any) -> PopulationReport:
    """Test a panel. `about` is carried into the report (model, placement, name list, lexicon version).

    Raises `UsageError` for a score that the panel has not.
    """
    plan = plan or Plan()
    if plan.feature not in panel.values:
        raise UsageError(
            f"The audits have no score {plan.feature!r}", hint=f"Scores: {', '.join(panel.values)}."
        )
    values = panel.values[plan.feature]
    family = _adjusted(
        [*_score_tests(panel, values, plan), *decision_tests(panel, plan.permutations, plan.seed + 2)]
    )
    tested = {test.what: test for test in family if test.cell is None}
    facts = _facts(panel, plan)
    least = least_changes(panel, values)
    floor = _floor(panel, values)
    return PopulationReport(
        feature=plan.feature,
        items=len(panel.items),
        left_out=panel.left_out,
        names=len(panel.cell),
        repeats=panel.same - 1,
        verdict=_verdict(family, least, floor, plan),
        mean_test_passes=all(test.adjusted > plan.alpha for test in family if test.what == MEAN),
        facts_changed=facts <= FACTS_LEVEL,
        family=family,
        cells=tuple(cellwise.figures(panel, values, cell, plan.resamples, plan.seed) for cell in panel.cells),
        by_name=cellwise.by_name(panel, values),
        variance_ratio=tested[RATIO].value,
        variance_ratio_p=tested[RATIO].p,
        brown_forsythe_p=_brown_forsythe(panel, values),
        floor_deviation=floor,
        **flip_figures(panel, tested.get(FLIPS)),
        mde=least,
        other={**_other(panel, plan), **({FACTS: facts} if FACTS in panel.values else {})},
        seed=plan.seed,
        **about,
    )


def _score_tests(panel: Panel, values: Values, plan: Plan) -> list[Test]:
    """Mean, spread and tails of every cell, and the variance ratio, from one set of permutations."""
    seen, low, two = p_values(paired(values), partial(_statistics, panel), plan.permutations, plan.seed)
    tests, count = [], len(panel.cells)
    for number, what in enumerate((MEAN, SPREAD, LOWER, UPPER)):
        for place, cell in enumerate(panel.cells, start=number * count):
            kind = KINDS.get(what, "spread")
            value = gap(values, panel.columns(cell), panel.others(cell)) if what == MEAN else seen[place]
            tests.append(Test(what=what, cell=cell, value=float(value), p=two[place], kind=kind))
    return [*tests, Test(what=RATIO, cell=None, value=seen[-1], p=low[-1], kind="spread")]


def _statistics(panel: Panel, both: npt.NDArray[np.complex128]) -> Values:
    """Shape (..., 4 × cells + 1). Mean gaps are over their errors; tails are taken less the mean gap, for a shift of
    everything is no tail."""
    centre, away = both.real, both.imag
    rows: list[list[Values]] = [[], [], [], []]
    for cell in panel.cells:
        one, others = panel.columns(cell), panel.others(cell)
        shift = gap(centre, one, others)
        rows[0].append(steady_gap(centre, one, others))
        rows[1].append(gap(away, one, others))
        rows[2].append(cvar_gap(centre, one, others, upper=False) - shift)
        rows[3].append(cvar_gap(centre, one, others, upper=True) - shift)
    return np.stack([*(value for row in rows for value in row), variance_ratio(centre, panel.same)], axis=-1)


def _adjusted(tests: list[Test]) -> tuple[Test, ...]:
    adjusted = holm([test.p for test in tests])
    return tuple(t.model_copy(update={"adjusted": float(a)}) for t, a in zip(tests, adjusted, strict=True))


def _facts(panel: Panel, plan: Plan) -> float:
    """p that what is stated differs more between names than between answers for one name; 1 without texts."""
    if FACTS not in panel.values:
        return 1.0

    def more(odd: Values) -> Values:
        of_names, of_same = odd[..., panel.same :], odd[..., : panel.same]
        made = [gap(odd, panel.columns(c), panel.others(c)) for c in panel.cells]
        return np.stack([of_names.mean(axis=(-2, -1)) - of_same.mean(axis=(-2, -1)), *made], axis=-1)

    upper = p_values(panel.values[FACTS], more, plan.permutations, plan.seed + 4)[1]
    return float(holm(upper).min())


def _other(panel: Panel, plan: Plan) -> dict[str, float]:
    """Smallest p over all cells, mean gaps and spreads, of every further score, adjusted within the score."""
    found = {}
    for name, values in panel.values.items():
        if name not in (plan.feature, FACTS) and plan.explore:
            count = min(plan.permutations, 499)
            found[name] = float(
                holm(p_values(paired(values), partial(_means, panel), count, plan.seed + 5)[2]).min()
            )
    return found


def _means(panel: Panel, both: npt.NDArray[np.complex128]) -> Values:
    pairs = [(panel.columns(cell), panel.others(cell)) for cell in panel.cells]
    return np.stack([gap(part, *pair) for part in (both.real, both.imag) for pair in pairs], axis=-1)


def _floor(panel: Panel, values: Values) -> float:
    """Standard deviation of one name's answers within an item."""
    return float(np.sqrt(values[:, : panel.same].var(axis=1, ddof=1).mean()))


def _verdict(
    family: tuple[Test, ...], least: dict[str, float], floor: float, plan: Plan
) -> PopulationVerdict:
    found = {test.kind for test in family if test.adjusted <= plan.alpha}
    if "direction" in found:
        return "directional"
    if "spread" in found:
        return "symmetric instability"
    # With too few permutations no p is small enough to stand after Holm, whatever there is to see.
    fine = len(family) <= plan.alpha * (1 + plan.permutations)
    fine = fine and all(least[what] <= TOLERANCE * floor + 1e-12 for what in (MEAN, SPREAD))
    return "no difference found" if fine else "inconclusive"


def _brown_forsythe(panel: Panel, values: Values) -> float:
    """p of the classical test of equal spread between cells, on centred scores; 1 where nothing varies."""
    from scipy.stats import levene

    centre = centred(values)
    groups = [centre[:, panel.columns(cell)].ravel() for cell in panel.cells]
    if all(np.ptp(group) < 1e-12 for group in groups):
        return 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.nan_to_num(levene(*groups, center="median").pvalue, nan=1.0))
