"""The JSON schema of the decision, derived from the dialogue acts and the catalogue's attributes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from ...recommenders.types import CatalogSchema
from ..planner.acts import LIFE, Intent

PERSON = "person"
MEASURES = ("year", "runtime")
PLAIN = ("ref", "count", "direction", "scope", "text")
MAX_ACTS, MAX_VALUES = 5, 4


class RawAct(BaseModel):
    """One act as the model wrote it: nothing in it is believed yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: Intent
    slots: dict[str, tuple[str, ...]] = {}


class RawDecision(BaseModel):
    """The model's whole answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    acts: tuple[RawAct, ...]


def attribute_slots(schema: CatalogSchema) -> tuple[str, ...]:
    """Slots that hold catalogue values: items, attributes, people without a role."""
    people = (PERSON,) if schema.names("person") and PERSON not in schema.names() else ()
    return ("item", *schema.names(), *people)


def slot_names(schema: CatalogSchema) -> tuple[str, ...]:
    """Every slot the model may fill. Years and lengths are one slot each: bounds are read from the words."""
    values = attribute_slots(schema)
    return (*values, *(f"not_{name}" for name in values if name != "item"), *MEASURES, *PLAIN)


def decision_schema(schema: CatalogSchema) -> dict[str, Any]:
    """What the model must answer with: a list of intents with slots, each a list of the user's words."""
    words = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MAX_VALUES}
    slots = {
        "type": "object",
        "properties": dict.fromkeys(slot_names(schema), words),
        "additionalProperties": False,
    }
    act = {
        "type": "object",
        "properties": {
            "intent": {"type": "string", "enum": [intent.value for intent in Intent if intent not in LIFE]},
            "slots": slots,
        },
        "required": ["intent", "slots"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"acts": {"type": "array", "items": act, "minItems": 1, "maxItems": MAX_ACTS}},
        "required": ["acts"],
        "additionalProperties": False,
    }
