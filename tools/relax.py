"""Why is the list empty? Each constraint is lifted alone, and what then fits is counted."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from ..recommenders.types import Taste, Wish
from .context import ToolContext
from .explain.screen import Groups, singles, without
from .levers import Lever, levers
from .results import Relaxation
from .taste import TasteView

EXAMPLES = 3
PAIRED = 8
"""So many constraints are tried two by two at most."""
FACTS = 16
"""So many remembered things are measured at most."""


def relaxations(ctx: ToolContext, view: TasteView, wish: Wish) -> tuple[Relaxation, ...]:
    """What single constraint would have to go for anything to fit, most helpful first.

    Where none helps alone, pairs are tried. Nothing is guessed: every count is that of a model asked again.
    """
    pulls = levers(view, wish, ctx.catalog.schema)
    single = [_measured(ctx, view, wish, (pull,)) for pull in pulls]
    found = [one for one in (*single, *_facts(ctx, view, wish)) if one.count]
    if not found:
        pairs = combinations(pulls[:PAIRED], 2)
        found = [one for one in (_measured(ctx, view, wish, pair) for pair in pairs) if one.count]
    return tuple(sorted(found, key=lambda one: -one.count))


def _measured(ctx: ToolContext, view: TasteView, wish: Wish, pulls: tuple[Lever, ...]) -> Relaxation:
    taste = view.taste
    for pull in pulls:
        taste, wish = pull.lift(taste, wish)
    count, examples = _fitting(ctx, taste, wish)
    return Relaxation(
        labels=tuple(pull.label for pull in pulls),
        sources=tuple(pull.source for pull in pulls),
        names=tuple(pull.name for pull in pulls),
        unit_ids=tuple(pull.unit_id for pull in pulls if pull.unit_id is not None),
        count=count,
        examples=examples,
    )


def _facts(ctx: ToolContext, view: TasteView, wish: Wish) -> list[Relaxation]:
    """The remembered things without which something fits, each alone."""
    scorer = ctx.funnel.scorer(view.taste, wish)
    count = len(scorer.players)

    def helps(groups: Groups) -> npt.NDArray[np.bool_]:
        fits = np.isfinite(np.asarray(scorer.scores(without(count, groups))))
        return np.asarray(fits.any(axis=1))

    found = []
    for at in singles(count, helps)[:FACTS]:
        unit = scorer.players[at]
        fact = view.facts.get(unit)
        taste = view.taste.without(facts=frozenset({unit}), items=frozenset({unit}))
        fitting, examples = _fitting(ctx, taste, wish)
        label = fact.label if fact is not None else ctx.catalog.get(unit).label
        name = fact.attribute.rsplit(".", 1)[-1] if fact is not None else "item"
        found.append(Relaxation((label,), ("fact",), (name,), (unit,), fitting, examples))
    return found


def _fitting(ctx: ToolContext, taste: Taste, wish: Wish) -> tuple[int, tuple[str, ...]]:
    """How many items fit, and the first few of the list that would be shown."""
    scorer = ctx.funnel.scorer(taste, wish)
    everything = np.ones((1, len(scorer.players)), dtype=np.bool_)
    count = int(np.isfinite(np.asarray(scorer.scores(everything))).sum())
    examples = ctx.funnel.recommend(taste, wish, EXAMPLES).ids if count else ()
    return (count, examples) if examples else (0, ())
