"""How the funnel's weights are chosen: coordinate ascent on validation windows, never on the test window.

Each source's scores are computed once a window; what is searched are the weights over them. Half of what is
maximised is how well whole histories are served, half how well a few likes are: a chat starts with few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ...recommenders.baselines import ContentConfig
from ...recommenders.catalog import Catalog
from ...recommenders.funnel import Funnel, FunnelConfig
from ...recommenders.funnel.sources import Source, measured
from ...recommenders.baselines import Content
from ...recommenders.types import Taste, Wish
from ...recommenders.feedback import signed
from .cases import Case, Window, stated_taste, taste_of
from .measure import DEPTH, joined, measure
from .rankers import FunnelRanker, top_lists

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, int, int], None]
STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
_FIELD = "content."
# A smaller gain than this is noise, and the simpler weights stay.
_GAIN = 2e-4


@dataclass(frozen=True)
class Table:
    """One set of questions in one window: cases and each source's scores, (cases, items) or (1, items)."""

    cases: tuple[Case, ...]
    parts: Mapping[str, Floats]
    banned: npt.NDArray[np.bool_]
    hits: tuple[frozenset[int], ...]

    def value(self, weights: Mapping[str, float]) -> float:
        """NDCG@10 plus Recall@20 of the blend."""
        total = np.zeros((1, 1), dtype=np.float32)
        for name, weight in weights.items():
            if weight:
                total = total + np.float32(weight) * self.parts[name]
        total = np.where(self.banned, -np.inf, np.broadcast_to(total, self.banned.shape))
        top = np.argpartition(-total, DEPTH, axis=1)[:, :DEPTH]
        order = np.take_along_axis(top, np.argsort(-np.take_along_axis(total, top, 1), axis=1, kind="stable"), 1)
        scores = []
        for ranked, wanted in zip(order.tolist(), self.hits, strict=True):
            gains = np.array([row in wanted for row in ranked], dtype=np.float64)
            best = _DISCOUNTS[: min(10, len(wanted))].sum()
            scores.append((gains[:10] * _DISCOUNTS).sum() / best + gains.sum() / len(wanted))
        return float(np.sum(scores))


_DISCOUNTS = 1.0 / np.log2(np.arange(2, 12))


def table(funnel: Funnel, window: Window, cases: Sequence[Case], tastes: Sequence[Taste], fields: Sequence[Source]) -> Table:
    """Score every source for the given tastes."""
    parts: dict[str, list[Floats]] = {}
    banned, hits = [], []
    for case, taste in zip(cases, tastes, strict=True):
        scorer = funnel.scorer(taste, Wish())
        masks = np.ones((1, len(scorer.players)), dtype=np.bool_)
        found = dict(scorer.parts(masks))
        history = scorer.histories(masks)
        for source in fields:
            name = _FIELD + source.model.fields[0]
            found[name] = source.scores(history) / scorer.mass(history)[:, None]
        for name, part in found.items():
            parts.setdefault(name, []).append(part[0].astype(np.float32))
        out = np.zeros(len(funnel.catalog), dtype=np.bool_)
        rows = funnel.catalog.index_of(item for item, _ in case.history)
        out[rows[rows >= 0]] = True
        banned.append(out)
        hits.append(frozenset(funnel.catalog.index_of(sorted(case.relevant)).tolist()))
    stacked = {name: np.stack(rows) for name, rows in parts.items()}
    return Table(tuple(cases), stacked, np.stack(banned), tuple(hits))


def ascend(
    groups: Sequence[tuple[float, Sequence[Table]]], start: Mapping[str, float], free: Sequence[str], rounds: int = 3
) -> tuple[dict[str, float], float]:
    """Move one weight at a time to the step that serves best, until nothing helps. Groups are (share, tables)."""
    weights = dict(start)

    def value(trial: Mapping[str, float]) -> float:
        total = 0.0
        for share, tables in groups:
            people = sum(len(one.cases) for one in tables)
            total += share * sum(one.value(trial) for one in tables) / people
        return total

    best = value(weights)
    for _ in range(rounds):
        before = best
        for name in free:
            for step in STEPS:
                trial = {**weights, name: step}
                if step != weights.get(name, 0.0) and (found := value(trial)) > best + _GAIN:
                    best, weights = found, trial
        if best <= before:
            break
    return weights, best
