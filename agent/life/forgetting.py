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
    or its kind. An order whose words name nothing stays as it was read.
    """
    at = next((n for n, act in enumerate(understanding.acts) if _open(act)), None)
    if at is None:
        return understanding
    meant = named(text, live)
    if not meant:
        return understanding
    act = understanding.acts[at].model_copy(update={"slots": {"fact": tuple(f.fact_id for f in meant)}})
    acts = (*understanding.acts[:at], act, *understanding.acts[at + 1 :])
    return understanding.model_copy(update={"acts": acts, "question": None, "unresolved": ()})


def _open(act: Act) -> bool:
    return act.intent in ORDERS and not set(act.slots) - {"text"}


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
