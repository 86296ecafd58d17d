"""From a request clause to an act: one small function a family of intents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...memory.extraction.linking import Domain, Mentioned
from .acts import Act, DialogueContext, Intent
from .reach import weak
from .requests import Request
from .scopes import scope_of
from .slots import Slots, leftover, reference_of, slots_of

FINDING = frozenset({Intent.RECOMMEND, Intent.REFINE, Intent.SEARCH, Intent.SIMILAR, Intent.MORE})
_WHOLE = re.compile(
    r"\b(?:everything|all|data|anything|profile|me|account|memory|history|information|info|slate|scratch"
    r"|trace)\b"
)


_ROLES = ("person", "director", "actor", "writer")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BARE_DIRECTIONS = frozenset(("older", "newer", "shorter", "longer"))
# "Has he directed", "starring her", "without him": how a person named before takes part.
_PRONOUN = re.compile(
    r"\bwithout (?P<without>him|her)\b|\b(?:with|starring|featuring) (?P<with>him|her)(?: in(?: it)?)?$"
    r"|\bby (?P<by>him|her)$"
    r"|\b(?P<director>he|she)(?: \w+)? (?:direct\w*|made|make)\b"
    r"|\b(?P<writer>he|she)(?: \w+)? (?:wrote|write|written)\b"
    r"|\b(?P<actor>he|she)(?: \w+)? (?:been in|in|star\w*|appear\w*|act\w*|play\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an act is built from besides the clause; `text` is the message as typed."""

    mentions: Sequence[Mentioned]
    domain: Domain
    context: DialogueContext
    text: str = ""


def _found(request: Request, around: Surroundings) -> Slots:
    slots = slots_of(request.words, around.mentions, around.domain)
    refs = slots.pop("not_ref", ())
    if refs and "ref" not in slots:
        slots["ref"] = refs
    return slots


def _plain(slots: Slots) -> Slots:
    """The same slots without their negations."""
    found: Slots = {}
    for name, values in slots.items():
        bare = name.removeprefix("not_")
        found[bare] = (*found.get(bare, ()), *values)
    return found


def finding(intent: Intent, request: Request, around: Surroundings) -> Act:
    """Recommend, refine, more, search and similar: everything named counts."""
    slots = _found(request, around)
    if intent is Intent.SIMILAR and "item" not in slots and "ref" not in slots:
        pointer = reference_of(request.text) or "it"
        slots.update((pointer == "it" and _said_before(request, around)) or {"ref": (pointer,)})
    if intent is Intent.MORE or (intent is Intent.SEARCH and not around.context.listed):
        slots.pop("ref", None)
    if not any(name.endswith(_ROLES) for name in slots):
        slots.update(_person_before(request, around))
    if "count" not in slots and (number := _number(request, around)):
        slots["count"] = (number,)
    if intent is Intent.RECOMMEND and len(slots) > 1 and _chance_item(request, around):
        slots.pop("item", None)
    if intent is Intent.RECOMMEND and _undemanding(request, around):
        slots.pop("direction", None)
    text = leftover(request.words)
    if intent is Intent.REFINE and "direction" not in slots and text in _BARE_DIRECTIONS:
        slots["direction"], text = (text,), ""
    if intent is not Intent.MORE and text:
        slots["text"] = (text,)
    return _act(intent, slots, request)


def _chance_item(request: Request, around: Surroundings) -> bool:
    """Whether every title named is an everyday word beside other wishes: "something spooky for halloween"."""
    named = [around.mentions[word.mention] for word in request.words if word.mention is not None]
    items = [mention for mention in named if mention.kind == "item"]
    return bool(items) and all(weak(mention) for mention in items)


def _number(request: Request, around: Surroundings) -> str | None:
    """How many are asked for where a kind in the plural stands for the noun: "three comedies"."""
    for word, after in zip(request.words, request.words[1:], strict=False):
        kind = around.mentions[after.mention] if after.mention is not None else None
        if word.mention is None and kind is not None and kind.kind == "category" and kind.text.endswith("s"):
            if word.text in _NUMBERS:
                return str(_NUMBERS.index(word.text) + 2)
            if word.text.isdigit() and 1 < int(word.text) <= 20:
                return word.text
    return None


def _undemanding(request: Request, around: Surroundings) -> bool:
    """Whether every direction is an adjective held off, which compares with nothing: "not too old"."""
    named = [around.mentions[word.mention] for word in request.words if word.mention is not None]
    held = [mention.text.lower() for mention in named if mention.kind == "direction"]
    return bool(held) and all(text.startswith(("not ", "nothing ")) for text in held)


def _person_before(request: Request, around: Surroundings) -> Slots:
    """The person a pronoun stands for, with the role the words give: "which films has he directed?"."""
    if not (found := _PRONOUN.search(request.text)):
        return {}
    people = [m for m in around.mentions if m.kind == "person" and m.end <= request.start and m.readings]
    if not people:
        return {}
    group = found.lastgroup or "person"
    role = {"without": "not_actor", "with": "actor", "by": "director"}.get(group, group)
    return {role: (people[-1].readings[0].value,)}


def about_items(intent: Intent, request: Request, around: Surroundings) -> Act:
    """Item facts and reasons: which item, by title, place or pronoun."""
    slots = _found(request, around)
    if intent is Intent.WHY_NOT:  # "not" asks why here; it rules nothing out
        slots = _plain(slots)
    if "item" not in slots and "ref" not in slots and (pointer := reference_of(request.text)):
        slots.update((pointer == "it" and _said_before(request, around)) or {"ref": (pointer,)})
    if (
        intent is Intent.ITEM_INFO
        and "item" not in slots
        and "ref" not in slots
        and not _ambiguous(request, around)
    ):
        slots.update(_said_before(request, around) or {"ref": ("it",)})
    if intent is Intent.ITEM_INFO:  # what is asked about an item is no slot
        slots = {name: values for name, values in slots.items() if name in ("item", "ref")}
    return _act(intent, slots, request)


def _said_before(request: Request, around: Surroundings) -> Slots:
    """The item or place that the message named last before this clause: "Heat looks good, who is in it?"."""
    for mention in reversed(around.mentions):
        if mention.end <= request.start and mention.kind == "ordinal":
            return {"ref": tuple(mention.refs)}
        if mention.end <= request.start and mention.kind == "item" and not mention.ambiguous:
            return {"item": (mention.readings[0].value,)}
    return {}


def supposing(intent: Intent, request: Request, around: Surroundings) -> Act:
    """What would change the answer: what is supposed is named without its negation."""
    slots = _plain(_found(request, around))
    slots.pop("direction", None)
    if "item" not in slots and "ref" not in slots and (pointer := reference_of(request.text)):
        slots.update((pointer == "it" and _said_before(request, around)) or {"ref": (pointer,)})
    return _act(intent, slots, request)


def about_memory(intent: Intent, request: Request, around: Surroundings) -> Act:
    """Recall, history, forget, erase: what is named, else the scope."""
    slots = _plain(_found(request, around))
    if not slots and reference_of(request.text) == "it":
        slots = _said_before(request, around)
    if not slots and intent in (Intent.RECALL, Intent.FORGET, Intent.ERASE, Intent.HISTORY):
        scope = scope_of(request.text)
        if (
            intent is Intent.ERASE
            and (scope is None or _WHOLE.search(request.text))
            and not _partial(request.text)
        ):
            scope = "everything"
        if intent is Intent.HISTORY and scope == "everything":
            scope = None
        if intent is Intent.FORGET and scope is None and (pointer := reference_of(request.text)):
            slots["ref"] = (pointer,)
        if scope:
            slots["scope"] = (scope,)
    return _act(intent, slots, request)


def _partial(text: str) -> bool:
    return bool(re.search(r"\b(?:seen|watched|dislikes|likes|favourites)\b", text))


def plain(intent: Intent, request: Request, around: Surroundings) -> Act:
    """Small talk, yes and no, undo: nothing to fill."""
    _ = around
    return _act(intent, {}, request)


def _act(intent: Intent, slots: Slots, request: Request) -> Act:
    return Act(intent=intent, slots=slots, start=request.start, end=request.end)


def _ambiguous(request: Request, around: Surroundings) -> bool:
    return any(w.mention is not None and around.mentions[w.mention].ambiguous for w in request.words)


_BUILDERS: dict[Intent, Callable[[Intent, Request, Surroundings], Act]] = {
    **dict.fromkeys(FINDING, finding),
    **dict.fromkeys((Intent.ITEM_INFO, Intent.EXPLAIN, Intent.WHY_NOT), about_items),
    Intent.COUNTERFACTUAL: supposing,
    **dict.fromkeys((Intent.RECALL, Intent.HISTORY, Intent.FORGET, Intent.ERASE), about_memory),
}


def build(intent: Intent, request: Request, around: Surroundings) -> Act:
    """The act of a clause whose intent is known."""
    return _BUILDERS.get(intent, plain)(intent, request, around)
