"""The population report as a picture: distributions with their tails, and the flips in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ....errors import MissingExtraError, UsageError
from .population.figures import centred

if TYPE_CHECKING:
    from .population import Panel, PopulationReport

FORMATS = (".png", ".svg")


def plot_population(report: PopulationReport, panel: Panel, place: Path) -> Path:
    """Draw to a .png or .svg file (written whole or not at all); returns its place.

    Raises `MissingExtraError` without matplotlib and `UsageError` for another kind of file.
    """
    if place.suffix.lower() not in FORMATS:
        raise UsageError(
            f"Plots are {' or '.join(FORMATS)}", where=str(place), hint="Name the file accordingly."
        )
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("Drawing plots", "plots") from error
    figure = Figure(figsize=(11, 4.6), layout="constrained")
    axes = figure.subplots(1, 2, width_ratios=(3, 2)) if report.flip_rate is not None else [figure.subplots()]
    _distributions(axes[0], report, panel)
    if report.flip_rate is not None:
        _flips(axes[1], report)
    if report.flip_rate is not None:
        figure.legend(*axes[1].get_legend_handles_labels(), loc="outside lower right", ncols=2, fontsize=8)
    figure.suptitle(
        f"{report.verdict} · {report.items} items · {report.model or 'no model named'}", fontsize=11
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.stem}.part{place.suffix}")
    # No date in the file: the same audit draws the same bytes.
    with rc_context({"svg.hashsalt": "tastekeeper"}):
        figure.savefig(part, dpi=150, metadata={"Date": None} if place.suffix.lower() == ".svg" else None)
    part.replace(place)
    return place


def _distributions(axes: Any, report: PopulationReport, panel: Panel) -> None:
    """One violin a cell of centred scores; bars mark the 5, 50 and 95 % points, the band those of the same name."""
    centre = centred(panel.values[report.feature])
    same = centre[:, : panel.same].ravel()
    groups = [centre[:, panel.columns(cell)].ravel() for cell in panel.cells]
    axes.axvspan(*np.quantile(same, [0.05, 0.95]), color="0.92", label="same name, 5 to 95 %")
    for row, values in enumerate(groups):
        if np.ptp(values) > 1e-9:
            parts = axes.violinplot(
                [values], positions=[row], orientation="horizontal", showextrema=False, widths=0.8
            )
            parts["bodies"][0].set(facecolor="tab:blue", alpha=0.45)
        low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
        axes.plot([low, high], [row, row], color="black", linewidth=1.2)
        axes.plot([low, middle, high], [row] * 3, "|", color="black", markersize=12)
        far = values[(values < low) | (values > high)]
        axes.plot(far, np.full(len(far), row), ".", color="tab:red", markersize=3, alpha=0.5)
    axes.set_yticks(range(len(panel.cells)), [cell.replace("_", " ") for cell in panel.cells])
    axes.set_xlabel(f"{report.feature}, less the item's mean (tails in red)")
    axes.set_title("distributions with tails", fontsize=10)
    axes.legend(loc="best", fontsize=8)


def _flips(axes: Any, report: PopulationReport) -> None:
    """Flips against the original name by cell: yes to no to the left, no to yes to the right."""
    names = [cell.cell.replace("_", " ") for cell in report.cells]
    down = [cell.flips_down or 0 for cell in report.cells]
    up = [cell.flips_up or 0 for cell in report.cells]
    left = axes.barh(names, [-one for one in down], height=0.55, color="tab:orange", label="yes → no")
    right = axes.barh(names, up, height=0.55, color="tab:green", label="no → yes")
    axes.bar_label(left, down, padding=3, fontsize=8)
    axes.bar_label(right, up, padding=3, fontsize=8)
    axes.axvline(0, color="black", linewidth=0.8)
    limit = max(1, *down, *up) * 1.25
    for row, cell in enumerate(report.cells):
        axes.text(limit * 0.97, row + 0.31, f"McNemar p {cell.mcnemar_p:.2f}", fontsize=7, ha="right")
    axes.set_xlim(-limit, limit)
    axes.set_ylim(-0.6, len(names) - 0.35)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_xlabel(f"items (flip rate {report.flip_rate:.1%}, same name {report.flip_floor:.1%})")
    axes.set_title("flips of the decision", fontsize=10)
