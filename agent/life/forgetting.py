"""Orders to forget or erase something beyond the catalogue: the facts they name, found by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...fold import fold
from ...memory.types import Fact
from ..planner.acts import Act, Intent, Understanding

ORDERS = frozenset({Intent.FORGET, Intent.ERASE})
_IDLE = frozenset(
    """forget erase delete remove wipe please that about my the a an i me and of on in to for all everything it is was
    have had do did you know remember me from your memory records anything with like liked love loved
    just want would could can should please now go ahead yes ok okay completely entirely totally forever good
    whole every single data account profile history conversation conversations chat chats stored saved store
    information info facts personal our us we what ever said told them those these there here no i'm m s
    ve d re gdpr right clean wiped start over again fresh hey hi so but or permanently at once immediately
    """.split()
)
_KINDS = {
    "todo": "task tasks to-do todo list chore",
    "calendar": "appointment appointments event events calendar",
    "spending": "spent spending expense expenses",
    "activity": "walked ran counted activity",
    "goal": "goal goals budget target",
    "document": "document draft",
}


def with_named(understanding: Understanding, text: str, live: Sequence[Fact]) -> Understanding:
    """The understanding, with the facts that an order without an object of the catalogue names.

    A fact is meant where the order says all the words of its value, or all its words that matter name the fact
    or its kind. An order whose words name nothing stays as it was read; but "erase everything about my X" is
    never an order to erase everything, held or not.
    """
    at = next((n for n, act in enumerate(understanding.acts) if _open(act)), None)
    if at is None:
        return understanding
    order = understanding.acts[at]
    meant = named(text, live)
    rest = " ".join(word for word in _words(text) if word not in _IDLE)
    if not meant and not (rest and _whole(order)):
        return understanding
    slots = {"fact": tuple(f.fact_id for f in meant)} if meant else {"text": (rest,)}
    act = order.model_copy(update={"slots": slots})
    acts = (*understanding.acts[:at], act, *understanding.acts[at + 1 :])
    return understanding.model_copy(update={"acts": acts, "question": None, "unresolved": ()})


def _open(act: Act) -> bool:
    return act.intent in ORDERS and (_whole(act) or not set(act.slots) - {"text"})


def _whole(act: Act) -> bool:
    return act.intent is Intent.ERASE and act.slots.get("scope") == ("everything",)


def named(text: str, live: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts whose value is said in full; where there are none, those of the one kind that is named."""
    said = set(_words(text)) - _IDLE
    if not said:
        return ()
    whole = tuple(fact for fact in live if (words := set(_words(fact.value_text)) - _IDLE) and words <= said)
    if whole:
        return whole
    return tuple(
        fact for fact in live if said <= set(_words(_about(fact))) and said & set(_words(_kind(fact)))
    )


def _about(fact: Fact) -> str:
    return f"{_kind(fact)} {fact.value_text}"


def _kind(fact: Fact) -> str:
    root, _, name = fact.attribute.partition(".")
    return f"{root} {name.replace('.', ' ').replace('_', ' ')} {_KINDS.get(root, '')}"


def _words(text: str) -> list[str]:
    return fold(re.sub(r"(?<=\d),(?=\d)", "", text)).split()
