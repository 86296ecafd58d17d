"""Cards: an item's facts from the catalogue, and the reason from what its score leaned on."""

from __future__ import annotations

from collections.abc import Mapping

from ...memory.types import Fact
from ...recommenders.types import CatalogSchema
from ...tools.results import ItemList, Listed
from ..dialogue.execute import Outcome
from ..events import Card
from .words import join, things

MOST_NAMED = 2


def cards_of(outcome: Outcome | None, schema: CatalogSchema) -> tuple[Card, ...]:
    """The cards of a list; none for any other outcome."""
    if not isinstance(outcome, ItemList):
        return ()
    facts = {fact.fact_id: fact for fact in outcome.facts}
    return tuple(_card(one, outcome, facts, schema) for one in outcome.items)


def _card(one: Listed, made: ItemList, facts: Mapping[str, Fact], schema: CatalogSchema) -> Card:
    return Card(
        index=one.index,
        item_id=one.item.item_id,
        title=one.item.title,
        year=one.item.year,
        facts=one.about,
        reason=reason_of(one, made, facts, schema),
        score=one.score,
        because=tuple(fact_id for fact_id in one.because if fact_id in facts),
    )


def reason_of(one: Listed, made: ItemList, facts: Mapping[str, Fact], schema: CatalogSchema) -> str:
    """Why it is listed, from the evidence alone: remembered likes, items it is close to, words it matches."""
    if made.tool == "search_catalog":
        return ""
    told = [facts[fact_id] for fact_id in one.because if fact_id in facts]
    values = [things(schema, f.attribute, f.value_text) for f in told if f.ref is None and f.polarity > 0]
    liked = [f.value_text for f in told if f.ref is not None and f.polarity > 0]
    parts = []
    if made.anchor is not None and _leans_on(one, made.anchor.item_id):
        parts.append(f"close to {made.anchor.label}")
    if values:
        parts.append(f"you like {join(values[:MOST_NAMED])}")
    if liked:
        parts.append(f"you liked {join(liked[:MOST_NAMED])}")
    if parts:
        return "; ".join(parts)
    asked = [value for name, value in made.wish.require if value in one.item.attributes.get(name, ())]
    if asked:
        return f"you asked for {join(asked)}"
    by_others = any(e.source == "popularity" and e.score > 0 for e in one.evidence)
    return "popular with others" if by_others else ""


def _leans_on(one: Listed, anchor: str) -> bool:
    """Whether the score owes something to the item it should be like: shared people, viewers or kind."""
    return anchor in one.because_items or any(e.source == "kind" and e.score > 0 for e in one.evidence)
