"""The tool that weighs the reviews a user attached to the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import resolve
from .arguments import ReviewArguments
from .context import ToolContext
from .results import Reviewed

if TYPE_CHECKING:
    from .audit.reviews.aspects import AspectTagger

NONE_ATTACHED = (
    "No reviews are attached to this catalogue. Attach a file with `tastekeeper audit reviews attach FILE`."
)
_TAGGER = "review_tagger"


def review_evidence(ctx: ToolContext, args: ReviewArguments) -> Reviewed:
    """What the attached reviews of one item amount to, as a set; says so when there are none.

    The figures are for the whole set and come with a caveat; weights lie between a floor and 1, so that a review
    may count less and is never left out.
    """
    item = ctx.catalog.get(resolve.item_id(ctx, args.item))
    shelf = ctx.reviews
    if shelf is None or not shelf.reviews:
        return Reviewed(item, None, NONE_ATTACHED)
    reviews = shelf.by_item.get(item.item_id, ())
    if not reviews:
        return Reviewed(item, None, f"None of the {len(shelf.reviews)} attached reviews is of {item.label}.")
    from .audit.reviews.evidence import weigh
    from .audit.reviews.packaged import default_table

    rest = [review for review in shelf.reviews if review.item != item.item_id]
    evidence = weigh(reviews, rest, default_table(), _tagger(ctx) if args.aspects else None)
    return Reviewed(item, evidence, evidence.caveat)


def _tagger(ctx: ToolContext) -> AspectTagger:
    from .audit.reviews.aspects import AspectTagger

    if _TAGGER not in ctx.cache:
        ctx.cache[_TAGGER] = AspectTagger.load()
    tagger: AspectTagger = ctx.cache[_TAGGER]
    return tagger
