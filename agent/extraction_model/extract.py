"""One schema-bound step: the model proposes operations; only what the words carry becomes a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from ...errors import ModelError
from ...fold import fold
from ...memory.types import Claim, ClaimKind, Fact
from ..models.base import ChatModel, ChatRequest
from ..models.structured import complete_json
from .prompt import messages
from .schema import RawExtraction, RawOperation, attributes, extraction_schema

MOST_FACTS = 24
MAX_TOKENS = 320
CONFIDENCE = 0.8
"""Below a plain statement read by rule, above the threshold under which a conflict is asked about."""

_STANCE = {"like": 1, "dislike": -1, "neutral": 0}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The claims that stand, and why others do not (in words that quote nobody)."""

    claims: tuple[Claim, ...]
    dropped: tuple[str, ...] = ()


async def extract(
    model: ChatModel,
    text: str,
    known: Sequence[Fact],
    at: datetime,
    *,
    asked: str = "",
    placement: str | None = None,
) -> Extracted:
    """Read one message with a model. `known` are live facts it may close; `asked` is the turn it answers.

    Raises `ModelError` when the model fails or its answer does not keep to the schema.
    """
    labelled = {f"F{number}": fact for number, fact in enumerate(known[:MOST_FACTS], 1)}
    request = ChatRequest(
        messages=messages(text, asked, labelled, at),
        json_schema=extraction_schema(labelled),
        placement=placement,
        max_tokens=MAX_TOKENS,
    )
    answer = await complete_json(model, request)
    try:
        raw = RawExtraction.model_validate(answer)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"its answer does not keep to the schema ({where}: {first['msg']})") from error
    return claims_of(raw, text, labelled)


def claims_of(raw: RawExtraction, text: str, known: Mapping[str, Fact]) -> Extracted:
    """The operations that name words of the message and facts that are live, as claims."""
    claims: list[Claim] = []
    dropped: list[str] = []
    for operation in raw.operations:
        if operation.op in ("NOOP", "CONFIRM") and not operation.closes:
            continue
        why = _objection(operation, text, known)
        if why is None:
            claims.append(_claim(operation, text, known))
        else:
            dropped.append(f"{operation.op} {why}")
    return Extracted(tuple(dict.fromkeys(claims)), tuple(dropped))


def _objection(operation: RawOperation, text: str, known: Mapping[str, Fact]) -> str | None:
    """Why an operation is not believed, or None."""
    if operation.attribute not in attributes():
        return "writes to an attribute that does not exist"
    if not operation.quote.strip() or _place(operation.quote, text) < 0:
        return "quotes words that are not in the message"
    if unknown := set(operation.closes) - set(known):
        return f"closes {len(unknown)} facts that are not live"
    if operation.op in ("RETRACT", "REPLACE") and not operation.closes:
        return "does not say which live fact it closes"
    if operation.op != "RETRACT" and not _carried(operation.value, operation.quote):
        return "has a value that its quote does not carry"
    if operation.amount is not None and f"{operation.amount:g}" not in operation.quote.replace(",", ""):
        return "has an amount that its quote does not carry"
    if operation.attribute.startswith(("spending.", "activity.")) and operation.amount is None:
        return "counts something without a number"
    return None


def _place(quote: str, text: str) -> int:
    return text.casefold().find(quote.strip().casefold())


def _carried(value: str, quote: str) -> bool:
    return bool(fold(value)) and f" {fold(value)}" in f" {fold(quote)}"


def _claim(operation: RawOperation, text: str, known: Mapping[str, Fact]) -> Claim:
    closed = tuple(known[label] for label in dict.fromkeys(operation.closes))
    start = _place(operation.quote, text)
    retracts = operation.op == "RETRACT"
    value = closed[0].value_text if retracts else operation.value.strip()
    return Claim(
        kind=ClaimKind.RETRACT if retracts else ClaimKind.ASSERT,
        attribute=closed[0].attribute if retracts else operation.attribute,
        value_norm=closed[0].value_norm if retracts else fold(value),
        value_text=value,
        start=start,
        end=start + len(operation.quote.strip()),
        polarity=0 if retracts or not _tasted(operation) else _STANCE[operation.stance],
        ref=closed[0].ref if retracts else None,
        number=operation.amount if not retracts else None,
        unit=operation.unit or None,
        confidence=CONFIDENCE,
        rule="computed:model" if retracts else "model",
        subject=closed[0].subject if retracts else "user",
        closes=tuple(fact.fact_id for fact in closed),
    )


def _tasted(operation: RawOperation) -> bool:
    return not operation.attribute.startswith(("todo.", "spending.", "activity."))
