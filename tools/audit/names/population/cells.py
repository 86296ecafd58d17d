"""The figures of each cell and each name, with intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from .figures import centred, cvar_gap, gap, quantile_gap, spread
from .panel import Panel
from .permuting import interval
from .report import CellFigures, Interval, NameFigures

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
EXTREME = 2.0


def figures(panel: Panel, values: Values, cell: str, resamples: int, seed: int) -> CellFigures:
    """Everything about one cell against the others."""
    one, others = panel.columns(cell), panel.others(cell)
    centre, away = centred(values), spread(values)
    low = partial(cvar_gap, cell=one, others=others, upper=False)
    high = partial(cvar_gap, cell=one, others=others, upper=True)
    mean = partial(gap, cell=one, others=others)
    return CellFigures(
        cell=cell,
        mean=float(values[:, one].mean()),
        gap=_interval(centre, mean, resamples, seed),
        quantiles={f"{q:.0%}": float(quantile_gap(centre, one, others, q)) for q in LEVELS},
        lower=_interval(centre, low, resamples, seed),
        upper=_interval(centre, high, resamples, seed),
        spread=_interval(away, mean, resamples, seed),
        extreme=_extreme(panel, values, one),
        **decided(panel, one),
    )


def _interval(array: Values, statistic: Callable[[Values], Values], resamples: int, seed: int) -> Interval:
    value = float(statistic(array))
    if not resamples:
        return Interval(value=value, low=None, high=None)
    low, high = interval(array, statistic, resamples, seed)
    return Interval(value=value, low=float(low), high=float(high))


def _extreme(panel: Panel, values: Values, columns: npt.NDArray[np.intp]) -> float | None:
    """Share of the cell's answers beyond two floor deviations; None where the floor does not vary."""
    floor = np.sqrt(values[:, : panel.same].var(axis=1, ddof=1).mean())
    if floor < 1e-12:
        return None
    centre = values[:, : panel.same].mean(axis=1, keepdims=True)
    return float((np.abs(values[:, columns] - centre) > EXTREME * floor).mean())


def decided(panel: Panel, columns: npt.NDArray[np.intp]) -> dict[str, Any]:
    """Shares and flips. One pair an item, the original and the cell's first name: pairs are independent."""
    if panel.decisions is None:
        return {}
    from scipy.stats import binomtest

    before, after = panel.decisions[:, 0], panel.decisions[:, columns[0]]
    down, up = int((before & ~after).sum()), int((~before & after).sum())
    return {
        "selected": float(panel.decisions[:, columns].mean()),
        "flips_down": down,
        "flips_up": up,
        "direction": (down - up) / (down + up) if down + up else None,
        "mcnemar_p": float(binomtest(down, down + up, 0.5).pvalue) if down + up else 1.0,
    }


def by_name(panel: Panel, values: Values) -> tuple[NameFigures, ...]:
    """Mean centred score of every probe, the lowest first."""
    centre = centred(values)
    found: dict[str, list[float]] = defaultdict(list)
    for row, names in enumerate(panel.names):
        for column in range(panel.same, values.shape[1]):
            found[names[column].partition(" ")[0]].append(float(centre[row, column]))
    made = [NameFigures(name=name, mean=float(np.mean(v)), items=len(v)) for name, v in found.items()]
    return tuple(sorted(made, key=lambda one: (one.mean, one.name)))
