"""Sources' scores computed once, so that many blends of them can be judged fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...recommenders.funnel import Funnel
from ...recommenders.funnel.sources import Source
from ...recommenders.types import Taste, Wish
from .cases import Case
from .measure import DEPTH

Floats = npt.NDArray[np.float64]
FIELD = "content."
STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
# A smaller gain than this is noise, and the weights stay.
_GAIN = 2e-4
_DISCOUNTS = 1.0 / np.log2(np.arange(2, 12))


@dataclass(frozen=True)
class Table:
    """Questions of one window: each source's scores, `banned` items (cases, items), rows to hit."""

    parts: Mapping[str, npt.NDArray[np.float32]]
    banned: npt.NDArray[np.bool_]
    hits: tuple[frozenset[int], ...]

    def value(self, weights: Mapping[str, float]) -> float:
        """The sum over cases of NDCG@10 plus Recall@20 of the blend."""
        ranked = self._ranked(weights).tolist()
        return float(sum(_value(rows, wanted) for rows, wanted in zip(ranked, self.hits, strict=True)))

    def holding(self, weights: Mapping[str, float], name: str) -> Floats:
        """For each case, the share of the blend's first ten to which a source gives something."""
        first = self._ranked(weights)[:, :10]
        return np.asarray((np.take_along_axis(self.parts[name], first, 1) > 0).mean(axis=1))

    def _ranked(self, weights: Mapping[str, float]) -> npt.NDArray[np.int64]:
        """The first rows of the blend, shape (cases, DEPTH)."""
        total = np.zeros(self.banned.shape, dtype=np.float32)
        for name, weight in weights.items():
            if weight:
                total += np.float32(weight) * self.parts[name]
        total[self.banned] = -np.inf
        top = np.argpartition(-total, DEPTH, axis=1)[:, :DEPTH]
        order = np.argsort(-np.take_along_axis(total, top, 1), axis=1, kind="stable")
        return np.take_along_axis(top, order, 1)


def _value(rows: Sequence[int], wanted: frozenset[int]) -> float:
    gains = np.array([row in wanted for row in rows], dtype=np.float64)
    best = _DISCOUNTS[: min(10, len(wanted))].sum()
    return float((gains[:10] * _DISCOUNTS).sum() / best + gains.sum() / len(wanted))


def table(
    funnel: Funnel, cases: Sequence[Case], tastes: Sequence[Taste], fields: Sequence[Source] = ()
) -> Table:
    """Score every source of the funnel, and content models of one field each, for the given tastes."""
    parts: dict[str, list[npt.NDArray[np.float32]]] = {}
    catalog = funnel.catalog
    banned = np.zeros((len(cases), len(catalog)), dtype=np.bool_)
    for place, (case, taste) in enumerate(zip(cases, tastes, strict=True)):
        scorer = funnel.scorer(taste, Wish())
        masks = np.ones((1, len(scorer.players)), dtype=np.bool_)
        found: dict[str, Floats] = dict(scorer.parts(masks))
        history = scorer.histories(masks)
        for name, source in fields_by_name(fields).items():
            found[name] = source.scores(history) / scorer.mass(history)[:, None]
        for name, part in found.items():
            parts.setdefault(name, []).append(part[0].astype(np.float32))
        rows = catalog.index_of(case.own)
        banned[place, rows[rows >= 0]] = True
    hits = tuple(frozenset(catalog.index_of(sorted(case.relevant)).tolist()) for case in cases)
    return Table({name: np.stack(rows) for name, rows in parts.items()}, banned, hits)


def fields_by_name(fields: Sequence[Source]) -> dict[str, Source]:
    """Content sources of one field by the name their weight goes by."""
    return {FIELD + str(next(iter(source.model.config.fields))): source for source in fields}


def worth(groups: Sequence[Sequence[Table]], weights: Mapping[str, float]) -> float:
    """The mean over groups of what a blend is worth to the group's people."""
    values = [
        sum(one.value(weights) for one in tables) / sum(len(one.hits) for one in tables) for tables in groups
    ]
    return float(np.mean(values))


def ascend(
    groups: Sequence[Sequence[Table]], start: Mapping[str, float], free: Sequence[str], rounds: int = 3
) -> tuple[dict[str, float], float]:
    """Move one weight at a time to the step that is worth most, until nothing helps."""
    weights, best = dict(start), worth(groups, start)
    for _ in range(rounds):
        before = best
        for name in free:
            for step in STEPS:
                trial = {**weights, name: step}
                if step != weights.get(name, 0.0) and (found := worth(groups, trial)) > best + _GAIN:
                    best, weights = found, trial
        if best <= before:
            break
    return weights, best
