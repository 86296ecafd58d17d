"""Questions that memory answers itself: the list of things to do, appointments, sums, aims, documents."""

from __future__ import annotations

import re
from datetime import datetime

from ..planner.acts import Act, Intent, Understanding

_GENERAL = frozenset(
    {
        Intent.UNKNOWN,
        Intent.NOTE,
        Intent.RECOMMEND,
        Intent.SEARCH,
        Intent.RECALL,
        Intent.ITEM_INFO,
        Intent.MORE,
        Intent.REFINE,
        Intent.GREET,
        Intent.THANKS,
    }
)
_IDLE_SLOTS = frozenset({"text", "count", "scope", "direction", "ref"})


_PRICED = re.compile(r"[$£€]\s?\d|\b\d[\d.,]*\s?(?:quid|bucks|dollars|pounds|euros)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|^\W*(?:(?:and|so|ok|please|but)\W+)*(?:how|what|which|when|where|who|did|do|am|is|are|was|were|have|has|can|could"
    r"|tell|show|list|give|total)",
    re.IGNORECASE,
)


def with_question(
    understanding: Understanding, text: str, at: datetime, attributes: tuple[str, ...], domain: str
) -> Understanding:
    """The understanding, as a question to memory where the message is one that memory answers exactly.

    What names anything of the catalogue is the catalogue's; so are tastes in its own domain, and whatever
    states something.
    """
    told = _PRICED.search(text) and not _ASKS.search(text)
    if told or understanding.claims or understanding.question is not None or not _open(understanding):
        return understanding
    from ...memory.answering import AskedKind, understand_question

    asked = understand_question(text, at, attributes)
    if asked.kind in (AskedKind.LOOKUP, AskedKind.HISTORY):
        return understanding
    if asked.kind is AskedKind.TASTES and asked.domain in ("", domain):
        return understanding
    kept = tuple(a for a in understanding.acts if a.intent in (Intent.GREET, Intent.THANKS))
    ask = Act(intent=Intent.ASK, slots={"text": (text,)}, start=0, end=len(text))
    return understanding.model_copy(update={"acts": (*kept, ask), "unresolved": ()})


def _open(understanding: Understanding) -> bool:
    return all(act.intent in _GENERAL and not set(act.slots) - _IDLE_SLOTS for act in understanding.acts)
