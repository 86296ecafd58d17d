"""From the acts of single clauses to the acts of the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .acts import Act, Intent
from .families import FINDING
from .slots import merged

_COURTESY = frozenset({Intent.GREET, Intent.THANKS, Intent.BYE, Intent.AFFIRM, Intent.DENY})
# When two requests of a message are one, the intent that says more names both.
_STRENGTH = {Intent.SIMILAR: 4, Intent.SEARCH: 3, Intent.MORE: 2, Intent.REFINE: 1, Intent.RECOMMEND: 0}
_SAME = frozenset(
    {
        Intent.ITEM_INFO,
        Intent.RECALL,
        Intent.FORGET,
        Intent.EXPLAIN,
        Intent.HISTORY,
        Intent.ERASE,
        Intent.HELP,
        Intent.UNDO,
        Intent.THANKS,
        Intent.GREET,
        Intent.BYE,
        Intent.COUNTERFACTUAL,
        Intent.WHY_NOT,
        Intent.AFFIRM,
        Intent.DENY,
    }
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An act with what combining needs to know: its lead-in, whether a stop precedes, its words."""

    act: Act
    lead: str = ""
    hard: bool = True
    text: str = ""
    stated: bool = False
    fragment: bool = False


def combine(drafts: list[Draft], *, asked: bool) -> tuple[Act, ...]:
    """The acts of a message in order.

    `asked` says that a question is open, so that yes and no mean something.
    """
    kept = _without_courtesies(drafts, asked)
    found: list[Draft] = []
    for draft in kept:
        at = _partner(found, draft)
        if at is None:
            found.append(draft)
        else:
            found[at] = _joined(found[at], draft)
    return tuple(draft.act for draft in found)


def _without_courtesies(drafts: list[Draft], asked: bool) -> list[Draft]:
    drafts = _undoubted(drafts)
    solid = [d for d in drafts if d.act.intent not in _COURTESY and d.act.intent is not Intent.UNKNOWN]
    if not solid:
        return _only_courtesies(drafts, asked)
    kept = []
    for draft in drafts:
        intent = draft.act.intent
        if intent in (Intent.AFFIRM, Intent.DENY) and not asked:
            continue
        if intent is Intent.UNKNOWN and draft.text:
            continue
        kept.append(draft)
    return kept


def _undoubted(drafts: list[Draft]) -> list[Draft]:
    """Without a yes or a no that the rest of the message puts in doubt: "yes, no, wait", "yes, but keep X"."""
    said = {draft.act.intent for draft in drafts}
    torn = {Intent.AFFIRM, Intent.DENY} <= said
    but = any(draft.lead == "but" for draft in drafts)
    return [
        draft
        for draft in drafts
        if not (torn and draft.act.intent in (Intent.AFFIRM, Intent.DENY))
        and not (but and draft.act.intent is Intent.AFFIRM)
    ]


def _only_courtesies(drafts: list[Draft], asked: bool) -> list[Draft]:
    """Courtesies beside each other or beside words that say nothing; "yes thanks" is an answer."""
    courtesies = [d for d in drafts if d.act.intent in _COURTESY]
    explicit = [d for d in drafts if d.act.intent is Intent.UNKNOWN and not d.text]
    if not courtesies:
        return (explicit or drafts)[:1]
    thanked = any(d.act.intent is Intent.THANKS for d in courtesies)
    refused = any(d.act.intent is Intent.DENY for d in courtesies)
    if thanked and refused:  # "no, thank you"
        courtesies = [d for d in courtesies if d.act.intent is not Intent.THANKS]
    elif thanked and not asked:  # "great, thanks"
        courtesies = [d for d in courtesies if d.act.intent is not Intent.AFFIRM or "<" in d.text]
    return sorted((*courtesies, *explicit), key=lambda draft: draft.act.start)


def _partner(found: list[Draft], draft: Draft) -> int | None:
    """The earlier act that `draft` belongs to, if any."""
    intent = draft.act.intent
    for at in range(len(found) - 1, -1, -1):
        other = found[at].act.intent
        if intent is Intent.REFINE and _named_only(found[at]) and draft.lead == "but":
            return at  # "Seven Samurai but more recent"
        if intent in FINDING and other in FINDING:
            return at if _one_request(found[at], draft) else None
        if intent is other and intent in _SAME:
            return at
        if intent is Intent.EXPLAIN and other is Intent.WHY_NOT and not draft.act.slots:
            return at  # "Heat is missing. Why?"
    return None


def _named_only(draft: Draft) -> bool:
    return draft.act.intent is Intent.ITEM_INFO and bool(re.fullmatch(r"(?:\w+ )?<i\d+>", draft.text))


def _one_request(first: Draft, second: Draft) -> bool:
    pair = {first.act.intent, second.act.intent}
    if Intent.SEARCH in pair and Intent.SIMILAR in pair:
        return False
    if Intent.SEARCH in pair and len(pair) > 1:
        return second.fragment or second.act.intent is Intent.REFINE or not second.act.slots
    return True


def _joined(first: Draft, second: Draft) -> Draft:
    one, two = first.act, second.act
    intent = max((one.intent, two.intent), key=lambda i: _STRENGTH.get(i, 0))
    if {one.intent, two.intent} == {Intent.RECOMMEND, Intent.REFINE}:
        intent = one.intent  # what follows a request narrows it, whatever it would be alone
    if (one.intent, two.intent) == (Intent.REFINE, Intent.MORE) and two.slots:
        intent = Intent.REFINE  # "less action, more romance"
    if (one.intent, two.intent) == (Intent.MORE, Intent.REFINE) and "direction" in two.slots:
        intent = Intent.REFINE  # "not these, something different"
    if one.intent is Intent.ITEM_INFO and two.intent is Intent.REFINE:
        intent = Intent.SIMILAR
    if Intent.WHY_NOT in (one.intent, two.intent):
        intent = Intent.WHY_NOT
    slots = merged(one.slots, two.slots, replace=second.lead == "fix")
    if slots.get("item") and slots.get("ref") == ("it",):
        slots.pop("ref")
    act = one.model_copy(
        update={
            "intent": intent,
            "slots": slots,
            "start": min(one.start, two.start),
            "end": max(one.end, two.end),
        }
    )
    return Draft(act, first.lead, first.hard, first.text)
