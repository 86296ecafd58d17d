"""Between rows and facts. Times are stored as ISO text in UTC with microseconds: they sort as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from .types import Fact, Operation

FACT_FIELDS = tuple(Fact.model_fields)
FACT_COLUMNS = ", ".join(FACT_FIELDS)
TIME_FIELDS = frozenset(
    ("valid_from", "valid_to", "recorded_at", "closed_at", "expires_at", "last_confirmed", "happens_at")
)
OPERATION_FIELDS = {
    "op_id": "op_id",
    "user_id": "user_id",
    "time": "time",
    "kind": "kind",
    "attribute": "attribute",
    "fact_before": "fact_before",
    "fact_after": "fact_after",
    "message_id": "message_id",
    "start": "span_start",
    "end": "span_end",
    "actor": "actor",
    "reason": "reason",
    "previous_hash": "previous_hash",
    "hash": "hash",
}
OPERATION_COLUMNS = ", ".join(OPERATION_FIELDS.values())
_validate = Fact.__pydantic_validator__.validate_python


def stamp(moment: datetime) -> str:
    """The stored form of a moment. A moment without a zone is taken as UTC."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment(text: str) -> datetime:
    """The moment behind a stored time."""
    return datetime.fromisoformat(text)


def fact_of(values: Sequence[Any]) -> Fact:
    """The fact behind a row selected with `FACT_COLUMNS`."""
    fact: Fact = _validate(dict(zip(FACT_FIELDS, values, strict=True)))
    return fact


def state_of(fact: Fact) -> dict[str, Any]:
    """The stored form of a fact: plain values, times as text. What ledger and table both hold."""
    state: dict[str, Any] = {}
    for name in FACT_FIELDS:
        value = getattr(fact, name)
        if value is not None and name in TIME_FIELDS:
            value = stamp(value)
        state[name] = value.value if name == "status" else value
    return state


def fact_of_state(state: Mapping[str, Any]) -> Fact:
    """The fact behind a stored state."""
    fact: Fact = _validate(dict(state))
    return fact


def operation_of(values: Sequence[Any]) -> Operation:
    """The operation behind a row selected with `OPERATION_COLUMNS`."""
    return Operation.model_validate(dict(zip(OPERATION_FIELDS, values, strict=True)))
