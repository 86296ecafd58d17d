"""A cheap gate: most messages carry nothing for memory, and a model is slow."""

from __future__ import annotations

import re

from ..planner.acts import Intent, Understanding

LONGEST = 1500
FEWEST_WORDS = 4
_FIRST_PERSON = re.compile(r"\b(?:i|i'?(?:m|ve|d|ll)|me|my|mine|myself|we|we'?re|our|us)\b", re.IGNORECASE)
_IDLE = frozenset({Intent.UNKNOWN, Intent.GREET, Intent.THANKS, Intent.BYE})


def worth_asking(text: str, understanding: Understanding) -> bool:
    """Whether a message may carry something that no rule has read.

    True for a statement of some length in the first person of which the rules made nothing.
    """
    if understanding.claims or understanding.question is not None or len(text) > LONGEST:
        return False
    if any(act.intent not in _IDLE for act in understanding.acts):
        return False
    asks_only = text.rstrip().endswith("?") and "." not in text.rstrip("?. ")
    return not asks_only and len(text.split()) >= FEWEST_WORDS and _FIRST_PERSON.search(text) is not None
