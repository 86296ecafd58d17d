"""The tool that explains: why, why not, and what would change it."""

from __future__ import annotations

from . import resolve
from .arguments import ExplainArguments
from .context import ToolContext
from .explain import Case, answer
from .results import Explained
from .taste import current_taste


def explain(ctx: ToolContext, args: ExplainArguments) -> Explained:
    """Answer one question about one item, for the list that this wish and length would give now."""
    item_id = resolve.item_id(ctx, args.item)
    view = current_taste(ctx)
    case = Case(
        item_id=item_id,
        funnel=ctx.funnel,
        catalog=ctx.catalog,
        view=view,
        wish=resolve.wish(ctx, args),
        k=args.k,
    )
    found = answer(case, args.question)
    units = dict.fromkeys((*found.change_ids, *(part.unit_id for part in found.influences)))
    both = dict.fromkeys(
        (item_id, *found.before_ids, *found.after_ids, *(u for u in units if u in ctx.catalog))
    )
    both |= dict.fromkeys(name for name in found.added if name in ctx.catalog)
    return Explained(
        explanation=found,
        item=ctx.catalog.get(item_id),
        items=tuple(ctx.catalog.get(one) for one in both),
        facts=tuple(view.facts[unit] for unit in units if unit in view.facts),
    )
