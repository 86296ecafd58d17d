"""Recommendations, similar items and search results in words; and honest words when there are none."""

from __future__ import annotations

from ...recommenders.types import CatalogSchema
from ...tools.results import ItemList, Relaxation
from ..dialogue.calls import Call
from ..events import Card
from ..planner.acts import Intent
from .cards import cards_of
from .draft import Draft
from .words import join, sentence_case, wish_phrase


def compose_list(draft: Draft, call: Call, made: ItemList, schema: CatalogSchema) -> None:
    """Add the list, its lead and what was relaxed; or say what empties it."""
    assert call.wish is not None
    draft.wish = call.wish
    draft.cards = cards_of(made, schema)
    draft.names.add(wish_phrase(schema, call.wish))
    draft.numbers.update({float(len(made.items)), *(float(one.count) for one in made.relaxations)})
    draft.names.update(label for one in made.relaxations for label in one.labels)
    for one in made.items:
        draft.items.add(one.item.item_id)
    if made.anchor is not None:
        draft.items.add(made.anchor.item_id)
    if not made.items:
        _nothing(draft, call, made, schema)
        return
    draft.listed = made.ids
    draft.focus = None
    draft.say(_lead(call, made, schema))
    draft.say("\n".join(_line(card) for card in draft.cards))


def _lead(call: Call, made: ItemList, schema: CatalogSchema) -> str:
    assert call.wish is not None
    asked = wish_phrase(schema, call.wish)
    count = len(made.items)
    noun = schema.noun if count == 1 else schema.noun_plural
    if made.tool == "search_catalog":
        return f"The catalogue has {'this' if count == 1 else 'these'} for {asked or 'that'}:"
    if made.anchor is not None:
        extra = f" ({asked})" if asked else ""
        return f"Close to {made.anchor.label}{extra}:"
    lead = (
        f"More {asked or noun}:" if call.intent is Intent.MORE else f"For you: {asked or f'{count} {noun}'}."
    )
    if call.wish.match_all and not made.wish.match_all:
        several = join([v for n, v in call.wish.require if n in call.wish.match_all])
        lead += f" Nothing has all of {several}, so these have any of them."
    if not made.facts and not call.wish.require:
        lead += (
            f" I know little of your taste yet: name a {schema.noun} you liked and the list becomes yours."
        )
    return lead


def _line(card: Card) -> str:
    label = f"{card.title} ({card.year})" if card.year else card.title
    reason = f" *{sentence_case(card.reason)}.*" if card.reason else ""
    return f"{card.index}. **{label}**: {_without_year(card)}.{reason}"


def _without_year(card: Card) -> str:
    return card.facts.removeprefix(f"{card.year}, ").rstrip(".")


def _nothing(draft: Draft, call: Call, made: ItemList, schema: CatalogSchema) -> None:
    assert call.wish is not None
    asked = wish_phrase(schema, call.wish) or "that"
    if call.intent is Intent.MORE:
        draft.say(f"There are no more {schema.noun_plural} to show for {asked}.")
    else:
        draft.say(f"Nothing in the catalogue fits {asked}.")
    if made.relaxations:
        draft.say("\n".join(f"- {_relaxed(one, schema)}" for one in made.relaxations[:3]))


def _relaxed(one: Relaxation, schema: CatalogSchema) -> str:
    noun = schema.noun if one.count == 1 else schema.noun_plural
    return f"Without {join(one.labels)} there would be {one.count} {noun}."
