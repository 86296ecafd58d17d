"""Lists measured against cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ...recommenders.metrics import bootstrap, coverage, mrr, ndcg, paired, recall
from .cases import NEWCOMER, RETURNING, Case

Floats = npt.NDArray[np.float64]
DEPTH = 20


@dataclass(frozen=True)
class Measured:
    """Per-person values of one recommender, in the order of the cases."""

    values: Mapping[str, Floats]
    lists: tuple[tuple[str, ...], ...]

    def mean(self, name: str) -> float:
        """The mean over people."""
        return float(np.nanmean(self.values[name]))

    @property
    def objective(self) -> float:
        """What tuning maximises: NDCG@10 plus Recall@20."""
        return self.mean("ndcg10") + self.mean("recall20")


def measure(lists: Sequence[Sequence[str]], cases: Sequence[Case]) -> Measured:
    """Recall@20, NDCG@10 and MRR of each list against what its person liked."""
    pairs = [(tuple(ranked[:DEPTH]), case.relevant) for ranked, case in zip(lists, cases, strict=True)]
    values = {
        "ndcg10": np.array([ndcg(ranked, wanted, 10) for ranked, wanted in pairs]),
        "recall20": np.array([recall(ranked, wanted, 20) for ranked, wanted in pairs]),
        "mrr": np.array([mrr(ranked, wanted) for ranked, wanted in pairs]),
    }
    return Measured(values, tuple(ranked for ranked, _ in pairs))


def joined(parts: Sequence[Measured]) -> Measured:
    """Several windows as one."""
    names = parts[0].values
    values = {name: np.concatenate([part.values[name] for part in parts]) for name in names}
    return Measured(values, tuple(ranked for part in parts for ranked in part.lists))


def summary(found: Measured, cases: Sequence[Case], items: int, *, seed: int) -> dict[str, Any]:
    """Means with intervals, overall and by kind of person, and the coverage of the first ten."""
    report: dict[str, Any] = {
        name: bootstrap(values, seed=seed).as_dict() for name, values in found.values.items()
    }
    report["coverage10"] = round(coverage([ranked[:10] for ranked in found.lists], items), 4)
    for kind in (RETURNING, NEWCOMER):
        mask = np.array([case.kind == kind for case in cases], dtype=np.bool_)
        report[kind] = {
            name: bootstrap(values[mask], seed=seed).as_dict() for name, values in found.values.items()
        }
    return report


def against(ours: Measured, theirs: Measured, *, seed: int) -> dict[str, Any]:
    """Paired differences with intervals, and how many people each one serves better."""
    report: dict[str, Any] = {}
    for name in ("ndcg10", "recall20", "mrr"):
        difference = ours.values[name] - theirs.values[name]
        report[name] = {
            **paired(ours.values[name], theirs.values[name], seed=seed).as_dict(),
            "better": int((difference > 0).sum()),
            "worse": int((difference < 0).sum()),
        }
    return report
