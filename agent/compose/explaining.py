"""Explanations in words: what holds an item, what keeps it out, and what would change that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ...recommenders.types import CatalogSchema
from ...tools.results import Explained
from ..events import ExplanationCard, Influence
from .draft import Draft
from .words import fact_phrase, join, sentence_case

MOST = 3


def compose_explanation(draft: Draft, found: Explained, schema: CatalogSchema) -> None:
    """Add the answer to one question about one item, with what it leans on."""
    told = found.explanation
    draft.explanation = _in_words(explanation_card(found), found, schema)
    draft.focus = found.item.item_id
    draft.items.update({found.item.item_id, *(item.item_id for item in found.items)})
    draft.facts = found.facts
    draft.numbers.update({float(told.queries), *_ranks(draft.explanation)})
    draft.names.update({*told.change, *told.before, *told.after, told.reason})
    if told.kind == "why_not":
        _why_not(draft, draft.explanation, found, schema)
    else:
        (_why if told.kind == "why" else _change)(draft, draft.explanation)
    if told.verified:
        draft.say(f"(Checked: the list was made again without it, {told.queries} scorings.)")


def _in_words(card: ExplanationCard, found: Explained, schema: CatalogSchema) -> ExplanationCard:
    """The card with every fact said to the person, instead of by its label."""
    said = {fact.fact_id: fact_phrase(schema, fact) for fact in found.facts}
    parts = tuple(p.model_copy(update={"label": said.get(p.unit_id, p.label)}) for p in card.influences)
    change = tuple(
        said.get(unit, label) for unit, label in zip_longest(card.change_ids, card.change, fillvalue="")
    )
    return card.model_copy(update={"influences": parts, "change": tuple(c for c in change if c)})


def explanation_card(found: Explained) -> ExplanationCard:
    """The explanation as it crosses the session boundary."""
    return ExplanationCard.model_validate(found.explanation.card_fields() | {"kind": found.explanation.kind})


def _ranks(card: ExplanationCard) -> Iterator[float]:
    for part in card.influences:
        yield float(part.rank_with)
        if part.rank_without is not None:
            yield float(part.rank_without)


def _why(draft: Draft, card: ExplanationCard) -> None:
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


def _why_not(draft: Draft, card: ExplanationCard, found: Explained, schema: CatalogSchema) -> None:
    told = found.explanation
    if not told.barriers:
        draft.say(f"{sentence_case(card.reason)}.")
        if card.change and card.label in card.after:
            draft.say(f"It would be listed if you also liked {join(card.change)}.")
        return
    said = {fact.fact_id: fact_phrase(schema, fact) for fact in found.facts}
    because = [
        said.get(b.unit_id or "", b.label) if b.source != "wish" else f"you asked for {b.label}"
        for b in told.barriers
    ]
    draft.say(f"{card.label} is left out because {join(because)}.")
    place = told.after_ids.index(told.item_id) + 1 if told.item_id in told.after_ids else None
    if place is not None:
        draft.numbers.add(float(place))
        draft.say(f"Without that it would be number {place} in this list.")
    else:
        draft.say("Without that it could be listed, but others would still come first.")


def _change(draft: Draft, card: ExplanationCard) -> None:
    if not card.change:
        draft.say(f"{sentence_case(card.reason)}.")
        return
    draft.say(f"Had you not told me this, {card.label} would not be in the list: {join(card.change)}.")
    gained = [label for label in card.after if label not in card.before]
    if gained:
        draft.say(f"In its place: {join(gained[:MOST])}.")
