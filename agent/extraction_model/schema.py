"""The JSON schema of an extraction: operations that name the live facts they close."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...memory.vocabulary import TASTES, TODO

MOST_OPERATIONS = 4
INTEREST = "life.interest"
Kind = Literal["ADD", "REPLACE", "RETRACT", "CONFIRM", "NOOP"]
Stance = Literal["like", "dislike", "neutral"]


class RawOperation(BaseModel):
    """One operation as the model wrote it: nothing in it is believed yet. `closes` are labels such as `F2`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: Kind
    attribute: str
    value: str
    stance: Stance = "neutral"
    quote: str
    closes: tuple[str, ...] = ()
    amount: float | None = Field(default=None)
    unit: str = ""


class RawExtraction(BaseModel):
    """The model's whole answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operations: tuple[RawOperation, ...]


def attributes(domains: Iterable[str] = TASTES) -> tuple[str, ...]:
    """What a model may write to. Dates, aims and documents are left to the rules, which compute them."""
    tastes = [f"{domain}.{slot}" for domain in domains for slot in TASTES.get(domain, ())]
    return (*tastes, INTEREST, TODO, "spending.other", "activity.other")


def extraction_schema(labels: Iterable[str]) -> dict[str, Any]:
    """What the model must answer with; `labels` name the live facts that may be closed."""
    names = sorted(labels)
    closes: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "maxItems": 0}
    if names:
        closes = {"type": "array", "items": {"type": "string", "enum": names}, "maxItems": MOST_OPERATIONS}
    operation = {
        "type": "object",
        "properties": {
            "op": {"type": "string", "enum": ["ADD", "REPLACE", "RETRACT", "CONFIRM", "NOOP"]},
            "attribute": {"type": "string", "enum": list(attributes())},
            "value": {"type": "string", "maxLength": 80},
            "stance": {"type": "string", "enum": ["like", "dislike", "neutral"]},
            "quote": {"type": "string", "maxLength": 200},
            "closes": closes,
            "amount": {"type": ["number", "null"]},
            "unit": {"type": "string", "maxLength": 12},
        },
        "required": ["op", "attribute", "value", "stance", "quote", "closes"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"operations": {"type": "array", "items": operation, "maxItems": MOST_OPERATIONS}},
        "required": ["operations"],
        "additionalProperties": False,
    }
