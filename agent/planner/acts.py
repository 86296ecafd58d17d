"""Dialogue acts: what a message does, as intents with slots, and the state it is understood in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from ...memory.types import Claim


class Frozen(BaseModel):
    """Immutable and JSON-ready."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Intent(StrEnum):
    """Everything a message can do. The first five state a taste; `note` states anything else to be kept."""

    LIKE = "like"
    DISLIKE = "dislike"
    SEEN = "seen"
    RETRACT = "retract"
    CONSTRAIN = "constrain"
    RECOMMEND = "recommend"
    REFINE = "refine"
    MORE = "more"
    SEARCH = "search"
    SIMILAR = "similar"
    ITEM_INFO = "item_info"
    EXPLAIN = "explain"
    WHY_NOT = "why_not"
    COUNTERFACTUAL = "counterfactual"
    RECALL = "recall"
    HISTORY = "history"
    FORGET = "forget"
    ERASE = "erase"
    UNDO = "undo"
    AFFIRM = "affirm"
    DENY = "deny"
    GREET = "greet"
    THANKS = "thanks"
    BYE = "bye"
    HELP = "help"
    NOTE = "note"
    ASK = "ask"
    SETTLE = "settle"
    UNKNOWN = "unknown"


STATEMENTS = frozenset(
    {Intent.LIKE, Intent.DISLIKE, Intent.SEEN, Intent.RETRACT, Intent.CONSTRAIN, Intent.NOTE}
)
LIFE = frozenset({Intent.NOTE, Intent.ASK, Intent.SETTLE})
"""What is read beside the catalogue's grammar: things to keep, questions about what is kept, doubts settled."""


class Act(Frozen):
    """One thing a message does. `start` and `end` are character offsets of the clause it was read in.

    Slots map a name to its values, as strings:
    `item` item labels (`Heat (1995)`); `genre`, `director`, `actor`, `writer`, `country`, `language`, ...
    attribute values as the catalogue spells them; `person` a person whose role was not said; `not_<attribute>`
    what a request rules out for itself; `year_min`, `year_max`, `runtime_min`, `runtime_max` inclusive
    bounds in years and minutes; `ref` a place in the last list (`1`, `2`, `last`, `all`) or `it`;
    `count` how many; `direction` newer, older, shorter, longer, popular, obscure, different;
    `scope` likes, dislikes, seen or everything; `text` the words of a request that nothing else covers.
    """

    intent: Intent
    slots: dict[str, tuple[str, ...]] = {}
    start: int = 0
    end: int = 0
    confidence: float = 1.0


class Question(Frozen):
    """A question the agent asks, or has asked, before it can go on.

    `kind`: `which` (options are the readings of one mention), `confirm` (yes or no before `act` is done)
    or `clarify` (open). `options` are what the user may answer with; `act` is what the answer completes.
    """

    kind: str
    text: str
    options: tuple[str, ...] = ()
    act: Act | None = None
    slot: str | None = None


class DialogueContext(Frozen):
    """What understanding may lean on besides the words: the last list, the item in focus, the open question."""

    listed: tuple[str, ...] = ()
    focus: str | None = None
    pending: Question | None = None
    last_intent: Intent | None = None
    now: datetime | None = None


class Understanding(Frozen):
    """A message read: its acts in order, the claims its statements make, and a question when it is unclear.

    `unresolved` are words that look like a title or a name but match nothing in the catalogue.
    """

    acts: tuple[Act, ...]
    claims: tuple[Claim, ...] = ()
    question: Question | None = None
    unresolved: tuple[str, ...] = ()
