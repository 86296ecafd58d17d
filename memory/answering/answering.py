"""A question answered: read, looked up, said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .asked import Asked
from .packed import Answered, Packed
from .packing import look_up
from .rendering import render
from .understand import understand_question

if TYPE_CHECKING:
    from ..facade import Memory


def pack(memory: Memory, user_id: str, question: str, at: datetime) -> tuple[Asked, Packed]:
    """What `question` asks for, and the context for answering it. A naive `at` is taken as UTC."""
    moment = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    asked = understand_question(question, moment, memory.attributes(user_id))
    return asked, look_up(memory, user_id, asked, moment)


def answer(memory: Memory, user_id: str, question: str, at: datetime) -> Answered:
    """The answer to `question` from what holds at `at`, said by templates."""
    asked, packed = pack(memory, user_id, question, at)
    return Answered(text=render(packed, asked), asked=asked, packed=packed)
