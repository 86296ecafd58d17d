"""The tools that return items: recommend, similar, search_catalog and item_info."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..memory.types import Fact
from ..recommenders.types import Candidate, CandidateSet, Item
from . import resolve
from .arguments import ItemArguments, RecommendArguments, SearchArguments, SimilarArguments
from .context import ToolContext
from .relax import relaxations
from .results import ItemInfo, ItemList, Listed
from .taste import TasteView, current_taste


def recommend(ctx: ToolContext, args: RecommendArguments) -> ItemList:
    """What fits the person's taste and the wish; when nothing does, which constraint empties the list."""
    wish = resolve.wish(ctx, args)
    if args.fresh:
        hidden = tuple(item for item in ctx.shown if item not in wish.exclude_items)
        wish = replace(wish, exclude_items=(*wish.exclude_items, *hidden))
    view = current_taste(ctx)
    made = ctx.funnel.recommend(view.taste, wish, args.k)
    helps = () if made else relaxations(ctx, view, wish)
    items = listed(ctx, view, made)
    return ItemList("recommend", wish, items, made.steps, helps, _named(view, items))


def similar(ctx: ToolContext, args: SimilarArguments) -> ItemList:
    """Items like the named one, within the wish and the person's limits."""
    anchor = resolve.item_id(ctx, args.item)
    asked = resolve.wish(ctx, args)
    wish = replace(asked, like=tuple(dict.fromkeys((anchor, *asked.like))))
    view = current_taste(ctx)
    made = ctx.funnel.recommend(view.taste, wish, args.k)
    helps = () if made else relaxations(ctx, view, wish)
    items = listed(ctx, view, made)
    return ItemList("similar", wish, items, made.steps, helps, _named(view, items), ctx.catalog.get(anchor))


def search_catalog(ctx: ToolContext, args: SearchArguments) -> ItemList:
    """Items by words and constraints. What is remembered plays no part, dislikes and limits included."""
    wish = resolve.wish(ctx, args)
    made: CandidateSet = ctx.search.search(args.query, wish=wish, k=args.k)
    return ItemList("search_catalog", wish, listed(ctx, TasteView.empty(), made), made.steps)


def item_info(ctx: ToolContext, args: ItemArguments) -> ItemInfo:
    """What the catalogue says of one item, and what is remembered about that item and its values."""
    item = ctx.catalog.get(resolve.item_id(ctx, args.item))
    view = current_taste(ctx)
    facts = _concerning(view.facts.values(), item)
    return ItemInfo(item, ctx.catalog.sentence(item), ctx.catalog.aliases(item.item_id), facts)


def listed(ctx: ToolContext, view: TasteView, made: CandidateSet) -> tuple[Listed, ...]:
    """A candidate set as catalogue data, with what each place leaned on sorted by kind."""
    return tuple(_listed(ctx, view, place, candidate) for place, candidate in enumerate(made, start=1))


def _listed(ctx: ToolContext, view: TasteView, place: int, candidate: Candidate) -> Listed:
    item = ctx.catalog.get(candidate.item_id)
    leaned = dict.fromkeys(name for evidence in candidate.evidence for name in evidence.because)
    # An item that was told counts as the fact that tells it.
    facts = dict.fromkeys(view.taste.facts.get(name, name) for name in leaned)
    return Listed(
        index=place,
        item=item,
        about=ctx.catalog.sentence(item),
        score=candidate.score,
        because=tuple(name for name in facts if name in view.facts),
        because_items=tuple(name for name in leaned if name in ctx.catalog and name not in view.facts),
        because_words=tuple(name for name in leaned if name not in ctx.catalog and name not in view.facts),
        evidence=candidate.evidence,
    )


def _named(view: TasteView, items: tuple[Listed, ...]) -> tuple[Fact, ...]:
    """The facts that any item of the list leaned on."""
    ids = dict.fromkeys(fact_id for one in items for fact_id in one.because)
    return tuple(view.facts[fact_id] for fact_id in ids)


def _concerning(facts: Iterable[Fact], item: Item) -> tuple[Fact, ...]:
    """The facts about the item itself or about a value that it has."""
    every = frozenset(value for many in item.attributes.values() for value in many)
    found = []
    for fact in facts:
        if fact.ref is not None:
            if fact.ref == item.item_id:
                found.append(fact)
        elif fact.value_text in every:
            own = item.attributes.get(fact.attribute.rsplit(".", 1)[-1])
            if not own or fact.value_text in own:
                found.append(fact)
    return tuple(found)
