"""What kind of thing an attribute is: how many values it holds and what a new one does to the old."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .types import Cardinality, ConflictPolicy, Frozen
from .vocabulary import ACTIVITY, DOCUMENT, GOAL, SPENDING, is_document_scalar

PERSON_ROLES = ("person", "director", "writer", "actor", "author", "artist", "composer", "narrator")
"""Names an attribute of a person may have; a retraction about `domain.person` reaches all of them."""

LIMIT_SUFFIXES = ("_min", "_max")


class AttributeSchema(Frozen):
    """The rules of one attribute. `default_ttl` is in days; None means that values do not run out."""

    attribute: str
    cardinality: Cardinality = Cardinality.MULTI
    value_type: str = "text"
    conflict_policy: ConflictPolicy = ConflictPolicy.FLIP_ON_OPPOSITE
    default_ttl: float | None = None
    sensitivity: str = "normal"


_KINDS: Mapping[str, tuple[Cardinality, str, ConflictPolicy]] = {
    "todo": (Cardinality.LIST, "text", ConflictPolicy.COEXIST),
    # An appointment said again is the same one; a sum said again was spent again.
    "calendar": (Cardinality.EVENT, "text", ConflictPolicy.COEXIST),
    SPENDING: (Cardinality.EVENT, "number", ConflictPolicy.APPEND_ONLY),
    ACTIVITY: (Cardinality.EVENT, "number", ConflictPolicy.APPEND_ONLY),
    GOAL: (Cardinality.SINGLE, "number", ConflictPolicy.REPLACE),
    DOCUMENT: (Cardinality.DOCUMENT_FIELD, "text", ConflictPolicy.ELEMENT_EDIT),
}
_ONE_TEXT = (Cardinality.SINGLE, "text", ConflictPolicy.REPLACE)
_LIMIT = (Cardinality.SINGLE, "number", ConflictPolicy.REPLACE)
_TASTE = (Cardinality.MULTI, "text", ConflictPolicy.FLIP_ON_OPPOSITE)


@lru_cache(maxsize=4096)
def default_schema(attribute: str) -> AttributeSchema:
    """The rules of an attribute nobody has declared: by its domain (see `vocabulary`), a numeric limit by
    its suffix, else a taste."""
    domain, _, name = attribute.partition(".")
    if domain == DOCUMENT and is_document_scalar(name):
        kind = _ONE_TEXT
    elif domain in _KINDS:
        kind = _KINDS[domain]
    else:
        kind = _LIMIT if attribute.endswith(LIMIT_SUFFIXES) else _TASTE
    cardinality, value_type, policy = kind
    return AttributeSchema(
        attribute=attribute, cardinality=cardinality, value_type=value_type, conflict_policy=policy
    )


class Schema:
    """The declared attributes, with a sensible default for every other."""

    def __init__(self, declared: Mapping[str, AttributeSchema] | None = None) -> None:
        self._declared = dict(declared or {})

    def __getitem__(self, attribute: str) -> AttributeSchema:
        return self._declared.get(attribute) or default_schema(attribute)

    def __contains__(self, attribute: str) -> bool:
        return attribute in self._declared

    @property
    def declared(self) -> tuple[AttributeSchema, ...]:
        """The declared attributes, in the order of their names."""
        return tuple(self._declared[name] for name in sorted(self._declared))


def covers(pattern: str, attribute: str) -> bool:
    """Whether a retraction about `pattern` reaches `attribute`.

    `movies.*` reaches everything under `movies.`; `movies.person` reaches every role a person may have
    there; anything else reaches itself alone.
    """
    if pattern == attribute or pattern == "*":
        return True
    if pattern.endswith(".*"):
        return attribute.startswith(pattern[:-1])
    domain, _, name = pattern.rpartition(".")
    if name != "person" or not domain:
        return False
    other_domain, _, role = attribute.rpartition(".")
    return other_domain == domain and role in PERSON_ROLES


def identity(schema: AttributeSchema, *, value_norm: str, ref: str | None, fact_id: str) -> str:
    """What makes two values the same one inside a subject: at most one live row may have it.

    The attribute alone where it holds one value; the attribute and the value (the catalogue id where the
    value is an item) where it holds many; the fact itself for events.
    """
    append_only = schema.conflict_policy is ConflictPolicy.APPEND_ONLY
    if append_only or schema.cardinality is Cardinality.EVENT:
        return f"{schema.attribute}\x1f@{fact_id}"
    if schema.cardinality is Cardinality.SINGLE:
        return schema.attribute
    return f"{schema.attribute}\x1f#{ref}" if ref else f"{schema.attribute}\x1f{value_norm}"


ANY_SUBJECT = "*"


def about_same(claimed: str, subject: str) -> bool:
    """Whether a claim about the subject `claimed` (`*`: about any) speaks of a fact's subject."""
    return claimed in (ANY_SUBJECT, subject)
