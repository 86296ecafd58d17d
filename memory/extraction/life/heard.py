"""What a reader of one message is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from ...types import Claim, Fact

Speaker = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a conversation. Only a user's turn may carry values into memory."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What a conversation is about at this moment, carried from message to message.

    `document` is the subject of the document in hand (`document:email:...`) and `field` the field last asked
    for or spoken of; `domain` the domain of taste spoken of (`music`). Empty where nothing is known.
    """

    document: str = ""
    field: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of the user with its surroundings.

    `before` are the earlier turns of the same conversation, oldest first: they tell what a short answer
    answers ("Which platform?" - "LinkedIn"), and are never themselves a source of values. `at` is the moment
    of the message (timezone-aware). `live` are the user's open facts; a reader names those it closes by id.
    `taken` are the stretches of the message that an earlier reader has read: they say nothing further.
    """

    text: str
    at: datetime
    before: Sequence[Said] = ()
    live: Sequence[Fact] = ()
    focus: Focus = field(default_factory=Focus)
    taken: Sequence[tuple[int, int]] = ()

    def free(self, start: int, end: int) -> bool:
        """Whether no earlier reader has read anything of a stretch of the message."""
        return not any(start < stop and begin < end for begin, stop in self.taken)


@dataclass(frozen=True, slots=True)
class LifeReading:
    """The claims of one message, in the order of its words, and the focus it leaves behind.

    `taken` are stretches that later readers shall leave alone, besides the spans of the claims themselves.
    """

    claims: tuple[Claim, ...] = ()
    focus: Focus = field(default_factory=Focus)
    taken: tuple[tuple[int, int], ...] = ()


class LifeReader(Protocol):
    """Reads one kind of thing. Never raises for any text; a message without that kind makes no claims."""

    def __call__(self, heard: Heard) -> LifeReading: ...
