"""Rules of the attributes that annotations use, for a memory that does not declare them by itself."""

from __future__ import annotations

from collections.abc import Iterable

from ...memory import AttributeSchema, Memory
from ...memory.types import Cardinality, ConflictPolicy
from .slots import family_of

LISTED = (Cardinality.LIST, ConflictPolicy.COEXIST)
RULES: dict[str, tuple[Cardinality, ConflictPolicy]] = {
    "todo": LISTED,
    "calendar": (Cardinality.EVENT, ConflictPolicy.REPLACE),
    "food": (Cardinality.EVENT, ConflictPolicy.APPEND_ONLY),
    "steps": (Cardinality.EVENT, ConflictPolicy.APPEND_ONLY),
    "goal": (Cardinality.SINGLE, ConflictPolicy.REPLACE),
}


def declare(memory: Memory, attributes: Iterable[str]) -> None:
    """Declare what is not a taste and that the memory treats as one."""
    known = memory.schema()
    for attribute in sorted(set(attributes)):
        rules = RULES.get(family_of(attribute))
        have = known[attribute]
        if rules is None or have.cardinality is not Cardinality.MULTI:
            continue
        memory.define(
            AttributeSchema(attribute=attribute, cardinality=rules[0], conflict_policy=rules[1])
        )
