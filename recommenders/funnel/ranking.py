"""From scores to a list: filter, blend, diversify, and say of every title why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ..types import Candidate, CandidateSet, Step
from .evidence import evidence

if TYPE_CHECKING:
    from .scorer import Scorer

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A value is not pushed further than by so many titles: what is wanted may simply not be there.
_MOST_BEHIND = 3


def ranked(scorer: Scorer, mask: Bools, k: int) -> CandidateSet:
    """The `k` best for one mask, with one step for each stage. Raises `UsageError` for `k` below 1."""
    if k < 1:
        raise UsageError(f"Cannot recommend {k} items", hint="Ask for at least one.")
    timer, size = scorer.funnel.timer, len(scorer.units.catalog)
    began = timer()
    steps = [Step("retrieve", size, {}, timer() - began, _retrieved(scorer))]
    began = timer()
    dropped = scorer.units.dropped(mask)
    left = size - sum(dropped.values())
    steps.append(Step("filter", left, dropped, timer() - began, "" if left else "nothing is left"))
    began = timer()
    shares = scorer.shares(mask[None, :])
    scores = scorer.total(shares, scorer.blocked(mask[None, :]))[0]
    order = best(scores, scorer.reach(k, mask))
    cut = {"lower score": left - len(order)} if left > len(order) else {}
    steps.append(Step("blend", len(order), cut, timer() - began, _leaning(scorer, mask)))
    began = timer()
    chosen = diverse(scorer, mask, order, scores[order], k)
    reasons = evidence(scorer, mask, chosen, shares)
    candidates = tuple(
        Candidate(scorer.units.catalog.ids[row], float(scores[row]), reasons[place])
        for place, row in enumerate(chosen.tolist())
    )
    cut = {"beyond the list's length": len(order) - len(chosen)} if len(order) > len(chosen) else {}
    steps.append(Step("diversify", len(candidates), cut, timer() - began))
    return CandidateSet(candidates, tuple(steps))


def best(scores: Floats, count: int) -> Ints:
    """Rows of the highest finite scores, best first, ties in the catalogue's order."""
    usable = np.flatnonzero(np.isfinite(scores))
    if len(usable) > count:
        edge = np.partition(scores[usable], len(usable) - count)[len(usable) - count]
        usable = usable[scores[usable] >= edge]
    return usable[np.argsort(-scores[usable], kind="stable")[:count]]


def diverse(scorer: Scorer, mask: Bools, order: Ints, scores: Floats, k: int) -> Ints:
    """Greedy choice of `k` rows: a title loses by how alike it is to the most alike one already chosen, and
    gains by values that were asked for and that the list has served less than others.

    The first after "maximal marginal relevance" (Carbonell and Goldstein, 1998), the second after explicit
    aspect coverage (Santos et al., xQuAD, 2010), with scores brought to 0..1 over the pool.
    """
    content, strength = scorer.funnel.content, scorer.funnel.config.diversity
    if content is None or len(order) < 3:
        return order[:k]
    # The scale is that of the best `pool`, however many more are considered.
    foot = scores[min(scorer.funnel.config.pool, len(scores)) - 1]
    span = float(scores[0] - foot) or 1.0
    value = (scores - foot) / span
    alike = np.round(content.likeness(order), 6)
    stated = scorer.stated_shares(mask, order) / span
    worst = np.zeros(len(order))
    free = np.ones(len(order), dtype=np.bool_)
    chosen: list[int] = []
    for _ in range(min(k, len(order))):
        turn = _turn(stated, chosen, scorer.funnel.config.turn)
        pick = int(np.where(free, np.round(value - strength * worst + turn, 9), -np.inf).argmax())
        chosen.append(pick)
        free[pick] = False
        worst = np.maximum(worst, alike[pick])
    return order[chosen]


def _turn(stated: Floats, chosen: list[int], growth: float) -> Floats:
    """What each title gains, shape (pool,), because the list is behind with values it has.

    `stated` (values, pool) is what each stated value adds to a title's score. For every title by which a
    value is behind the one served most it counts `growth` times as much: several values take turns.
    """
    if len(stated) < 2 or not chosen:
        return np.zeros(stated.shape[1])
    times = (stated[:, chosen] > 0).sum(axis=1)
    behind = np.minimum(times.max() - times, _MOST_BEHIND)
    gained: Floats = (growth**behind - 1.0) @ stated
    return gained


def _retrieved(scorer: Scorer) -> str:
    """Which sources there are, and how much of the catalogue each can score."""
    size = len(scorer.units.catalog)
    parts = []
    for name, source in scorer.funnel.sources.items():
        if scorer.weight(name):
            parts.append(f"{name} knows {source.known} of {size}")
    return "; ".join(parts)


def _leaning(scorer: Scorer, mask: Bools) -> str:
    """What the scores lean on, in words."""
    history = scorer.histories(mask[None, :])
    likes, dislikes = int((history.data > 0).sum()), int((history.data < 0).sum())
    stated = int(scorer.statements(mask[None, :])[0])
    if not (likes or dislikes or stated):
        return "nothing known of this taste: popular titles first"
    counts = ((likes, "liked"), (dislikes, "disliked"), (stated, "stated preferences"))
    return "from " + ", ".join(f"{count} {what}" for count, what in counts if count)
