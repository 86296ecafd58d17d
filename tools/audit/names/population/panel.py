"""Audits of one layout as arrays: items by arms, the same name's answers first, then the probes' by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .....errors import DataError
from ..distance import jaccard, kendall, matrix
from ..report import Arm, AuditReport, Sampled

if TYPE_CHECKING:
    import numpy.typing as npt

One = TypeVar("One", AuditReport, Sampled, AuditReport | Sampled)
FACTS = "facts"
"""The score that says how far an answer's statements lie from those of the item's other answers."""


@dataclass(frozen=True)
class Panel:
    """`values[feature]` is (items, arms); the first `same` arms are the same name's, the others probes'.

    `cell` names the cell of each probe column; `decisions` is (items, arms) or None; `names` (items, arms).
    `left_out` counts audits of another layout, kind or model, which cannot be compared arm by arm.
    """

    items: tuple[str, ...]
    same: int
    cell: tuple[str, ...]
    values: dict[str, npt.NDArray[np.float64]]
    decisions: npt.NDArray[np.bool_] | None
    names: tuple[tuple[str, ...], ...]
    left_out: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in order."""
        return tuple(dict.fromkeys(self.cell))

    def columns(self, cell: str) -> npt.NDArray[np.intp]:
        """Places of a cell's arms."""
        return np.array([self.same + n for n, one in enumerate(self.cell) if one == cell])

    def others(self, cell: str) -> npt.NDArray[np.intp]:
        """Places of the arms of all other cells."""
        return np.array([self.same + n for n, one in enumerate(self.cell) if one != cell])


def comparable(reports: Sequence[One]) -> list[One]:
    """The audits of the commonest layout, kind and model. Raises `DataError` when there is none."""
    layouts = [_layout(report, *_arms(report)) for report in reports]
    if not layouts:
        raise DataError(
            "There are no audits to put together", hint="Make some: tastekeeper audit names text --store."
        )
    commonest = Counter(layouts).most_common(1)[0][0]
    return [report for report, layout in zip(reports, layouts, strict=True) if layout == commonest]


def panel_of(reports: Iterable[AuditReport | Sampled]) -> Panel:
    """The comparable audits as a panel. Raises `DataError` when there is none to compare."""
    given = list(reports)
    kept = [(report, *_arms(report)) for report in comparable(given)]
    same, cell = len(kept[0][1]), tuple(arm.cell for arm in kept[0][2])
    if same < 2 or len(set(cell)) < 2:
        raise DataError(
            "The audits have no floor or only one cell of names",
            hint="Audit with at least 1 repeat and 2 cells.",
        )
    rows = [(*first, *names) for _, first, names in kept]
    return Panel(
        items=tuple(report.summary_id for report, _, _ in kept),
        same=same,
        cell=tuple(str(one) for one in cell),
        values=_values(rows),
        decisions=_decisions(rows),
        names=tuple(tuple(arm.name for arm in row) for row in rows),
        left_out=len(given) - len(kept),
    )


def _layout(report: AuditReport | Sampled, same: list[Arm], names: list[Arm]) -> tuple[object, ...]:
    """What audits must share to be compared: text or order, the subject, and which arms there are."""
    served = (report.model, report.placement) if isinstance(report, AuditReport) else ()
    kind = any(arm.ranking for arm in same)
    return served, kind, len(same), tuple(arm.cell for arm in names)


def _arms(report: AuditReport | Sampled) -> tuple[list[Arm], list[Arm]]:
    """The same name's arms, and the probes' sorted by cell."""
    same = [arm for arm in report.arms if arm.kind in ("original", "repeat")]
    names = sorted((arm for arm in report.arms if arm.kind == "name"), key=lambda arm: arm.cell or "")
    return same, names


def _values(rows: Sequence[Sequence[Arm]]) -> dict[str, npt.NDArray[np.float64]]:
    features = list(rows[0][0].scores)
    made = {f: np.array([[arm.scores[f] for arm in row] for row in rows], dtype=float) for f in features}
    if rows[0][0].ranking:
        return {"order": np.array([_oddness([arm.ranking for arm in row], kendall) for row in rows])}
    made[FACTS] = np.array([_oddness([frozenset(arm.facts) for arm in row], jaccard) for row in rows])
    return made


def _oddness(things: Sequence[object], apart: object) -> npt.NDArray[np.float64]:
    """Mean distance of each answer to the others of its item: it does not depend on which name is whose."""
    distances = matrix(things, apart)  # type: ignore[arg-type]
    return np.asarray(distances.sum(axis=1) / max(len(things) - 1, 1))


def _decisions(rows: Sequence[Sequence[Arm]]) -> npt.NDArray[np.bool_] | None:
    if any(arm.decision is None for row in rows for arm in row):
        return None
    return np.array([[bool(arm.decision) for arm in row] for row in rows])
