"""Free look-ups: hybrid search over live rows, kept to what bears on the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...fold import fold
from ..types import Fact
from ..vocabulary import ACTIVITY, CALENDAR, DOCUMENT, GOAL, SPENDING, TODO
from .asked import Asked
from .documents import called, field_of
from .lines import packed_lines
from .lists import CLOSE
from .packed import ContextLine, LineKind, Packed
from .tastes import kind_of

if TYPE_CHECKING:
    from ..facade import Memory

K = 24
NEAREST = 3
NEAR = "nothing on exactly these words; nearest in meaning"
_KINDS: dict[str, LineKind] = {
    TODO.partition(".")[0]: "task",
    CALENDAR.partition(".")[0]: "event",
    SPENDING: "record",
    ACTIVITY: "record",
    GOAL: "goal",
    DOCUMENT: "field",
}


def lookup(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """The live facts that speak of the words; without words everything, documents by their names alone.

    Single amounts and counts are left out of everything: totals answer for them.
    """
    packed = Packed(user_id=user_id, at=at, kind=asked.kind)
    if not asked.words:
        held = [fact for fact in memory.facts(user_id, at=at) if in_overview(fact)]
        return packed.model_copy(update={"lines": _lines(memory, user_id, held, at)})
    hits = memory.search(user_id, asked.words, k=K)
    facts = [fact for fact, _ in hits]
    naming = [fact for fact in facts if speaks_of(fact, asked.words)]
    if naming:
        return packed.model_copy(update={"lines": _lines(memory, user_id, naming, at)})
    # Words alone find only what shares one (an attribute's name, say); meaning finds neighbours worth telling.
    near = facts[:NEAREST] if hits.mode == "hybrid" else []
    lines = _lines(memory, user_id, near, at)
    return packed.model_copy(update={"lines": lines, "note": NEAR if lines else ""})


def in_overview(fact: Fact) -> bool:
    """Whether a fact is told where everything is asked for."""
    root = fact.attribute.partition(".")[0]
    if root == DOCUMENT:
        return field_of(fact.attribute) in ("title", "purpose", "main_message")
    return root not in (SPENDING, ACTIVITY)


def _lines(memory: Memory, user_id: str, facts: Sequence[Fact], at: datetime) -> tuple[ContextLine, ...]:
    return packed_lines(
        memory, user_id, [(fact, line_kind(fact)) for fact in facts], at, _names(memory, user_id, facts, at)
    )


def _names(memory: Memory, user_id: str, facts: Sequence[Fact], at: datetime) -> dict[str, str]:
    """What the documents among the facts are called."""
    subjects = {fact.subject for fact in facts if fact.attribute.startswith(f"{DOCUMENT}.")}
    if not subjects:
        return {}
    held = memory.facts(user_id, at=at, attribute=f"{DOCUMENT}.*")
    return {
        subject: called(subject, [fact for fact in held if fact.subject == subject]) for subject in subjects
    }


def line_kind(fact: Fact) -> LineKind:
    """What sort of line a fact makes."""
    return _KINDS.get(fact.attribute.partition(".")[0]) or kind_of(fact)


def speaks_of(fact: Fact, words: str) -> bool:
    """Whether a fact's value or document has one of the words, slips allowed."""
    from rapidfuzz import fuzz

    has = fold(f"{fact.value_text} {fact.subject if fact.subject != 'user' else ''}").split()
    asked = [word for word in fold(words).split() if len(word) > 2] or fold(words).split()
    return any(fuzz.ratio(_stem(word), _stem(own)) >= CLOSE for word in asked for own in has)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
