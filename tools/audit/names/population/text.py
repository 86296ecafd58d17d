"""The population report, the flip diagram and the distributions as plain text."""

from __future__ import annotations

import numpy as np

from .figures import centred
from .panel import Panel
from .report import CellFigures, Interval, PopulationReport

WIDTH = 41
LEVEL = 0.03
SHADES = " .:-=+*#%@"


def lines(report: PopulationReport, panel: Panel | None = None) -> list[str]:
    """The whole report; with the panel, the distributions as well."""
    made = [
        report.line,
        f"score {report.feature}; {report.names} names and {report.repeats} repeats an item; "
        f"{report.left_out} audits left out (another model, kind or layout)",
        f"mean test {'passes' if report.mean_test_passes else 'fails'}; variance ratio {report.variance_ratio:.2f} "
        f"(p {report.variance_ratio_p:.3f}); Brown-Forsythe p {report.brown_forsythe_p:.3f}",
    ]
    if report.flip_rate is not None:
        made.append(
            f"decisions flip with the name in {report.flip_rate:.1%}, "
            f"for the same name in {report.flip_floor or 0:.1%} (p {report.flip_p:.3f})"
        )
    if report.impact_ratio is not None:
        word = "pass" if report.four_fifths else "fail"
        made.append(f"impact ratio {report.impact_ratio:.2f}: four-fifths alone would {word}")
    made += ["", *_cells(report)]
    if panel is not None:
        made += ["", *distributions(panel, report.feature)]
    made += ["", *flips(report)] if report.flip_rate is not None else []
    strong = [test for test in report.family if test.adjusted <= LEVEL]
    made += [
        "",
        "tests that stand after Holm: "
        + (
            "; ".join(
                f"{t.what}{f' {t.cell}' if t.cell else ''} {t.value:+.3f} (p {t.adjusted:.3f})"
                for t in strong
            )
            or "none"
        ),
    ]
    return made


def _cells(report: PopulationReport) -> list[str]:
    rows: list[tuple[str, ...]] = [
        ("names", "gap", "95 %", "5 % tail", "95 % tail", "CVaR low", "CVaR high", "spread", "|z|>2")
    ]
    rows += [_cell(cell) for cell in report.cells]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _cell(cell: CellFigures) -> tuple[str, ...]:
    return (
        cell.cell,
        f"{cell.gap.value:+.3f}",
        _between(cell.gap),
        f"{cell.quantiles['5%']:+.3f}",
        f"{cell.quantiles['95%']:+.3f}",
        f"{cell.lower.value:+.3f}",
        f"{cell.upper.value:+.3f}",
        f"{cell.spread.value:+.3f}",
        "–" if cell.extreme is None else f"{cell.extreme:.0%}",
    )


def _between(figure: Interval) -> str:
    return "–" if figure.low is None or figure.high is None else f"{figure.low:+.3f} {figure.high:+.3f}"


def flips(report: PopulationReport) -> list[str]:
    """Yes → no to the left, no → yes to the right, one line a cell."""
    most = max(1, *(count or 0 for cell in report.cells for count in (cell.flips_down, cell.flips_up)))
    width = max(len(cell.cell) for cell in report.cells)
    made = [f"{'flips':<{width}}  {'yes to no':>20} | no to yes"]
    for cell in report.cells:
        down, up = cell.flips_down or 0, cell.flips_up or 0
        left, right = "#" * round(16 * down / most), "#" * round(16 * up / most)
        p = "" if cell.mcnemar_p is None else f"   McNemar p {cell.mcnemar_p:.3f}"
        made.append(f"{cell.cell:<{width}}  {f'{down} {left}':>20} | {f'{right} {up}':<20}{p}".rstrip())
    return made


def distributions(panel: Panel, feature: str) -> list[str]:
    """Centred scores by cell on one scale, darker where more answers lie; `<` and `>` mark the 5 and 95 % points."""
    centre = centred(panel.values[feature])
    low, high = float(centre.min()), float(centre.max())
    if high - low < 1e-12:
        return ["scores do not vary within items"]
    width = max(len(cell) for cell in (*panel.cells, "same name"))
    made = [f"{'spread':<{width}}  {low:<+8.2f}{'item mean 0':^{WIDTH - 16}}{high:>+8.2f}"]
    groups = {"same name": centre[:, : panel.same], **{c: centre[:, panel.columns(c)] for c in panel.cells}}
    for name, values in groups.items():
        made.append(f"{name:<{width}}  {_strip(values.ravel(), low, high)}")
    return made


def _strip(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], low: float, high: float) -> str:
    counts = np.histogram(values, bins=WIDTH, range=(low, high))[0]
    # The square root keeps thin tails visible beside the bulk.
    shades = np.ceil(np.sqrt(counts / counts.max()) * (len(SHADES) - 1)).astype(int)
    marks = [SHADES[shade] for shade in shades]
    for at, mark in ((0.05, "<"), (0.95, ">")):
        place = int((np.quantile(values, at) - low) / (high - low) * (WIDTH - 1))
        marks[place] = mark
    return "".join(marks)
