"""Which remembered facts an act speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...memory.types import Fact
from ...recommenders.search.fold import fold
from ...recommenders.types import CatalogSchema
from ..planner.acts import Act

PERSON = "person"
_SCOPES = {"likes": 1, "dislikes": -1}


def facts_meant(
    act: Act, items: Sequence[str], facts: Sequence[Fact], schema: CatalogSchema
) -> tuple[Fact, ...]:
    """Facts with one of the act's values, about one of its items, or of its scope; all of them for no slots.

    A person is found in whatever role they are remembered, since people rarely say which.
    """
    scopes = act.slots.get("scope", ())
    values = {(name, fold(value)) for name, values in act.slots.items() for value in values}
    named = bool(items) or any(name in (*schema.names(), PERSON, "item", "text") for name in act.slots)
    if not named:
        return tuple(f for f in facts if not scopes or any(_in_scope(f, scope) for scope in scopes))
    people = {*schema.names("person"), PERSON}
    wanted = {value for _, value in values}
    return tuple(
        fact
        for fact in facts
        if (fact.ref in items if fact.ref else _near(fact, wanted) and _has(fact, values, people))
    )


def _near(fact: Fact, wanted: set[str]) -> bool:
    """Whether a fact may be meant at all: a quick first look at what is mostly many thousand facts."""
    named = fact.value_norm in wanted or _folded(fact.value_text) in wanted
    return named or fact.attribute.endswith(("_min", "_max"))


def _has(fact: Fact, values: set[tuple[str, str]], people: set[str]) -> bool:
    name = fact.attribute.rsplit(".", 1)[-1]
    norms = {fact.value_norm, _folded(fact.value_text)}
    if name in people:
        return any(n in people and v in norms for n, v in values)
    if name.endswith(("_min", "_max")):
        return any(n == name for n, _ in values)
    return any(n in (name, f"not_{name}", "text") and v in norms for n, v in values)


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return fold(text)


def _in_scope(fact: Fact, scope: str) -> bool:
    if scope == "seen":
        return fact.attribute.endswith(".seen")
    return scope == "everything" or fact.polarity == _SCOPES.get(scope)
