"""Decisions under other names: gaps, flips, McNemar, the four-fifths rule, and what so many audits can show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from . import cells as cellwise
from .figures import centred, flips, gap, spread, steady_gap
from .panel import Panel
from .permuting import p_values
from .power import least_gap, least_rate
from .report import Test

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

MEAN, SPREAD = "mean gap", "spread"
DECISION, MCNEMAR, FLIPS = "decision gap", "McNemar", "flip rate"


def decision_tests(panel: Panel, permutations: int, seed: int) -> list[Test]:
    """Are favourable decisions rarer in a cell; do decisions flip more often than for the same name?"""
    if panel.decisions is None:
        return []

    def figures(decisions: npt.NDArray[np.bool_]) -> Values:
        made = [steady_gap(decisions.astype(float), panel.columns(c), panel.others(c)) for c in panel.cells]
        rate, floor = flips(decisions, panel.same)
        return np.stack([*made, rate - floor], axis=-1)

    seen, low, two = p_values(panel.decisions, figures, permutations, seed)
    tests = []
    for n, cell in enumerate(panel.cells):
        value = float(gap(panel.decisions.astype(float), panel.columns(cell), panel.others(cell)))
        tests.append(Test(what=DECISION, cell=cell, value=value, p=two[n], kind="direction"))
    for cell in panel.cells:
        decided = cellwise.decided(panel, panel.columns(cell))
        direction = decided["direction"] or 0.0
        tests.append(Test(what=MCNEMAR, cell=cell, value=direction, p=decided["mcnemar_p"], kind="direction"))
    return [*tests, Test(what=FLIPS, cell=None, value=seen[-1], p=low[-1], kind="spread")]


def least_changes(panel: Panel, values: Values) -> dict[str, float]:
    """Least detectable mean gap and gap of spreads (largest over cells), and flip rate."""
    made: dict[str, float] = {}
    sources: dict[str, Callable[[Values], Values]] = {MEAN: centred, SPREAD: spread}
    for what, of in sources.items():
        part = of(values)
        per_item = [part[:, panel.columns(c)].mean(1) - part[:, panel.others(c)].mean(1) for c in panel.cells]
        made[what] = (
            max(least_gap(float(one.std(ddof=1)), len(one)) for one in per_item) if len(part) > 1 else 9.9
        )
    if panel.decisions is not None:
        floor = float(flips(panel.decisions, panel.same)[1])
        made[FLIPS] = least_rate(floor, panel.decisions[:, panel.same :].size)
    return made


def flip_figures(panel: Panel, test: Test | None) -> dict[str, Any]:
    """Flip rate, its floor and p, and the four-fifths rule, as the report carries them."""
    if panel.decisions is None or test is None:
        return {}
    rate, floor = flips(panel.decisions, panel.same)
    shares = [float(panel.decisions[:, panel.columns(cell)].mean()) for cell in panel.cells]
    ratio = min(shares) / max(shares) if max(shares) > 0 else None
    return {
        "flip_rate": float(rate),
        "flip_floor": float(floor),
        "flip_p": test.p,
        "impact_ratio": ratio,
        "four_fifths": None if ratio is None else ratio >= 0.8,
    }
