"""From acts to calls. What changes memory comes first, so that a list asked for in the same breath knows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from ...recommenders.types import CatalogSchema, Item
from ..planner.acts import STATEMENTS, Act, Intent, Question, Understanding
from .calls import Call
from .references import items_of
from .state import DialogueState, WishState
from .wishes import directed, refined, wish_from

LISTS = {Intent.RECOMMEND, Intent.REFINE, Intent.MORE, Intent.SEARCH, Intent.SIMILAR}
_CONSENT = re.compile(
    r"\b(yes|yeah|yep|yup|y|sure|ok|okay|do|go|please|confirm\w*|erase|delete|wipe|proceed|absolutely|definitely)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(r"\b(no|not|never|don.?t|nope|nah|cancel|stop|wait|keep)\b", re.IGNORECASE)
CHANGES = {Intent.FORGET, Intent.ERASE, Intent.UNDO}
ABOUT_ITEM = {Intent.ITEM_INFO, Intent.EXPLAIN, Intent.WHY_NOT, Intent.COUNTERFACTUAL}
_REVIEWS = re.compile(r"\breview(?:s|ers?|ed)?\b", re.IGNORECASE)
TOOL = {
    Intent.ITEM_INFO: "item_info",
    Intent.EXPLAIN: "explain",
    Intent.WHY_NOT: "explain",
    Intent.COUNTERFACTUAL: "explain",
    Intent.ASK: "ask_memory",
    Intent.SETTLE: "settle",
    Intent.RECALL: "recall",
    Intent.HISTORY: "history",
    Intent.FORGET: "forget",
    Intent.ERASE: "erase",
    Intent.UNDO: "undo",
}


class Lookup(Protocol):
    """What the policy needs to know of the catalogue."""

    @property
    def schema(self) -> CatalogSchema:
        """What the catalogue is about."""
        ...

    def resolve_label(self, label: str) -> str | None:
        """The item behind a label."""
        ...

    def item(self, item_id: str) -> Item:
        """One item."""
        ...


def decide_calls(
    understanding: Understanding, dialogue: DialogueState, text: str, lookup: Lookup
) -> tuple[Call, ...]:
    """The calls of one turn, in the order in which they must run."""
    acts = [act for act in understanding.acts if act.intent not in STATEMENTS]
    if dialogue.pending is not None and any(act.intent is Intent.AFFIRM for act in acts):
        # "Yes, erase everything": the order repeats what is being agreed to.
        asked = dialogue.pending.act.intent if dialogue.pending.act else None
        acts = [act for act in acts if act.intent is not asked]
    calls: list[Call] = []
    for act in acts:
        call = _call(act, dialogue, text, lookup)
        if call is not None:
            calls.append(call)
    if understanding.question is not None:
        calls = [c for c in calls if c.tool == "say" and c.intent not in (Intent.UNKNOWN,)]
        calls.append(_ask(understanding.question))
    return tuple(sorted(_merged(calls), key=_order))


def _order(call: Call) -> int:
    if call.intent in CHANGES:
        return 0
    return 2 if call.tool in ("recommend", "search", "similar") else 1


def _merged(calls: list[Call]) -> list[Call]:
    """One list a turn: a refinement said in the same breath as a request belongs to that request."""
    lists = [call for call in calls if call.wish is not None and call.intent in LISTS]
    if len(lists) < 2:
        return calls
    merged = lists[0]
    for extra in lists[1:]:
        assert merged.wish is not None
        assert extra.wish is not None
        merged = merged.model_copy(update={"wish": refined(merged.wish, extra.wish)})
    return [call for call in calls if call not in lists] + [merged]


def _call(act: Act, dialogue: DialogueState, text: str, lookup: Lookup) -> Call | None:
    if act.intent in LISTS:
        return _list_call(act, dialogue, text, lookup)
    if act.intent in ABOUT_ITEM:
        items, missing = items_of(act, dialogue, lookup.resolve_label)
        clause = text[act.start : act.end] or text
        of_reviews = act.intent is Intent.ITEM_INFO and _REVIEWS.search(clause) is not None
        return Call(
            tool="review_evidence" if of_reviews else TOOL[act.intent],
            act=act,
            items=items,
            missing=missing if items or missing else ("that one",),
        )
    if act.intent in (Intent.AFFIRM, Intent.DENY):
        return _answered(act, dialogue, text, lookup)
    if act.intent is Intent.ERASE:
        return Call(tool="say", act=act, question=_confirm_erasure(act))
    if act.intent is Intent.FORGET:
        items, missing = items_of(act, dialogue, lookup.resolve_label, fallback=False)
        return Call(tool="forget", act=act, items=items, missing=missing)
    return Call(tool=TOOL.get(act.intent, "say"), act=act)


def _list_call(act: Act, dialogue: DialogueState, text: str, lookup: Lookup) -> Call:
    resolve: Callable[[str], str | None] = lookup.resolve_label
    directions = act.slots.get("direction", ())
    if act.intent is Intent.MORE:
        base = dialogue.wish or WishState(tool="recommend")
        fresh = wish_from(act, base.tool, lookup.schema, text, resolve)
        unseen = refined(base, fresh).model_copy(update={"exclude_items": dialogue.shown})
        return Call(tool=base.tool, act=act, wish=unseen)
    if act.intent is Intent.SIMILAR:
        items, missing = items_of(act, dialogue, resolve)
        wish = wish_from(act, "similar", lookup.schema, text, resolve).model_copy(update={"like": items})
        wish = directed(wish, directions, [lookup.item(i) for i in items])
        return Call(tool="similar", act=act, wish=wish, items=items, missing=missing)
    tool = "search" if act.intent is Intent.SEARCH else "recommend"
    if act.intent is Intent.REFINE:
        base = dialogue.wish or WishState(tool="recommend")
        change = wish_from(act, base.tool, lookup.schema, text, resolve)
        wish = directed(refined(base, change), directions, [lookup.item(i) for i in dialogue.listed])
        return Call(tool=base.tool, act=act, wish=wish)
    wish = wish_from(act, tool, lookup.schema, text, resolve)
    if directions:
        wish = directed(wish, directions, [lookup.item(i) for i in (*wish.like, *dialogue.listed)])
    return Call(tool=tool, act=act, wish=wish)


def _answered(act: Act, dialogue: DialogueState, text: str, lookup: Lookup) -> Call | None:
    """The answer to the open question completes the act that was asked about; a statement's claims are
    written by then. Without a question there is nothing to agree to."""
    pending = dialogue.pending
    if pending is None or act.intent is Intent.DENY:
        return Call(tool="say", act=act, note="declined" if pending else "nothing asked")
    if pending.act is None or pending.act.intent in STATEMENTS:
        return None
    if pending.kind == "confirm" and pending.act.intent is Intent.ERASE:
        # What cannot be undone needs a plain word of consent: anything less is asked again.
        plain = _CONSENT.search(text) is not None and _REFUSAL.search(text) is None
        return Call(tool="erase", act=pending.act, confirmed=True) if plain else _ask(pending)
    slots = {**pending.act.slots, **act.slots}
    return _call(pending.act.model_copy(update={"slots": slots}), dialogue, text, lookup)


def _confirm_erasure(act: Act) -> Question:
    named = [value for name, values in act.slots.items() if name not in ("scope", "fact") for value in values]
    several = len(act.slots.get("fact", ()))
    if several:
        named = ["what you named" if several == 1 else f"the {several} things you named"]
    what = "everything I know about you, and our conversations" if not named else ", ".join(named)
    return Question(
        kind="confirm",
        text=f"This cannot be undone: {what} would be deleted from every store. Shall I? (yes or no)",
        act=act,
    )


def _ask(question: Question) -> Call:
    act = question.act or Act(intent=Intent.UNKNOWN)
    return Call(tool="say", act=act, question=question)
