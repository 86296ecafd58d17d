"""Audits over time and by model placement: does a subject grow more, or less, sensitive to names?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import numpy as np

from ..report import AuditReport, Part

Window = Literal["day", "week", "month"]
_FORMATS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}


class Period(Part):
    """The audits of one model and placement in one window. `distance` and `floor` are means over aspects of facts
    and framing (orders: of the order); `framing` is the mean score of all probes' answers, None for orders."""

    model: str
    placement: str
    window: str
    audits: int
    unstable: int
    inconclusive: int
    distance: float
    floor: float
    framing: float | None


class Drift(Part):
    """The periods in order, and for each model and placement Fisher's exact p that the share of unstable audits is
    the same in its first and its last window (1 with a single window), Holm-adjusted."""

    periods: tuple[Period, ...]
    p: dict[str, float]


def drift(audits: Iterable[tuple[datetime, AuditReport]], by: Window = "week") -> Drift:
    """Sum audits up by model, placement and window."""
    groups: dict[tuple[str, str, str], list[AuditReport]] = defaultdict(list)
    for at, report in audits:
        groups[report.model, report.placement or "", at.strftime(_FORMATS[by])].append(report)
    periods = tuple(_period(*key, reports) for key, reports in sorted(groups.items()))
    return Drift(periods=periods, p=_changes(periods))


def _period(model: str, placement: str, window: str, reports: list[AuditReport]) -> Period:
    kept = [a for r in reports for a in r.aspects if a.name in ("facts", "framing", "order")]
    framing = [arm.scores["framing"] for r in reports for arm in r.arms if arm.kind == "name" and arm.scores]
    return Period(
        model=model,
        placement=placement,
        window=window,
        audits=len(reports),
        unstable=sum(report.verdict == "unstable" for report in reports),
        inconclusive=sum(report.verdict == "inconclusive" for report in reports),
        distance=float(np.mean([aspect.distance for aspect in kept])) if kept else 0.0,
        floor=float(np.mean([aspect.floor for aspect in kept])) if kept else 0.0,
        framing=float(np.mean(framing)) if framing else None,
    )


def _changes(periods: tuple[Period, ...]) -> dict[str, float]:
    from scipy.stats import fisher_exact

    from ..permute import holm

    lines: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        lines[f"{period.model} {period.placement}".strip()].append(period)
    raw = {}
    for name, line in lines.items():
        first, last = line[0], line[-1]
        table = np.array([[one.unstable, one.audits - one.unstable] for one in (first, last)])
        raw[name] = float(fisher_exact(table).pvalue) if len(line) > 1 else 1.0
    return dict(zip(raw, map(float, holm(list(raw.values()))), strict=True)) if raw else {}
