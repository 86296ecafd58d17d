"""From what a caller says to what the catalogue knows: items by id or title, attribute values by name."""

from __future__ import annotations

from ..errors import ToolFailure, ToolRetry
from ..recommenders.search.fold import fold
from ..recommenders.types import Wish
from .arguments import AttributeValue, WishArguments
from .context import ToolContext

SURE = 93.0
CLEAR = 2.0


def item_id(ctx: ToolContext, text: str) -> str:
    """The item meant by an id or a title.

    Raises `ToolRetry` listing the readings where there are several, `ToolFailure` where there is none.
    """
    if text in ctx.catalog:
        return text
    noun = ctx.catalog.schema.noun
    hits = ctx.search.resolve_title(text, k=5)
    if not hits:
        raise ToolFailure(
            f"The catalogue has no {noun} called {text[:80]!r}",
            hint=f"Say so; offer to search for the {noun} by other words.",
        )
    best, score = hits[0]
    rivals = [other for other, near in hits[1:] if score - near < CLEAR]
    if score >= SURE and not rivals:
        return str(best)
    meant = [best, *rivals] if score >= SURE else [hit for hit, _ in hits]
    labels = ", ".join(f"{ctx.catalog.get(hit).label} (id {hit})" for hit in meant)
    raise ToolRetry(f"{text[:80]!r} does not name one {noun}", hint=f"Call again with one id of: {labels}.")


def wish(ctx: ToolContext, args: WishArguments) -> Wish:
    """The wish the arguments describe, spelt as the catalogue spells it. `ToolRetry` with what it knows."""
    return Wish(
        require=tuple(value(ctx, pair) for pair in args.require),
        exclude=tuple(value(ctx, pair) for pair in args.exclude),
        like=tuple(dict.fromkeys(item_id(ctx, text) for text in args.like)),
        year_min=args.year_min,
        year_max=args.year_max,
        runtime_min=args.runtime_min,
        runtime_max=args.runtime_max,
        exclude_items=tuple(one for one in args.exclude_items if one in ctx.catalog),
        query=args.query,
        match_all=args.match_all,
        popularity=args.popularity,
    )


def attribute(ctx: ToolContext, name: str) -> str:
    """An attribute name of the catalogue (`person` included). Raises `ToolRetry` listing them."""
    known = (*ctx.catalog.schema.names(), "person")
    if name not in known:
        raise ToolRetry(f"There is no attribute {name[:40]!r}", hint=f"Use one of: {', '.join(known)}.")
    return name


def value(ctx: ToolContext, pair: AttributeValue) -> tuple[str, str]:
    """Attribute and value as the catalogue spells them. Raises `ToolRetry` with the nearest ones."""
    name = attribute(ctx, pair.attribute)
    column = ctx.catalog.column(name)
    places = column.folded.get(fold(pair.value))
    if places:
        return name, column.vocabulary[places[0]]
    near = _near(fold(pair.value), list(column.folded))
    options = ", ".join(column.vocabulary[column.folded[word][0]] for word in near)
    hint = f"The nearest are: {options}." if options else "Search by words instead."
    raise ToolRetry(f"The catalogue has no {name} {pair.value[:80]!r}", hint=hint)


def _near(word: str, words: list[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    return [hit[0] for hit in process.extract(word, words, scorer=fuzz.WRatio, limit=5, score_cutoff=70)]
