"""The prompt of an extraction: the message, what it answers, and the live facts it may close, by label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ...memory.types import Fact
from ..models.base import ChatMessage

_SYSTEM = """You keep a person's memory. From ONE message of the person, list what should be written down.
Rules:
- Only what the person says about themselves: tastes, things to do, money they spent, things they counted.
- Questions, small talk, opinions about other things, other people's tastes: no operation.
- quote: the person's exact words, copied from the message. value: the name of the thing, words of the quote.
- ADD a new thing. REPLACE when it takes the place of a known fact: name that fact in closes.
- RETRACT when a known fact no longer holds: name it in closes, and repeat its value.
- CONFIRM when a known fact is said again. When nothing is to be written: {"operations": []}.
Answer with JSON only."""

_EXAMPLES = (
    (
        "Known facts: F1 likes music artist Nils Frahm\nMessage: Frahm leaves me cold nowadays.",
        '{"operations": [{"op": "RETRACT", "attribute": "music.artist", "value": "Nils Frahm", "stance": "like",'
        ' "quote": "Frahm leaves me cold nowadays", "closes": ["F1"]}]}',
    ),
    ("Known facts: none\nMessage: That is quite a story, I had no idea!", '{"operations": []}'),
)


def messages(text: str, asked: str, known: Mapping[str, Fact], at: datetime) -> tuple[ChatMessage, ...]:
    """The messages of one request. `asked` is the assistant's last turn, `known` facts by label."""
    facts = "; ".join(f"{label} {fact.label}" for label, fact in known.items()) or "none"
    before = f"The assistant had said: {asked}\n" if asked else ""
    shots = [
        message
        for question, answer in _EXAMPLES
        for message in (
            ChatMessage(role="user", content=question),
            ChatMessage(role="assistant", content=answer),
        )
    ]
    last = f"Today is {at:%A} {at.date().isoformat()}.\n{before}Known facts: {facts}\nMessage: {text}"
    return (
        ChatMessage(role="system", content=_SYSTEM),
        *shots,
        ChatMessage(role="user", content=last),
    )
