"""One answer from the acts, the write report and the results, in the order a person expects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...memory.types import ErasureReceipt, WriteReport
from ...tools.results import (
    Explained,
    ItemInfo,
    ItemList,
    MemoryAnswer,
    Past,
    Recalled,
    Refused,
    Reviewed,
    Written,
)
from ..dialogue.calls import Call
from ..dialogue.execute import NOTHING_KNOWN, Outcome
from ..dialogue.selectors import facts_meant
from ..dialogue.state import DialogueState
from ..life.settling import question_of
from ..planner.acts import STATEMENTS, Intent, Understanding
from .draft import Draft
from .explaining import compose_explanation
from .lists import compose_list
from .memory import (
    compose_answered,
    compose_forgotten,
    compose_past,
    compose_recall,
    compose_receipt,
    compose_undo,
)
from .report import acknowledge
from .reviews import compose_reviews
from .social import ask, compose_missing, compose_said, compose_unresolved
from .words import fact_phrase, sentence_case

if TYPE_CHECKING:
    from ..services import Services

SOCIAL = {Intent.GREET, Intent.THANKS, Intent.BYE}


def compose(
    understanding: Understanding,
    report: WriteReport | None,
    results: Sequence[tuple[Call, Outcome | None]],
    dialogue: DialogueState,
    services: Services,
) -> Draft:
    """The draft of the answer. Nothing enters it that is not in its arguments."""
    draft = Draft()
    schema = services.schema
    said = [pair for pair in results if pair[0].tool == "say"]
    for call, _ in said:
        if call.intent in SOCIAL - {Intent.BYE}:
            compose_said(draft, call, dialogue, schema, alone=_alone(understanding))
    acknowledge(draft, report, schema)
    for call, outcome in results:
        if call.missing:
            compose_missing(draft, call.missing, schema)
        if outcome is not None:
            _compose_outcome(draft, call, outcome, services)
    if understanding.unresolved and not draft.cards:
        compose_unresolved(draft, understanding.unresolved, _near(understanding, services), schema)
    for call, _ in said:
        if call.intent not in SOCIAL - {Intent.BYE}:
            compose_said(draft, call, dialogue, schema, alone=not draft.paragraphs)
    doubt = question_of(report, lambda fact: fact_phrase(schema, fact)) if draft.question is None else None
    if doubt is not None:
        ask(draft, doubt)
    if not draft.paragraphs:
        draft.say(_nothing_to_say(understanding))
    elif report is not None and not results and _about_taste(report, schema.domain):
        draft.say(f"Say the word when you want something to {schema.verb}.")
    return draft


def _compose_outcome(draft: Draft, call: Call, outcome: Outcome, services: Services) -> None:
    schema = services.schema
    match outcome:
        case ItemList():
            compose_list(draft, call, outcome, schema)
        case Explained():
            compose_explanation(draft, outcome, schema)
        case ItemInfo() | Reviewed():
            _compose_item(draft, outcome)
        case Recalled():
            named = any(name != "scope" for name in call.act.slots)
            items = tuple(
                i for label in call.act.slots.get("item", ()) if (i := services.resolve_label(label))
            )
            meant = facts_meant(call.act, items, outcome.facts, schema) if named else None
            compose_recall(draft, outcome, call.act, meant, schema)
        case MemoryAnswer():
            compose_answered(draft, outcome)
        case Past():
            compose_past(draft, outcome, schema)
        case Written():
            compose_forgotten(draft, outcome, schema)
        case WriteReport() if call.intent is Intent.SETTLE:
            acknowledge(draft, outcome, schema)
        case WriteReport():
            compose_undo(draft, outcome, schema)
        case ErasureReceipt():
            compose_receipt(draft, outcome)
        case Refused():
            _refused(draft, call, outcome)


def _compose_item(draft: Draft, told: ItemInfo | Reviewed) -> None:
    if isinstance(told, Reviewed):
        compose_reviews(draft, told)
        return
    draft.items.add(told.item.item_id)
    draft.focus = told.item.item_id
    draft.facts = told.facts
    draft.say(f"**{told.item.label}**: {told.about.removeprefix(f'{told.item.year}, ')}.")


def _refused(draft: Draft, call: Call, refusal: Refused) -> None:
    if refusal.reason == NOTHING_KNOWN:
        values = [v for name, vs in call.act.slots.items() if name != "scope" for v in vs]
        about = f" about {', '.join(values)}" if values else ""
        draft.say(
            f"I have nothing{about} to {refusal.tool}: you have not told me anything like that.", values
        )
        return
    draft.say(sentence_case(refusal.reason), (refusal.reason,))


def _near(understanding: Understanding, services: Services) -> list[str]:
    hits = [services.search.resolve_title(word, k=1) for word in understanding.unresolved[:2]]
    return [services.item(hit[0][0]).label for hit in hits if hit and hit[0][1] >= 70]


def _about_taste(report: WriteReport, domain: str) -> bool:
    """Whether the message changed something that recommendations depend on."""
    facts = (fact for entry in report.entries for fact in (entry.fact, entry.previous) if fact is not None)
    return report.changed and any(fact.attribute.startswith(f"{domain}.") for fact in facts)


def _alone(understanding: Understanding) -> bool:
    return len(understanding.acts) == 1


def _nothing_to_say(understanding: Understanding) -> str:
    if any(act.intent in STATEMENTS for act in understanding.acts):
        return "I understood that as something about your taste, but found nothing in it to remember."
    return "I am not sure what you mean. Say “help” for examples."
