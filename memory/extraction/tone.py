"""The tone of a predicate that no pattern foresees: "is pure joy", "as lovely as ever", "far too tedious"."""

from __future__ import annotations

import re

from .tables import words

_SUBJECT = re.compile(
    r"^(?:(?:<[ipclxo]\d+>|and|the|films?|cinema|stuff|both|all|that|this|it|they|he|she|them|these|those) ?)+"
)
_COPULA = re.compile(
    r"^(?:(?:is|are|was|were|remains?|has been|have been|feels?|felt|seems?|seemed|looks?|sounds?"
    r"|turned out|got|gets) )"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|hardly|barely|nothing|without|lacks?|anything but|far from|less)\b"
)
# Wishes, suppositions and comparisons are no judgement; nor is what others find.
_OTHERWISE = re.compile(
    r"\b(?:want|need|looking|recommend|suggest|would|could|should|if|when|than|because|but|you|your|his|her|their"
    r"|people|everyone|said|says|told|supposed|any|some|something|more|enough|okay|fine|too)\b|<"
)
_LONGEST = 7


def tone_of(text: str) -> int:
    """1 where plain words only praise, -1 where they only blame, 0 where they do neither or both."""
    said = text.split()
    if not 0 < len(said) <= _LONGEST or _OTHERWISE.search(text):
        return 0
    table = words()
    good = any(word in table.good for word in said)
    bad = any(word in table.bad for word in said)
    if good == bad:
        return 0
    if _NEGATION.search(text):
        return -1 if good else 0
    return 1 if good else -1


def predicate_tone(text: str) -> int:
    """The tone of what a clause says of the names that open it: `<p0> is a force of nature`."""
    subject = _SUBJECT.match(text)
    if subject is None or "<" not in subject.group():
        return 0
    rest = text[subject.end() :]
    copula = _COPULA.match(rest)
    return tone_of(rest[copula.end() :]) if copula else 0
