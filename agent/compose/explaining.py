"""Explanations in words: what holds an item, what keeps it out, and what would change that."""

from __future__ import annotations

from ...recommenders.types import CatalogSchema
from ...tools.results import Explained
from ..events import ExplanationCard, Influence
from .draft import Draft
from .words import join, sentence_case

MOST = 3


def compose_explanation(draft: Draft, found: Explained, schema: CatalogSchema) -> None:
    """Add the answer to one question about one item, with what it leans on."""
    told = found.explanation
    draft.explanation = explanation_card(found)
    draft.focus = found.item.item_id
    draft.items.update({found.item.item_id, *(item.item_id for item in found.items)})
    draft.facts = found.facts
    draft.names.update({*told.change, *told.before, *told.after, told.reason})
    say = {"why": _why, "why_not": _why_not, "change": _change}[told.kind]
    say(draft, draft.explanation, schema)
    if told.verified:
        draft.say(f"(Checked: the list was made again without it, {told.queries} scorings.)")


def explanation_card(found: Explained) -> ExplanationCard:
    """The explanation as it crosses the session boundary."""
    return ExplanationCard.model_validate(found.explanation.card_fields() | {"kind": found.explanation.kind})


def _why(draft: Draft, card: ExplanationCard, schema: CatalogSchema) -> None:
    holding = card.influences[:MOST]
    if not holding:
        draft.say(f"{sentence_case(card.reason)}.")
        return
    draft.say(f"{card.label} is there because of what you told me:")
    draft.say("\n".join(f"- {_influence(part)}" for part in holding))


def _influence(part: Influence) -> str:
    if part.rank_without is None:
        return f"{part.label}: without it, this would leave the list."
    if part.rank_without == part.rank_with:
        return f"{part.label}: without it, this would score lower but stay number {part.rank_with}."
    return f"{part.label}: without it, this would fall from number {part.rank_with} to {part.rank_without}."


def _why_not(draft: Draft, card: ExplanationCard, schema: CatalogSchema) -> None:
    draft.say(f"{sentence_case(card.reason)}.")
    if card.change:
        draft.say(f"It would be listed if this were different: {join(card.change)}.")


def _change(draft: Draft, card: ExplanationCard, schema: CatalogSchema) -> None:
    if not card.change:
        draft.say(f"{sentence_case(card.reason)}.")
        return
    draft.say(f"Had you not told me this, {card.label} would not be in the list: {join(card.change)}.")
    gained = [label for label in card.after if label not in card.before]
    if gained:
        draft.say(f"In its place: {join(gained[:MOST])}.")
