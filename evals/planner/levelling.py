"""Acts as sets that can be compared: differences that change nothing are taken out on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...agent.planner.acts import Act, Intent
from ..text import fold

Triple = tuple[str, str, str]

SCOPE_BY_DEFAULT = frozenset({Intent.RECALL, Intent.HISTORY})
"""Asking what is known, without narrowing it, asks for everything."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One message read: which intents, and which (intent, slot, folded value) triples."""

    intents: frozenset[str]
    triples: frozenset[Triple]


def reading(acts: Iterable[Act], *, level: bool = True) -> Reading:
    """Acts as sets. No act at all reads as `unknown`. With `level` off only case and accents are folded."""
    listed = list(acts)
    intents = frozenset(str(act.intent) for act in listed) or frozenset({str(Intent.UNKNOWN)})
    triples = {
        (str(act.intent), slot, _value(value))
        for act in listed
        for slot, values in (_levelled(act) if level else act.slots).items()
        for value in values
    }
    return Reading(intents, frozenset(triples))


def _levelled(act: Act) -> dict[str, tuple[str, ...]]:
    """Without a scope that says nothing: everything by default, or beside a slot that narrows the act."""
    slots = dict(act.slots)
    scope = slots.get("scope")
    if scope is None:
        return slots
    if len(slots) > 1 or (act.intent in SCOPE_BY_DEFAULT and scope == ("everything",)):
        del slots["scope"]
    return slots


def _value(value: str) -> str:
    return fold(value) or value.strip().lower()


def match_topics(gold: Reading, found: Reading) -> Reading:
    """`found` with each `text` that says the same as a labelled one put in the label's words.

    It says the same when it has every labelled word and at most as many others.
    """
    labelled = [triple for triple in gold.triples if triple[1] == "text"]
    if not labelled:
        return found
    triples = set(found.triples)
    for intent, slot, value in labelled:
        for other in [t for t in triples if t[0] == intent and t[1] == slot]:
            want, have = value.split(), other[2].split()
            if set(want) <= set(have) and len(have) <= 2 * len(want):
                triples.discard(other)
                triples.add((intent, slot, value))
    return Reading(found.intents, frozenset(triples))
