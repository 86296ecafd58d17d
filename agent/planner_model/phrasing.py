"""The model writes the connecting sentences around a composed answer; names, numbers and facts stay composed.

What it writes is checked (see `guard`), asked for once more with the complaint, and otherwise left out: then
the reader gets the template text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from ...errors import ModelError, TastekeeperError
from ..models.base import ChatMessage, ChatModel, ChatRequest
from ..models.structured import complete_json
from .guard import Guard
from .mentions import Linker

MAX_TOKENS = 120
SHOWN = 1200
"""Characters of the composed answer that the model gets to read."""

_SCHEMA = {
    "type": "object",
    "properties": {"opening": {"type": "string"}, "closing": {"type": "string"}},
    "required": ["opening", "closing"],
    "additionalProperties": False,
}
_SYSTEM = (
    "An answer to a person was composed from data. Write one short plain sentence to put before it (opening) "
    "and one to put after it (closing); either may be empty. Do not name or number anything, do not praise, "
    "do not state facts, do not say what the person likes. Answer as JSON with opening and closing.\n"
    'Example: {"opening": "Here is what I found for that.", "closing": "Tell me if I should look again."}'
)
Check = Callable[[str], Sequence[str]]
"""A further check of the whole new text, such as the grounding audit: complaints, or nothing."""


class DraftLike(Protocol):
    """What is read of a draft: its paragraphs, and the names it may mention."""

    paragraphs: list[str]
    names: set[str]


class _Sentences(BaseModel):
    """The model's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opening: str
    closing: str


@dataclass(frozen=True)
class Phrased:
    """The paragraphs to show. `by_model` says whether any sentence is the model's; `reason` is for people."""

    paragraphs: tuple[str, ...]
    by_model: bool
    reason: str
    rejected: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer as Markdown."""
        return "\n\n".join(self.paragraphs)


async def phrase(
    model: ChatModel,
    draft: DraftLike,
    *,
    message: str = "",
    lexicon: Linker | None = None,
    check: Check | None = None,
    placement: str | None = None,
) -> Phrased:
    """Connect a composed answer. Where the model fails, the template text stands and the reason says so."""
    composed = tuple(draft.paragraphs)
    if not any(composed):
        return Phrased(composed, by_model=False, reason="template text: there is nothing to connect")
    guard = Guard("\n\n".join(composed), draft.names, message=message, lexicon=lexicon)
    rejected: list[str] = []
    for _ in range(2):
        try:
            written = await _ask(model, composed, message, rejected, placement)
        except TastekeeperError as error:
            reason = f"template text, because the model failed: {error.what}"
            return Phrased(composed, by_model=False, reason=reason, rejected=tuple(rejected))
        parts = [written.opening.strip(), *composed, written.closing.strip()]
        paragraphs = tuple(part for part in parts if part)
        complaints = _complaints((written.opening, written.closing), guard)
        complaints += [] if complaints or check is None else check("\n\n".join(paragraphs))
        if not complaints:
            told = paragraphs != composed
            reason = (
                f"{model.name} connected the sentences" if told else "template text: the model added nothing"
            )
            return Phrased(paragraphs, by_model=told, reason=reason, rejected=tuple(rejected))
        rejected += complaints
    reason = f"template text, because the model's sentences were refused ({rejected[-1]})"
    return Phrased(composed, by_model=False, reason=reason, rejected=tuple(rejected))


def _complaints(texts: Iterable[str], guard: Guard) -> list[str]:
    return [complaint for text in texts for complaint in guard.complaints(text)]


async def _ask(
    model: ChatModel, composed: Sequence[str], message: str, rejected: Sequence[str], placement: str | None
) -> _Sentences:
    """The two sentences. Raises `ModelError` for an answer of another shape."""
    lines = [f"The person wrote: {message[:300]}", f"The composed answer:\n{chr(10).join(composed)[:SHOWN]}"]
    if rejected:
        lines.append(f"Your last sentences were refused for: {'; '.join(rejected[:3])}. Write plainer ones.")
    request = ChatRequest(
        messages=(
            ChatMessage(role="system", content=_SYSTEM),
            ChatMessage(role="user", content="\n".join(lines)),
        ),
        json_schema=_SCHEMA,
        placement=placement,
        max_tokens=MAX_TOKENS,
    )
    try:
        return _Sentences.model_validate(await complete_json(model, request))
    except ValidationError as error:
        raise ModelError("its answer does not keep to the schema", where=model.name) from error
