"""Words that put right what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....types import Fact

SORRY = (
    r"(?:sorry|oh no|oops|whoops|oopsie|correction|wait|scratch that|strike that|no|nope|my bad|my mistake|mistake"
    r"|typo|actually|i meant|i mean|i misspoke|rather|hang on|hold on|apologies"
    r"|to correct myself|i got that wrong|make that|let me correct that|i was wrong"
    r"|that is (?:wrong|not right)|that was wrong|that was a typo|should have said|edit|fix|i misread it"
    r"|i misremembered|i mistyped|got that wrong)"
)
"""A word or phrase by which a speaker takes back what was said; "no", "wait" and "actually" do so only at times."""
_WEAK = frozenset(("no", "nope", "wait", "actually", "rather", "i mean", "hang on", "hold on", "make that", "fix", "edit"))
_SAID = re.compile(rf"(?<!\w){SORRY}(?!\w)|\*")


def is_firm(text: str) -> bool:
    """Whether some word of a text takes back what was said, and not only interrupts or insists."""
    return any(found[0] not in _WEAK for found in _SAID.finditer(text))


def last_told(live: Sequence[Fact]) -> Fact | None:
    """The fact told last."""
    return max(live, key=lambda fact: (fact.recorded_at, fact.fact_id), default=None)
